import type { ModeId } from '../modes';
import type { LaneSummary } from './summary';

/** Fewest answers a lane needs for its run to count (SPEC 5.1). */
const FEWEST_SAMPLES = 100;
const MOST_FAILED_SHARE = 0.01;
/** From this share of late items on it is said; from the second on the run is invalid. */
const LATE_SHARE_TO_SAY = 0.01;
const MOST_LATE_SHARE = 0.1;

export type ValidityReason =
  | { readonly id: 'outputs-disagree' | 'page-hidden'; readonly lane: null }
  | { readonly id: 'too-few-samples'; readonly lane: ModeId; readonly have: number; readonly need: number }
  | { readonly id: 'failures' | 'generator-late'; readonly lane: ModeId; readonly count: number; readonly of: number };

/** Words under `findings.validity`. `cautions` leave a run valid but are said. */
export interface Validity {
  readonly verdict: 'valid' | 'invalid';
  readonly reasons: readonly ValidityReason[];
  readonly cautions: readonly ValidityReason[];
}

export interface ValidityInput {
  readonly summaries: readonly LaneSummary[];
  /** The parity gate: `null` = nothing to compare. */
  readonly outputsAgree: boolean | null;
  readonly wasHidden: boolean;
}

/** Whether a finished run may be quoted, and why not (SPEC 5). */
export function validityOf({ summaries, outputsAgree, wasHidden }: ValidityInput): Validity {
  const reasons: ValidityReason[] = [];
  const cautions: ValidityReason[] = [];
  if (outputsAgree === false) reasons.push({ id: 'outputs-disagree', lane: null });
  if (wasHidden) reasons.push({ id: 'page-hidden', lane: null });
  for (const { modeId, counts, lateness } of summaries) {
    const failed = counts.failed + counts.timedOut;
    const ended = counts.completed + failed;
    if (counts.completed < FEWEST_SAMPLES) {
      reasons.push({ id: 'too-few-samples', lane: modeId, have: counts.completed, need: FEWEST_SAMPLES });
    }
    if (failed > MOST_FAILED_SHARE * ended) reasons.push({ id: 'failures', lane: modeId, count: failed, of: ended });
    if (lateness && lateness.lateCount > LATE_SHARE_TO_SAY * lateness.of) {
      const late = { id: 'generator-late', lane: modeId, count: lateness.lateCount, of: lateness.of } as const;
      (lateness.lateCount > MOST_LATE_SHARE * lateness.of ? reasons : cautions).push(late);
    }
  }
  return { verdict: reasons.length === 0 ? 'valid' : 'invalid', reasons, cautions };
}
