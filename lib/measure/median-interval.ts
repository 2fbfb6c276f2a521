import type { Estimate } from './interval';
import { nearestRank, rankInterval } from './percentile';
import { FEWEST_FOR_MEDIAN_INTERVAL } from './rules';

/**
 * The median with its 95 % interval, as for so many independent values (SPEC 2.5). Open (0 to infinity) where these are too few to bear one;
 * `null` of nothing.
 * @param worth as many independent values tell as much
 */
export function medianIntervalOf(sortedMs: Float64Array, worth: number): Estimate | null {
  if (sortedMs.length === 0) return null;
  const value = nearestRank(sortedMs, 0.5);
  if (worth < FEWEST_FOR_MEDIAN_INTERVAL) return { value, low: 0, high: Number.POSITIVE_INFINITY };
  return { value, ...rankInterval(sortedMs, 0.5, worth) };
}
