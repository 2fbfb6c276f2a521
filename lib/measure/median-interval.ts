import { quantileRanks } from './binomial';
import { effectiveCount } from './correlation';
import type { Interval } from './interval';
import { nearestRank } from './percentile';
import { FEWEST_FOR_MEDIAN_INTERVAL } from './rules';

export interface MedianInterval extends Interval {
  readonly value: number;
}

/**
 * The median with its 95 % interval from the binomial distribution of ranks, stretched on both sides for items that follow
 * each other: as if there were `effectiveCount` of them (SPEC 2.5). Open (0 to infinity) where these are too few to bear one;
 * `null` of nothing.
 */
export function medianIntervalOf(sortedMs: Float64Array, correlation: number): MedianInterval | null {
  const count = sortedMs.length;
  if (count === 0) return null;
  const worth = effectiveCount(count, correlation);
  const value = nearestRank(sortedMs, 0.5);
  if (worth < FEWEST_FOR_MEDIAN_INTERVAL) return { value, low: 0, high: Number.POSITIVE_INFINITY };
  const { lowRank, highRank } = quantileRanks(count, 0.5);
  const stretch = Math.sqrt(count / worth);
  const middle = (count + 1) / 2;
  const at = (rank: number) => sortedMs[Math.min(count, Math.max(1, rank)) - 1] ?? Number.NaN;
  return {
    value,
    low: at(Math.floor(middle - (middle - lowRank) * stretch)),
    high: at(Math.ceil(middle + (highRank - middle) * stretch)),
  };
}
