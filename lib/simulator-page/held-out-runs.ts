import 'client-only';
import type { RunSetup } from '../experiment/setup';
import { figuresOf } from '../export/run-figures';
import { loadRun, rememberRun, runsThatFit } from '../lab/history';
import type { RunState } from '../lab/run-state';
import type { ValidityReason } from '../measure/validity';
import type { ModeId } from '../modes';
import { type LaneTotals, measuredTotals } from '../simulate/calibration/replay';
import { measuredLaneOf } from './measured-lanes';

/** What a load that was predicted came to when it was run. */
export interface HeldOutRun {
  /** Its place among the runs of this device; `null` = it is not kept. */
  readonly id: string | null;
  readonly totals: LaneTotals;
  /** Why it may not be quoted; none where it may. */
  readonly reasons: readonly ValidityReason[];
}

/** Keeps a run that is over, and tells its figures. @returns `null` where it has none */
export async function heldOutRunOf(state: RunState, lane: ModeId): Promise<HeldOutRun | null> {
  const kept = await rememberRun(state).catch(() => null);
  return toldOf(state, lane, kept?.id ?? null);
}

/** The newest kept run under exactly this set-up. @returns `null` of none */
export async function keptHeldOutRun(setup: RunSetup, lane: ModeId): Promise<HeldOutRun | null> {
  const [row] = await runsThatFit(setup);
  return row ? toldOf(await loadRun(row.id), lane, row.id) : null;
}

async function toldOf(state: RunState, lane: ModeId, id: string | null): Promise<HeldOutRun | null> {
  const record = state.records.find(({ modeId }) => modeId === lane);
  const figures = await figuresOf(state);
  if (!record || !figures || state.phase !== 'done') return null;
  const totals = measuredTotals(measuredLaneOf(record, state));
  return Number.isFinite(totals.meanMs) && totals.perSecond > 0
    ? { id, totals, reasons: figures.validity.reasons }
    : null;
}
