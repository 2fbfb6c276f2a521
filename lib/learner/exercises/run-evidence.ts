import 'client-only';
import type { LegEvidence } from '../../exercises/evidence/evidence';
import { type Asked, judgeRun } from '../../exercises/evidence/judge-run';
import { poolFigures } from '../../exercises/evidence/pool-figures';
import { figuresOfRun } from '../../exercises/evidence/run-figures';
import { formatSetup } from '../../experiment/setup-url';
import { figuresOf } from '../../export/run-figures';
import { loadRun, rememberRun } from '../../lab/history';
import type { RunState } from '../../lab/run-state';
import type { LaneSummary } from '../../measure/summary';
import type { Validity, ValidityReason } from '../../measure/validity';

export { runsThatFit } from '../../lab/history';

/** What a run that is over is worth to an exercise. */
export interface RunEvidence {
  /** `null` = it counts for nothing: `faults` says why. */
  readonly evidence: LegEvidence | null;
  /** Reasons against it, but those that the exercise brings about on purpose or that leave what it asks alone. */
  readonly faults: readonly ValidityReason[];
  readonly validity: Validity;
  readonly summaries: readonly LaneSummary[];
}

/**
 * What a run that is over says, and whether it may be graded on; nothing of one that was simulated.
 * @param runId its place in the history; `null` = it is not kept
 */
export async function evidenceOfRun(state: RunState, runId: string | null, asked: Asked): Promise<RunEvidence | null> {
  const found = await figuresOf(state);
  if (!found || !state.setup || !state.startedAt || state.origin.kind === 'simulated') return null;
  const { passes, validity } = found;
  const { faults, excused } = judgeRun(passes, asked);
  const isWhole = state.phase === 'done' && passes.length === state.setup.repeats;
  return {
    evidence:
      faults.length > 0 || !isWhole
        ? null
        : {
            setup: formatSetup(state.setup),
            measuredAt: state.startedAt,
            runId,
            figures: poolFigures(passes.map(({ summaries }) => figuresOfRun(summaries))),
            emulated: [...validity.emulated],
            trials: [],
            ...(excused.length > 0 && { excused: [...excused] }),
          },
    faults,
    validity,
    summaries: found.last.summaries,
  };
}

/** Keeps a run in the history. @returns its id there; `null` where the device keeps nothing */
export async function keepRun(state: RunState): Promise<string | null> {
  try {
    return (await rememberRun(state))?.id ?? null;
  } catch {
    // The evidence is kept with the attempt; the run itself is not needed any more.
    return null;
  }
}

/** @throws TrilaneError `kept-unreadable`, `unknown-run`, `newer-schema` */
export async function evidenceOfKeptRun(id: string, asked: Asked): Promise<RunEvidence | null> {
  return evidenceOfRun(await loadRun(id), id, asked);
}
