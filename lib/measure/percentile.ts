import { quantileRanks } from './binomial';
import type { Interval } from './interval';
import { UNEARNED_CHANCE } from './rules';

/** The latency percentiles shown everywhere, as shares of the items. */
export const PERCENTILES = { p50: 0.5, p90: 0.9, p99: 0.99, p999: 0.999 } as const;
export type PercentileId = keyof typeof PERCENTILES;
export const PERCENTILE_IDS = Object.keys(PERCENTILES) as readonly PercentileId[];

/** A percentile, or how far it is from being earned (SPEC 2.2). `low`..`high` is its 95 % interval, in ms. */
export type PercentileResult =
  | { readonly state: 'earned'; readonly valueMs: number; readonly low: number; readonly high: number }
  | { readonly state: 'locked'; readonly have: number; readonly need: number };

const earnedAt = new Map<number, number>();

/**
 * How many samples earn a percentile (SPEC 2.2): the smallest n with P(Binomial(n, 1 - share) <= 1) <= 0.01, that is,
 * with 99 % certainty at least two samples lie beyond it. The probability is share^n + n (1 - share) share^(n-1).
 *
 * @param share 0.5 .. 1, exclusive of 1
 * @throws RangeError for any other share
 */
export function samplesNeeded(share: number): number {
  if (!(share >= 0.5 && share < 1)) throw new RangeError(`A percentile must be from 0.5 to below 1, not ${share}.`);
  const known = earnedAt.get(share);
  if (known !== undefined) return known;
  const earned = (n: number) => share ** n + n * (1 - share) * share ** (n - 1) <= UNEARNED_CHANCE;
  let high = 2;
  while (!earned(high)) high *= 2;
  let low = 1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (earned(middle)) high = middle;
    else low = middle;
  }
  earnedAt.set(share, high);
  return high;
}

/** The value of which at least `share` of all values are not above (nearest rank, SPEC 2.1); NaN when there is none. */
export function nearestRank(sorted: Float64Array, share: number): number {
  return sorted[rankOf(share, sorted.length) - 1] ?? Number.NaN;
}

/** The rank of that value among `count`, from 1 on (SPEC 2.1). */
export function rankOf(share: number, count: number): number {
  const exact = share * count;
  // 0.55 * 100 is 55.000000000000007: the rank must not grow by a rounding error.
  return Math.max(1, Math.ceil(exact - 1e-9 - exact * Number.EPSILON));
}

/** The median of ascending values; `null` of none. */
export function medianOfSorted(sorted: Float64Array): number | null {
  return sorted.length === 0 ? null : nearestRank(sorted, 0.5);
}

/**
 * @param sortedMs ascending
 * @param worth as many independent values tell as much (`worthsOf`); without it, they are independent
 * @throws RangeError for a share outside 0.5 .. 1
 */
export function percentileOf(sortedMs: Float64Array, share: number, worth = sortedMs.length): PercentileResult {
  const have = sortedMs.length;
  const need = samplesNeeded(share);
  if (have < need) return { state: 'locked', have, need };
  return { state: 'earned', valueMs: nearestRank(sortedMs, share), ...rankInterval(sortedMs, share, worth) };
}

/**
 * The 95 % interval of a percentile from the binomial distribution of ranks (SPEC 2.3), stretched around its rank by the square root of
 * how many values stand for one independent one (2.5), and within what was measured.
 * @param sortedMs ascending, not empty
 */
export function rankInterval(sortedMs: Float64Array, share: number, worth: number): Interval {
  const count = sortedMs.length;
  const { lowRank, highRank } = quantileRanks(count, share);
  const stretch = Math.sqrt(Math.max(1, count / worth));
  const middle = share * count + 0.5;
  const at = (rank: number) => sortedMs[Math.min(count, Math.max(1, rank)) - 1] ?? Number.NaN;
  // Ranks that stand as they are must not move by a rounding error.
  return {
    low: at(Math.floor(middle - (middle - lowRank) * stretch + 1e-9)),
    high: at(Math.ceil(middle + (highRank - middle) * stretch - 1e-9)),
  };
}
