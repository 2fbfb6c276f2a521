import type { Estimate } from '../../measure/interval';
import { seriesMean } from './batch-means';
import type { BatchError } from './batches';
import { quantilesOf } from './quantiles';

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
 * @param values in the order the items came, without the warm-up; one or more, none of them NaN.
 * @param shares each above 0 and below 1
 */
export function percentileIntervals(values: Float64Array, shares: readonly number[]): readonly PercentileEstimate[] {
  const told = quantilesOf(values, shares).map((value, index) => {
    const share = shares[index] as number;
    return { value, ...reachOfShare(values, value, share), share };
  });
  const ends = quantilesOf(
    values,
    told.flatMap(({ share, reach }) => (reach === null ? [] : [share - reach, share + reach])),
  );
  let next = 0;
  return told.map(({ value, reach, why }) => {
    if (reach === null) return { state: why, value };
    const [low = value, high = value] = ends.slice(next, next + 2);
    next += 2;
    return { state: 'told', value, low, high };
  });
}

/** How far the share of values up to a percentile may be off; `null` where that cannot be told. */
function reachOfShare(values: Float64Array, value: number, share: number) {
  const count = values.length;
  const none = (why: 'too-few' | 'hang-together') => ({ reach: null, why });
  if (count * Math.min(share, 1 - share) < FEWEST_BEYOND) return none('too-few');
  const error = errorOfShareAbove(values, value, 1 - share);
  if (error.state !== 'told') return none(error.state);
  const { reach } = error;
  return share + reach > 1 - 1 / count || share - reach < 1 / count
    ? none('too-few')
    : { reach, why: 'too-few' as const };
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
