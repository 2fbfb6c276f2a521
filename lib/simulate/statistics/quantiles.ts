import { nearestRank } from '../../measure/percentile';

/** @param values put in order on the way @param shares 0 .. 1 */
export function quantilesInPlace(values: Float64Array, shares: readonly number[]): number[] {
  values.sort();
  return shares.map((share) => nearestRank(values, share));
}
