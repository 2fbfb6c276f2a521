import { isEmulated } from '../emulate/conditions';
import type { ModeId } from '../modes';
import type { RunFaults } from './faults';
import type { FloorId } from './floors';
import type { LaneId } from './lane-record';
import { samplesNeeded } from './percentile';
import type { Stability } from './stability';
import type { LaneSummary } from './summary';

/** In class a lane has to be at work for so long or give so many answers (SPEC 5.1). */
const CLASS_MS = 10_000;
const CLASS_ANSWERS = 100;
/** MLPerf's shortest run. ms */
const FULL_MS = 600_000;
/** The figure a lane is known by in its MLPerf scenario has to be earned in a full run: Offline, Server, SingleStream. */
const FULL_ANSWERS: Readonly<Record<ModeId, number>> = {
  batch: samplesNeeded(0.5),
  online: samplesNeeded(0.99),
  edge: samplesNeeded(0.9),
};
const MEDIAN_ANSWERS = samplesNeeded(0.5);
const MOST_FAILED_SHARE = 0.01;
/** From this share of late items on it is said; from the second on the run is invalid. */
const LATE_SHARE_TO_SAY = 0.01;
const MOST_LATE_SHARE = 0.1;
/** From this share of the time with requests held back in the page on it is said. */
const FULL_SHARE_TO_SAY = 0.1;
/** A clock should step at most this share of what it times. */
const MOST_CLOCK_SHARE = 0.1;

/** Times in ms, shares 0..1. Words under `findings.validity.reasons.<id>`, what to do under `findings.validity.remedy.<id>`. */
export type ValidityReason =
  | { readonly id: 'outputs-disagree' | 'page-hidden' | 'altered' | 'device-pressure'; readonly lane: null }
  | { readonly id: 'asleep'; readonly lane: null; readonly ms: number }
  | { readonly id: 'too-few-samples'; readonly lane: ModeId; readonly have: number; readonly need: number }
  | {
      readonly id: 'too-short';
      readonly lane: ModeId;
      readonly ms: number;
      readonly have: number;
      readonly floor: FloorId;
    }
  | { readonly id: 'failures' | 'generator-late'; readonly lane: ModeId; readonly count: number; readonly of: number }
  | {
      readonly id: 'unstable';
      readonly lane: ModeId;
      /** Which of the two moved, and the larger of their ratios. */
      readonly what: 'latency' | 'throughput';
      readonly ratio: number;
    }
  | { readonly id: 'connections-full'; readonly lane: ModeId; readonly share: number }
  | { readonly id: 'clock-coarse'; readonly lane: ModeId; readonly stepMs: number; readonly medianMs: number };

export interface Validity {
  readonly verdict: 'valid' | 'invalid';
  /** Why the run is invalid. */
  readonly reasons: readonly ValidityReason[];
  /** They leave a run valid but are said. */
  readonly cautions: readonly ValidityReason[];
  /** Lanes with time in their figures that no machine or network took: always said, never a fault (SPEC 11.3). */
  readonly emulated: readonly ModeId[];
}

export interface ValidityInput {
  readonly summaries: readonly LaneSummary[];
  /** The parity gate: `null` = nothing to compare. */
  readonly outputsAgree: boolean | null;
  readonly faults: RunFaults;
  readonly floor: FloorId;
  readonly stability?: Readonly<Record<LaneId, Stability>>;
}

/** Whether a finished run may be quoted, and why not (SPEC 5). */
export function validityOf({ summaries, outputsAgree, faults, floor, stability = {} }: ValidityInput): Validity {
  const found = [
    ...ofTheRun(outputsAgree, faults),
    ...summaries.flatMap((summary) => [
      ...lengthOf(summary, floor),
      ...answersOf(summary),
      ...unstable(summary, stability[summary.id]),
      ...loadOf(summary),
      ...clockOf(summary, faults),
    ]),
  ];
  const reasons = found.filter(({ weight }) => weight === 'reason').map(({ reason }) => reason);
  return {
    verdict: reasons.length === 0 ? 'valid' : 'invalid',
    reasons,
    cautions: found.filter(({ weight }) => weight === 'caution').map(({ reason }) => reason),
    emulated: summaries.filter(({ conditions }) => isEmulated(conditions)).map(({ modeId }) => modeId),
  };
}

interface Found {
  readonly weight: 'reason' | 'caution';
  readonly reason: ValidityReason;
}

const fault = (reason: ValidityReason): Found => ({ weight: 'reason', reason });
const caution = (reason: ValidityReason): Found => ({ weight: 'caution', reason });

function ofTheRun(outputsAgree: boolean | null, faults: RunFaults): Found[] {
  return [
    ...(faults.altered ? [fault({ id: 'altered', lane: null })] : []),
    ...(outputsAgree === false ? [fault({ id: 'outputs-disagree', lane: null })] : []),
    ...(faults.wasHidden ? [fault({ id: 'page-hidden', lane: null })] : []),
    ...(faults.sleptMs > 0 ? [fault({ id: 'asleep', lane: null, ms: faults.sleptMs })] : []),
    ...(faults.underPressure ? [caution({ id: 'device-pressure', lane: null })] : []),
  ];
}

function lengthOf({ modeId, counts, activeMs }: LaneSummary, floor: FloorId): Found[] {
  const have = counts.completed;
  const need = floor === 'full' ? FULL_ANSWERS[modeId] : MEDIAN_ANSWERS;
  const isShort = floor === 'full' ? activeMs < FULL_MS : activeMs < CLASS_MS && have < CLASS_ANSWERS;
  return [
    ...(isShort ? [fault({ id: 'too-short', lane: modeId, ms: activeMs, have, floor })] : []),
    ...(have < need ? [fault({ id: 'too-few-samples', lane: modeId, have, need })] : []),
  ];
}

function answersOf({ modeId, counts }: LaneSummary): Found[] {
  const failed = counts.failed + counts.timedOut;
  const of = counts.completed + failed;
  return failed > MOST_FAILED_SHARE * of ? [fault({ id: 'failures', lane: modeId, count: failed, of })] : [];
}

function unstable({ modeId, conditions }: LaneSummary, stability: Stability | undefined): Found[] {
  if (stability?.state !== 'unstable') return [];
  const latency = stability.latencyRatio ?? 1;
  const throughput = stability.throughputRatio ?? 1;
  const reason = {
    id: 'unstable',
    lane: modeId,
    what: latency >= throughput ? 'latency' : 'throughput',
    ratio: Math.max(latency, throughput),
  } as const;
  // A lane that was made to stand still is unsteady on purpose.
  return [conditions.stall ? caution(reason) : fault(reason)];
}

function loadOf({ modeId, lateness, conditions, connectionsFullShare }: LaneSummary): Found[] {
  const found: Found[] = [];
  if (lateness && lateness.lateCount > LATE_SHARE_TO_SAY * lateness.of) {
    const late = { id: 'generator-late', lane: modeId, count: lateness.lateCount, of: lateness.of } as const;
    found.push(lateness.lateCount > MOST_LATE_SHARE * lateness.of ? fault(late) : caution(late));
  }
  if (conditions.generator === 'browser' && (connectionsFullShare ?? 0) > FULL_SHARE_TO_SAY)
    found.push(caution({ id: 'connections-full', lane: modeId, share: connectionsFullShare ?? 0 }));
  return found;
}

/** Only the edge lane is timed by a clock as coarse as this. */
function clockOf({ modeId, uncorrected: { p50 } }: LaneSummary, { clockStepMs }: RunFaults): Found[] {
  if (modeId !== 'edge' || clockStepMs === null || p50.state === 'locked') return [];
  if (clockStepMs <= MOST_CLOCK_SHARE * p50.valueMs) return [];
  return [caution({ id: 'clock-coarse', lane: modeId, stepMs: clockStepMs, medianMs: p50.valueMs })];
}
