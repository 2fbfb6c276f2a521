import type { LaneTotals } from './lane-fold';
import { nearestRank, PERCENTILES, type PercentileId, samplesNeeded } from './percentile';
import { MOST_LATE_SHARE, MOST_LATE_SHIFT, SHORTEST_DRAWN_MS, SMALL_LATENESS_SHARE } from './rules';

/** How well a generator kept its schedule, and what it did to the figures (SPEC 5.3). */
export interface Lateness {
  /** Items that left more than 5 ms after they were due. */
  readonly lateCount: number;
  readonly of: number;
  readonly worstMs: number;
  /** Half of the late items were late by so much; 0 where none was. */
  readonly lateMedianMs: number;
  /** By how much lateness raised each percentile that is earned, up to p99. */
  readonly shifts: readonly LatenessShift[];
}

export interface LatenessShift {
  readonly percentile: JudgedPercentile;
  readonly measuredMs: number;
  /** Without the lateness: what it would at least have been. */
  readonly punctualMs: number;
  readonly factor: number;
  /** Whether that is more than the percentile moves from sample to sample: more ranks than its standard error. */
  readonly isBeyondChance: boolean;
}

/** p99.9 rests on too few items to be judged. */
const JUDGED = ['p50', 'p90', 'p99'] as const satisfies readonly PercentileId[];
export type JudgedPercentile = (typeof JUDGED)[number];

/** Whether lateness is judged by what it did to this percentile. */
export const isJudged = (id: PercentileId): id is JudgedPercentile => JUDGED.some((judged) => judged === id);

/** `null` in a lane that gathers: there the plan says when items leave. */
export function latenessOf({ judgedForLateness, late, latestMs, latencyMs, punctualMs }: LaneTotals): Lateness | null {
  if (judgedForLateness === 0) return null;
  const measured = latencyMs.sorted();
  const punctual = punctualMs.sorted();
  return {
    lateCount: late.length,
    of: judgedForLateness,
    worstMs: latestMs,
    lateMedianMs: late.length === 0 ? 0 : nearestRank(late.sorted(), 0.5),
    shifts: JUDGED.filter((id) => measured.length >= samplesNeeded(PERCENTILES[id])).map((percentile) => {
      const measuredMs = nearestRank(measured, PERCENTILES[percentile]);
      const least = nearestRank(punctual, PERCENTILES[percentile]);
      const factor = Math.max(measuredMs, SHORTEST_DRAWN_MS) / Math.max(least, SHORTEST_DRAWN_MS);
      const isBeyondChance = least < oneErrorBelow(measured, PERCENTILES[percentile]);
      return { percentile, measuredMs, punctualMs: least, factor, isBeyondChance };
    }),
  };
}

/** The measurement that stands one standard error of the rank, the square root of n q (1 - q), below the `share`-quantile (SPEC 5.3). */
function oneErrorBelow(sorted: Float64Array, share: number): number {
  const { length } = sorted;
  return nearestRank(sorted, share - Math.sqrt((share * (1 - share)) / length));
}

/** What lateness spoilt: a percentile, or with too few answers to tell of one, the lane. */
export type Disturbance = { readonly of: JudgedPercentile; readonly factor: number } | { readonly of: 'lane' };

/**
 * Whether lateness disturbed the figures of a lane, or only those asked about: the figure it raised most, by more than 1.10 and more than chance moves it; or more than 10 % late items that were late by more than a tenth of the median.
 */
export function disturbanceOf(lateness: Lateness, asked: readonly PercentileId[] = JUDGED): Disturbance | null {
  const { shifts, lateCount, of, lateMedianMs } = lateness;
  const [worst] = shifts
    .filter(
      ({ percentile, factor, isBeyondChance }) =>
        asked.includes(percentile) && factor > MOST_LATE_SHIFT && isBeyondChance,
    )
    .sort((a, b) => b.factor - a.factor);
  if (worst) return { of: worst.percentile, factor: worst.factor };
  const medianMs = shifts[0]?.measuredMs ?? 0;
  const areMany = lateCount > MOST_LATE_SHARE * of && lateMedianMs > SMALL_LATENESS_SHARE * medianMs;
  return areMany ? { of: 'lane' } : null;
}
