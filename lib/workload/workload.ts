import { type Arrivals, arrivalTimesMs } from './arrivals';
import { createRandom, permutation } from './random';

/**
 * Who decides when the next item is sent. `open`: the schedule, whatever the answers do. `closed`: so many users, each of
 * whom sends the next item when the last is answered.
 */
export type Loop = { readonly kind: 'open' } | { readonly kind: 'closed'; readonly users: number };

/** Which samples, and when each arrives: data, replayed into every lane alike. */
export interface Workload {
  readonly seed: number;
  /** Items in all; in a closed loop that ends by time, the most there can be. */
  readonly count: number;
  readonly loop: Loop;
  /** After this, a closed loop sends nothing any more. ms; infinite when the count ends it */
  readonly untilMs: number;
  /** Index into the sample set, one an item. */
  readonly sampleIndex: Int32Array;
  /**
   * Which of `SHIFTS` moves the picture. 0 (no shift) while the set lasts; a set used more than once is
   * resampled with shifts of one pixel, so that no input comes twice in a row of passes.
   */
  readonly shiftIndex: Uint8Array;
  /** ms from the start of the lane, never decreasing; in a closed loop all 0, for only the run can tell. */
  readonly arrivedAtMs: Float64Array;
}

export const SHIFTS = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: -1, y: 0 },
  { x: 0, y: 1 },
  { x: 0, y: -1 },
  { x: 1, y: 1 },
  { x: -1, y: 1 },
  { x: 1, y: -1 },
  { x: -1, y: -1 },
] as const;

/** A workload as plain data: what a link, a file and the generator on the server are told. */
export interface WorkloadSpec {
  readonly seed: number;
  readonly sampleCount: number;
  readonly arrivals: Arrivals;
  readonly loop: Loop;
  /** What ends it. By time, `most` items are the limit. */
  readonly length:
    | { readonly by: 'count'; readonly count: number }
    | { readonly by: 'time'; readonly durationMs: number; readonly most: number };
}

/** Everything at once: for jobs that have no schedule. */
export const AT_ONCE: Pick<WorkloadSpec, 'arrivals' | 'loop'> = {
  arrivals: { pattern: 'at-once', perSecond: 1, traceMs: [] },
  loop: { kind: 'open' },
};

/** Same spec, same workload: on every device, in every lane. */
export function createWorkload({ seed, sampleCount, arrivals, loop, length }: WorkloadSpec): Workload {
  // A stream of its own, so that the choice of samples does not change with the arrival pattern.
  const arrivedAtMs = scheduleOf({ arrivals, loop, length }, createRandom(seed ^ 0x5bd1e995));
  const count = arrivedAtMs.length;
  const sampleIndex = new Int32Array(count);
  const shiftIndex = new Uint8Array(count);
  const choice = createRandom(seed);
  for (let start = 0, pass = 0; start < count; start += sampleCount, pass++) {
    const order = permutation(sampleCount, choice);
    const size = Math.min(sampleCount, count - start);
    sampleIndex.set(order.subarray(0, size), start);
    shiftIndex.fill(pass % SHIFTS.length, start, start + size);
  }
  const untilMs = loop.kind === 'closed' && length.by === 'time' ? length.durationMs : Number.POSITIVE_INFINITY;
  return { seed, count, loop, untilMs, sampleIndex, shiftIndex, arrivedAtMs };
}

function scheduleOf(
  { arrivals, loop, length }: Pick<WorkloadSpec, 'arrivals' | 'loop' | 'length'>,
  random: () => number,
): Float64Array {
  const most = length.by === 'count' ? length.count : length.most;
  if (loop.kind === 'closed') return new Float64Array(most);
  if (length.by === 'time')
    return arrivalTimesMs(arrivals, { count: most, untilMs: length.durationMs }, length.durationMs, random);
  return arrivalTimesMs(arrivals, { count: most }, (most / arrivals.perSecond) * 1000, random);
}
