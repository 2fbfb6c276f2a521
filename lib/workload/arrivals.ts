import type { Random } from './random';

/** How items come. Open loop: nobody waits for an answer. */
export const ARRIVAL_PATTERNS = ['poisson', 'constant', 'bursts', 'ramp', 'trace', 'at-once'] as const;
export type ArrivalPattern = (typeof ARRIVAL_PATTERNS)[number];

/** `bursts`: in each period of so many ms, everything comes in its first part. */
const BURST_PERIOD_MS = 2000;
const BURST_SHARE = 0.25;

export interface Arrivals {
  readonly pattern: ArrivalPattern;
  /** Mean rate; ignored by `at-once` and `trace`. */
  readonly perSecond: number;
  /** Gaps between the arrivals of a recorded trace, ms; repeated from the start until there are enough. Only for `trace`. */
  readonly traceMs: readonly number[];
}

/**
 * When each item arrives, in ms from the start, never decreasing. Ends after `count` items or at `untilMs`, whichever is
 * first. `constant`: equal gaps. `poisson`: exponential gaps by inversion. `bursts` and `ramp`: Poisson processes whose
 * rate changes, by rescaling time (Devroye, Non-Uniform Random Variate Generation, 1986, VI.1.3): four times the rate in
 * the first quarter of every two seconds and none in the rest; from none to twice the rate over `spanMs`.
 *
 * @param spanMs how long a ramp takes to its top
 */
export function arrivalTimesMs(
  { pattern, perSecond, traceMs }: Arrivals,
  { count, untilMs = Number.POSITIVE_INFINITY }: { readonly count: number; readonly untilMs?: number },
  spanMs: number,
  random: Random,
): Float64Array {
  if (pattern === 'at-once') return new Float64Array(count);
  const times = new Float64Array(count);
  const perMs = perSecond / 1000;
  // Expected arrivals so far; each pattern turns it into a moment.
  let expected = 0;
  let traceEndMs = 0;
  let item = 0;
  for (; item < count; item++) {
    let atMs: number;
    if (pattern === 'trace') {
      traceEndMs += traceMs[item % Math.max(1, traceMs.length)] ?? 0;
      atMs = traceEndMs;
    } else {
      expected += pattern === 'constant' ? 1 : -Math.log(1 - random());
      atMs = momentOf(pattern, expected / perMs, spanMs);
    }
    if (atMs > untilMs) break;
    times[item] = atMs;
  }
  return item === count ? times : times.slice(0, item);
}

/** Where a process of constant rate that has reached `steadyMs` stands when its rate follows the pattern. */
function momentOf(pattern: 'poisson' | 'constant' | 'bursts' | 'ramp', steadyMs: number, spanMs: number): number {
  if (pattern === 'bursts') {
    const period = Math.floor(steadyMs / BURST_PERIOD_MS);
    return period * BURST_PERIOD_MS + (steadyMs - period * BURST_PERIOD_MS) * BURST_SHARE;
  }
  // The rate grows with t, so the expected number grows with t squared.
  return pattern === 'ramp' ? Math.sqrt(steadyMs * spanMs) : steadyMs;
}
