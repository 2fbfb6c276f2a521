import { type ArrivalPattern, arrivalTimesMs } from './arrivals';
import { createRandom, permutation } from './random';

/** Which samples, and when each arrives: data, replayed into every lane alike. */
export interface Workload {
  readonly seed: number;
  readonly count: number;
  /** Index into the sample set, one an item. */
  readonly sampleIndex: Int32Array;
  /**
   * Which of `SHIFTS` moves the picture. 0 (no shift) while the set lasts; a set used more than once is
   * resampled with shifts of one pixel, so that no input comes twice in a row of passes.
   */
  readonly shiftIndex: Uint8Array;
  /** ms from the start of the lane, never decreasing. */
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

export interface WorkloadSpec {
  readonly seed: number;
  readonly count: number;
  readonly sampleCount: number;
  readonly pattern: ArrivalPattern;
  readonly perSecond: number;
}

/** Same spec, same workload: on every device, in every lane. */
export function createWorkload({ seed, count, sampleCount, pattern, perSecond }: WorkloadSpec): Workload {
  const sampleIndex = new Int32Array(count);
  const shiftIndex = new Uint8Array(count);
  const choice = createRandom(seed);
  for (let start = 0, pass = 0; start < count; start += sampleCount, pass++) {
    const order = permutation(sampleCount, choice);
    const size = Math.min(sampleCount, count - start);
    sampleIndex.set(order.subarray(0, size), start);
    shiftIndex.fill(pass % SHIFTS.length, start, start + size);
  }
  // A stream of its own, so that the choice of samples does not change with the arrival pattern.
  const arrivedAtMs = arrivalTimesMs(pattern, count, perSecond, createRandom(seed ^ 0x5bd1e995));
  return { seed, count, sampleIndex, shiftIndex, arrivedAtMs };
}
