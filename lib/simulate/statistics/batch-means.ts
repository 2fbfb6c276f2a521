import type { Estimate } from '../../measure/interval';
import { type BatchError, batchError, MOST_BATCHES } from './batches';

/** A batch has so many items at least. */
const FEWEST_ITEMS = 5;
/** SPEC 2.3: an interval that reaches further from the mean than this share of it is too wide to say much. */
export const WIDE_SHARE = 0.25;

/** The mean of a series, and how sure it is. */
export type BatchMeans =
  /** `low`..`high` is the 95 % interval. `too-wide`: it reaches over 25 % of the mean to either side. */
  | (Estimate & { readonly state: 'told' | 'too-wide'; readonly batches: number })
  /** `too-few`: fewer than 100 items. `hang-together`: the series is too short for what its items owe to those before. */
  | {
      readonly state: 'too-few' | 'hang-together';
      readonly value: number;
      readonly low: null;
      readonly high: null;
    };

/**
 * The mean of items that follow each other, with an interval by batch means (SPEC 2.2, 2.3).
 * @param values in the order the items came, without the warm-up; one or more
 */
export function batchMeans(values: Float64Array): BatchMeans {
  const { value, error } = seriesMean(values.length, (index) => values[index] as number);
  if (error.state !== 'told') return { state: error.state, value, low: null, high: null };
  const { reach, batches } = error;
  const state = reach > WIDE_SHARE * Math.abs(value) ? 'too-wide' : 'told';
  return { state, value, low: value - reach, high: value + reach, batches };
}

/**
 * The mean of a series, and how far it may be off. What is left over when it is cut into batches, at the start, counts in the mean alone.
 * @param at the item at an index, in order of time
 */
export function seriesMean(
  count: number,
  at: (index: number) => number,
): { readonly value: number; readonly error: BatchError } {
  const size = Math.max(FEWEST_ITEMS, Math.ceil(count / MOST_BATCHES));
  const means = new Float64Array(Math.floor(count / size));
  const leftOver = count - means.length * size;
  let sum = 0;
  for (let index = 0; index < leftOver; index++) sum += at(index);
  for (let batch = 0, index = leftOver; batch < means.length; batch++) {
    let ofBatch = 0;
    for (let item = 0; item < size; item++, index++) ofBatch += at(index);
    means[batch] = ofBatch / size;
    sum += ofBatch;
  }
  return { value: sum / count, error: batchError(means) };
}
