import type { Random } from './random';

/** How items come: evenly, at random (Poisson), or all at the start. Open loop: nobody waits for an answer. */
export const ARRIVAL_PATTERNS = ['poisson', 'constant', 'at-once'] as const;
export type ArrivalPattern = (typeof ARRIVAL_PATTERNS)[number];

/**
 * When each of `count` items arrives, in ms from the start, never decreasing.
 * Poisson: gaps are exponential with mean `1000 / perSecond` ms, by inversion.
 */
export function arrivalTimesMs(
  pattern: ArrivalPattern,
  count: number,
  perSecond: number,
  random: Random,
): Float64Array {
  const times = new Float64Array(count);
  if (pattern === 'at-once') return times;
  const meanGapMs = 1000 / perSecond;
  let atMs = 0;
  for (let index = 0; index < count; index++) {
    atMs += pattern === 'constant' ? meanGapMs : -Math.log(1 - random()) * meanGapMs;
    times[index] = atMs;
  }
  return times;
}
