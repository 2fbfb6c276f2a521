import type { Estimate } from '../../measure/interval';
import { seriesMean } from './batch-means';
import type { BatchError } from './batches';
import { quantilesInPlace } from './quantiles';

/** SPEC 2.7: on average, so many items lie on either side of a percentile for it to bear an interval. */
const FEWEST_BEYOND = 20;

/** A percentile of items that hang together, in their unit. */
export type PercentileEstimate =
  | (Estimate & { readonly state: 'told' })
  | { readonly state: 'too-few' | 'hang-together'; readonly value: number };

/**
 * Exact percentiles, each with a 95 % interval (SPEC 2.7): batches tell how far the share of items above it may be off, and the percentiles of
 * that share, give or take so much, are the ends (Woodruff, Journal of the American Statistical Association 47, 1952).
 *
 * @param values in the order the items came, without the warm-up; one or more, none of them NaN. They are left as they are, and copied once
 * @param shares each above 0 and below 1
 */
export function percentileIntervals(values: Float64Array, shares: readonly number[]): readonly PercentileEstimate[] {
  const count = values.length;
  const ordered = values.slice();
  return quantilesInPlace(ordered, shares).map((value, index) => {
    const share = shares[index] as number;
    if (count * Math.min(share, 1 - share) < FEWEST_BEYOND) return { state: 'too-few', value };
    const error = errorOfShareAbove(values, value, 1 - share);
    if (error.state !== 'told') return { state: error.state, value };
    const { reach } = error;
    if (share + reach > 1 - 1 / count || share - reach < 1 / count) return { state: 'too-few', value };
    const [low = value, high = value] = quantilesInPlace(ordered, [share - reach, share + reach]);
    return { state: 'told', value, low, high };
  });
}

/** Where many values are equal to the percentile, those are counted in or not: whichever gives the share that is nearer to `beyond`. */
function errorOfShareAbove(values: Float64Array, value: number, beyond: number): BatchError {
  const count = values.length;
  const above = seriesMean(count, (item) => ((values[item] as number) > value ? 1 : 0));
  const off = Math.abs(above.value - beyond);
  if (off * count < 2) return above.error;
  const notBelow = seriesMean(count, (item) => ((values[item] as number) >= value ? 1 : 0));
  return Math.abs(notBelow.value - beyond) < off ? notBelow.error : above.error;
}
