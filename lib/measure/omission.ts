import type { LaneId } from './lane-record';
import { PERCENTILE_IDS, type PercentileId } from './percentile';
import { PLAIN_FACTOR } from './rules';
import type { LaneSummary } from './summary';

/** Where a generator that waits for its answers would have reported something else (coordinated omission, SPEC 1.2). */
export interface Omission {
  readonly lane: LaneId;
  readonly percentile: PercentileId;
  /** From the scheduled arrival. */
  readonly correctedMs: number;
  /** As such a generator would have it. */
  readonly uncorrectedMs: number;
  /** Items it would have left out, of those that were answered. */
  readonly leftOutCount: number;
  readonly of: number;
}

/** The tail shows it best, where it is earned; p99.9 rests on too few items to argue with. */
const TOLD = PERCENTILE_IDS.filter((id) => id !== 'p999').reverse();

/**
 * One entry a lane of which such a generator would have left items out and whose two figures part by a factor of 1.25, at the highest percentile up to p99 that is earned in both.
 */
export function omissionsOf(summaries: readonly LaneSummary[]): readonly Omission[] {
  return summaries.flatMap(({ id, latency, uncorrected, leftOutCount, counts }) => {
    for (const percentile of uncorrected && leftOutCount > 0 ? TOLD : []) {
      const corrected = latency[percentile];
      const sent = uncorrected?.[percentile];
      if (corrected.state === 'locked' || sent?.state !== 'earned') continue;
      if (corrected.valueMs < PLAIN_FACTOR * sent.valueMs) return [];
      const told = { percentile, correctedMs: corrected.valueMs, uncorrectedMs: sent.valueMs };
      return [{ lane: id, ...told, leftOutCount, of: counts.completed }];
    }
    return [];
  });
}
