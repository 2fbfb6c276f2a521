import type { LaneId } from '../measure/lane-record';
import { largestDifference, rowOf, type Tensor } from '../model/tensor';

/** How many samples go through every lane before timing (SPEC 14.2). */
export const PARITY_SAMPLES = 16;

export interface LaneAnswers {
  readonly id: LaneId;
  /** SHA-256 of the model bytes the lane loaded. */
  readonly sha256: string;
  readonly outputs: Tensor;
}

/** The verdict on whether the lanes may be compared: the same samples, the same bytes, the same answers. */
export type Parity =
  | {
      readonly state: 'agreed';
      readonly difference: number;
      readonly tolerance: number;
      readonly sampleCount: number;
      readonly sha256: string;
    }
  | { readonly state: 'different-bytes'; readonly lanes: readonly [LaneId, LaneId] }
  | {
      readonly state: 'disagreed';
      readonly difference: number;
      readonly tolerance: number;
      readonly sampleCount: number;
      readonly lanes: readonly [LaneId, LaneId];
      /** Which of the compared samples differed most, from 0. */
      readonly sample: number;
    }
  /** Fewer than two lanes run the same file: nothing to compare. */
  | { readonly state: 'not-comparable' };

/**
 * Compares every pair of lanes that are meant to run the same file.
 * @param tolerance largest difference of any output value allowed (from the manifest)
 */
export function checkParity(lanes: readonly LaneAnswers[], tolerance: number): Parity {
  const [first, ...others] = lanes;
  if (!first || others.length === 0) return { state: 'not-comparable' };
  const stranger = others.find((lane) => lane.sha256 !== first.sha256);
  if (stranger) return { state: 'different-bytes', lanes: [first.id, stranger.id] };
  const sampleCount = first.outputs.shape[0] ?? 0;
  let worst = { difference: 0, sample: 0, lanes: [first.id, first.id] as readonly [LaneId, LaneId] };
  lanes.forEach((left, index) => {
    for (const right of lanes.slice(index + 1)) {
      for (let sample = 0; sample < sampleCount; sample++) {
        const difference = largestDifference(
          { shape: [1], data: rowOf(left.outputs, sample) },
          { shape: [1], data: rowOf(right.outputs, sample) },
        );
        if (difference > worst.difference) worst = { difference, sample, lanes: [left.id, right.id] };
      }
    }
  });
  return worst.difference <= tolerance
    ? { state: 'agreed', difference: worst.difference, tolerance, sampleCount, sha256: first.sha256 }
    : { state: 'disagreed', ...worst, tolerance, sampleCount };
}
