import type { ModeId } from '../modes';
import { PERCENTILE_IDS, type PercentileId } from './percentile';
import type { LaneSummary } from './summary';

/** Where a generator that counts from sending would have reported something else (coordinated omission, SPEC 1.2). */
export interface Omission {
  readonly lane: ModeId;
  readonly percentile: PercentileId;
  /** From the scheduled arrival. */
  readonly correctedMs: number;
  /** From the sending. */
  readonly uncorrectedMs: number;
}

/** From this factor on the two curves are told apart. */
const PARTED = 1.25;
/** The tail shows it best, where it is earned; p99.9 rests on too few items to argue with. */
const TOLD = PERCENTILE_IDS.filter((id) => id !== 'p999').reverse();

/** One entry a lane whose two figures part, at the highest earned percentile up to p99. */
export function omissionsOf(summaries: readonly LaneSummary[]): readonly Omission[] {
  return summaries.flatMap(({ modeId, latency, uncorrected }) => {
    for (const percentile of TOLD) {
      const corrected = latency[percentile];
      const sent = uncorrected[percentile];
      if (corrected.state === 'locked' || sent.state === 'locked') continue;
      if (corrected.valueMs < PARTED * sent.valueMs) return [];
      return [{ lane: modeId, percentile, correctedMs: corrected.valueMs, uncorrectedMs: sent.valueMs }];
    }
    return [];
  });
}
