import { quantileRanks } from './binomial';
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
  // 0.55 * 100 is 55.000000000000007: the rank must not grow by a rounding error.
  const rank = Math.max(1, Math.ceil(share * sorted.length - 1e-9));
  return sorted[rank - 1] ?? Number.NaN;
}

/** The median of ascending values; `null` of none. */
export function medianOfSorted(sorted: Float64Array): number | null {
  return sorted.length === 0 ? null : nearestRank(sorted, 0.5);
}

/** @param sortedMs ascending; @throws RangeError for a share outside 0.5 .. 1 */
export function percentileOf(sortedMs: Float64Array, share: number): PercentileResult {
  const have = sortedMs.length;
  const need = samplesNeeded(share);
  if (have < need) return { state: 'locked', have, need };
  const { lowRank, highRank } = quantileRanks(have, share);
  return {
    state: 'earned',
    valueMs: nearestRank(sortedMs, share),
    low: sortedMs[lowRank - 1] ?? Number.NaN,
    high: sortedMs[highRank - 1] ?? Number.NaN,
  };
}
