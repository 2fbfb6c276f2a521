import { isEmulated } from '../emulate/conditions';
import { modeOf, runsOnDevice } from '../modes';
import type { Mode } from '../modes/mode';
import type { AnswersAgreement } from './answers-agree';
import type { RunFaults } from './faults';
import type { FloorId } from './floors';
import type { LaneId } from './lane-record';
import { disturbanceOf, type JudgedPercentile } from './lateness';
import { samplesNeeded } from './percentile';
import {
  CLASS_ANSWERS,
  FULL_SHARE_TO_SAY,
  LATE_SHARE_TO_SAY,
  LEAST_MS,
  MOST_CLOCK_SHARE,
  MOST_FAILED_SHARE,
  MOST_PAGE_BUSY_SHARE,
  NOISY_FACTOR,
  OTHERS_SHARE_TO_SAY,
  SPOILS_A_RUN,
} from './rules';
import type { Moving, Stability } from './stability';
import type { LaneSummary } from './summary';

/** The figure a lane is known by in its MLPerf scenario has to be earned in a full run (SPEC 5.1). */
const FULL_ANSWERS: Readonly<Record<Mode['scenario'], number>> = {
  Offline: samplesNeeded(0.5),
  Server: samplesNeeded(0.99),
  SingleStream: samplesNeeded(0.9),
};
const MEDIAN_ANSWERS = samplesNeeded(0.5);

/** Times in ms, shares 0..1. Words under `findings.validity.reasons.<id>`, what to do under `findings.validity.remedy.<id>`. */
export type ValidityReason =
  | { readonly id: 'outputs-disagree' | 'page-hidden' | 'altered' | 'device-pressure'; readonly lane: null }
  | { readonly id: 'asleep'; readonly lane: null; readonly ms: number }
  /** Of so many answers that two lanes both gave, so many differed. */
  | {
      readonly id: 'answers-disagree';
      readonly lane: LaneId;
      readonly other: LaneId;
      readonly count: number;
      readonly of: number;
    }
  /** Of a core, for the page's own thread; and whether lateness shows that it was in the way. */
  | { readonly id: 'page-busy'; readonly lane: null; readonly share: number; readonly didHarm: boolean }
  | { readonly id: 'too-few-samples'; readonly lane: LaneId; readonly have: number; readonly need: number }
  | {
      readonly id: 'too-short';
      readonly lane: LaneId;
      readonly ms: number;
      readonly have: number;
      readonly floor: FloorId;
    }
  /** A lane that broke or was stopped, and fell short of what SPEC 5.1 asks for. `of`: items it was to answer, 0 = that was not known. */
  | {
      readonly id: 'cut-short';
      readonly lane: LaneId;
      readonly how: 'failed' | 'cancelled';
      readonly have: number;
      readonly of: number;
    }
  | { readonly id: 'failures' | 'resent'; readonly lane: LaneId; readonly count: number; readonly of: number }
  | {
      readonly id: 'generator-late';
      readonly lane: LaneId;
      readonly count: number;
      readonly of: number;
      /** The figure that lateness raised most, and how many times; `none` = it raised none by much, `lane` = many late items. */
      readonly raised: JudgedPercentile | 'lane' | 'none';
      readonly factor: number;
      /** Half of the late items were late by so much or more (`null` = not kept), and the median latency (`null` = not earned). ms */
      readonly lateMedianMs: number | null;
      readonly medianMs: number | null;
    }
  /** It moved beyond chance, or (`noisy`) by a factor that chance may explain. */
  | {
      readonly id: 'unstable' | 'noisy';
      readonly lane: LaneId;
      /** Which of the two moved, and the larger of their ratios. */
      readonly what: 'latency' | 'throughput';
      readonly ratio: number;
    }
  /** Its latency was so many times as long in the first two fifths as later; below 1: shorter. Figures hold both. */
  | { readonly id: 'warming'; readonly lane: LaneId; readonly ratio: number }
  | { readonly id: 'unmetered'; readonly lane: LaneId }
  /** Half of its items waited so long or longer for jobs of others, of such a median latency. */
  | { readonly id: 'waited-for-others'; readonly lane: LaneId; readonly ms: number; readonly medianMs: number }
  | { readonly id: 'connections-full'; readonly lane: LaneId; readonly share: number }
  | { readonly id: 'clock-coarse'; readonly lane: LaneId; readonly stepMs: number; readonly medianMs: number };

export interface Validity {
  readonly verdict: 'valid' | 'invalid';
  /** Why the run is invalid. */
  readonly reasons: readonly ValidityReason[];
  /** They leave a run valid but are said. */
  readonly cautions: readonly ValidityReason[];
  /** Lanes with time in their figures that no machine or network took: always said, never a fault (SPEC 11.3). */
  readonly emulated: readonly LaneId[];
}

export interface ValidityInput {
  readonly summaries: readonly LaneSummary[];
  /** The parity gate: `null` = nothing to compare. */
  readonly outputsAgree: boolean | null;
  /** The same of the answers that were timed (`answersAgree`). */
  readonly answers?: AnswersAgreement;
  readonly faults: RunFaults;
  readonly floor: FloorId;
  readonly stability?: Readonly<Record<LaneId, Stability>>;
}

/** Whether a finished run may be quoted, and why not (SPEC 5). */
export function validityOf(input: ValidityInput): Validity {
  const { summaries, faults, floor, stability = {} } = input;
  const found = [
    ...ofTheRun(input),
    ...summaries.flatMap((summary) => [
      ...lengthOf(summary, floor),
      ...answersOf(summary),
      ...unstable(summary, stability[summary.id]),
      ...warming(summary, stability[summary.id]),
      ...loadOf(summary, floor),
      ...clockOf(summary, faults),
      ...meterOf(summary),
      ...companyOf(summary),
    ]),
  ];
  const reasons = found.filter(({ weight }) => weight === 'reason').map(({ reason }) => reason);
  return {
    verdict: reasons.length === 0 ? 'valid' : 'invalid',
    reasons,
    cautions: found.filter(({ weight }) => weight === 'caution').map(({ reason }) => reason),
    emulated: summaries.filter(({ conditions }) => isEmulated(conditions)).map(({ id }) => id),
  };
}

interface Found {
  readonly weight: 'reason' | 'caution';
  readonly reason: ValidityReason;
}

const fault = (reason: ValidityReason): Found => ({ weight: 'reason', reason });
const caution = (reason: ValidityReason): Found => ({ weight: 'caution', reason });

function ofTheRun({ outputsAgree, answers, faults, summaries, floor }: ValidityInput): Found[] {
  return [
    ...(faults.altered ? [fault({ id: 'altered', lane: null })] : []),
    ...(outputsAgree === false ? [fault({ id: 'outputs-disagree', lane: null })] : []),
    ...(faults.wasHidden ? [fault({ id: 'page-hidden', lane: null })] : []),
    ...(faults.sleptMs > 0 ? [fault({ id: 'asleep', lane: null, ms: faults.sleptMs })] : []),
    ...(answers?.state === 'disagreed' ? [fault(disagreementOf(answers))] : []),
    ...pageBusy(faults, summaries, floor),
    ...(faults.underPressure ? [caution({ id: 'device-pressure', lane: null })] : []),
  ];
}

function disagreementOf({ lanes, count, compared }: Extract<AnswersAgreement, { state: 'disagreed' }>): ValidityReason {
  return { id: 'answers-disagree', lane: lanes[0], other: lanes[1], count, of: compared };
}

/** The page's own work is a fault where lanes were late: then it did harm (SPEC 5.10). */
function pageBusy({ footprint }: RunFaults, summaries: readonly LaneSummary[], floor: FloorId): Found[] {
  const share = footprint?.mainThreadBusyShare ?? 0;
  if (share <= MOST_PAGE_BUSY_SHARE) return [];
  const didHarm = summaries.some(({ lateness }) => lateness && disturbanceOf(lateness, SPOILS_A_RUN[floor]));
  const reason = { id: 'page-busy', lane: null, share, didHarm } as const;
  return [didHarm ? fault(reason) : caution(reason)];
}

function lengthOf({ id, modeId, state, counts, plannedCount, activeMs }: LaneSummary, floor: FloorId): Found[] {
  const have = counts.completed;
  const need = floor === 'full' ? FULL_ANSWERS[modeOf(modeId).scenario] : MEDIAN_ANSWERS;
  const hasFew = have < need;
  const isShort = activeMs < LEAST_MS[floor] && (floor === 'full' || have < CLASS_ANSWERS);
  if (state === 'failed' || (state === 'cancelled' && (isShort || hasFew)))
    return [fault({ id: 'cut-short', lane: id, how: state, have, of: plannedCount })];
  return [
    ...(isShort ? [fault({ id: 'too-short', lane: id, ms: activeMs, have, floor })] : []),
    ...(hasFew ? [fault({ id: 'too-few-samples', lane: id, have, need })] : []),
  ];
}

function answersOf({ id, state, counts }: LaneSummary): Found[] {
  // What it left unanswered is the end of it.
  if (state === 'failed') return [];
  const failed = counts.failed + counts.timedOut;
  const of = counts.completed + failed;
  return failed > MOST_FAILED_SHARE * of ? [fault({ id: 'failures', lane: id, count: failed, of })] : [];
}

function unstable({ id, conditions }: LaneSummary, stability: Stability | undefined): Found[] {
  if (stability?.state !== 'unstable' && stability?.state !== 'too-noisy') return [];
  // What chance may explain is no reason beside what it does not.
  const { moved: real, latencyRatio, throughputRatio } = stability;
  const ratioOf = (what: Moving) =>
    real.length > 0 && !real.includes(what) ? 1 : ((what === 'latency' ? latencyRatio : throughputRatio) ?? 1);
  const what = ratioOf('latency') >= ratioOf('throughput') ? 'latency' : 'throughput';
  const moved = { lane: id, what, ratio: ratioOf(what) } as const;
  if (stability.state === 'too-noisy') return moved.ratio >= NOISY_FACTOR ? [caution({ id: 'noisy', ...moved })] : [];
  const reason = { id: 'unstable', ...moved } as const;
  // A lane that was made to stand still is unsteady on purpose, and no computer is quite steady.
  return [conditions.stall || moved.ratio < NOISY_FACTOR ? caution(reason) : fault(reason)];
}

function warming({ id, conditions }: LaneSummary, stability: Stability | undefined): Found[] {
  const ratio = stability?.warmUpRatio ?? 1;
  // Of a lane that goes on moving, that is said, unless this is more.
  const movedBy = stability?.state === 'unstable' ? NOISY_FACTOR * (stability.latencyRatio ?? 1) : NOISY_FACTOR;
  return conditions.stall || timesApart(ratio) < movedBy ? [] : [caution({ id: 'warming', lane: id, ratio })];
}

/** A ratio as a factor from 1 on, whichever of the two is larger. */
export const timesApart = (ratio: number) => Math.max(ratio, 1 / ratio);

function loadOf(
  { id, lateness, conditions, connectionsFullShare, counts, resources }: LaneSummary,
  floor: FloorId,
): Found[] {
  const found: Found[] = [];
  if (resources && resources.resentCount > 0)
    found.push(caution({ id: 'resent', lane: id, count: resources.resentCount, of: counts.completed }));
  const spoilt = lateness && disturbanceOf(lateness, SPOILS_A_RUN[floor]);
  const disturbance = spoilt ?? (lateness && disturbanceOf(lateness));
  if (lateness && (disturbance || lateness.lateCount > LATE_SHARE_TO_SAY * lateness.of)) {
    const { lateCount: count, of, lateMedianMs, shifts } = lateness;
    const medianMs = shifts.find(({ percentile }) => percentile === 'p50')?.measuredMs ?? null;
    const late = { id: 'generator-late', lane: id, count, of, lateMedianMs, medianMs } as const;
    const factor = disturbance && disturbance.of !== 'lane' ? disturbance.factor : 1;
    const reason = { ...late, raised: disturbance?.of ?? 'none', factor } as const;
    found.push(spoilt ? fault(reason) : caution(reason));
  }
  if (conditions.generator === 'browser' && (connectionsFullShare ?? 0) > FULL_SHARE_TO_SAY)
    found.push(caution({ id: 'connections-full', lane: id, share: connectionsFullShare ?? 0 }));
  return found;
}

/** A server that was away, or was started anew, has lost its meter, and one that is too busy gives none. */
function meterOf({ id, modeId, state, counts, resources }: LaneSummary): Found[] {
  const isCounted =
    resources && (runsOnDevice(modeId) || counts.completed === 0 || resources.cpuSecondsPer1000 !== null);
  return state === 'done' && !isCounted ? [caution({ id: 'unmetered', lane: id })] : [];
}

function companyOf({ id, resources, provisionalMedianMs: medianMs }: LaneSummary): Found[] {
  const ms = resources?.waitForOthersMs ?? 0;
  if (medianMs === null || ms < OTHERS_SHARE_TO_SAY * medianMs || ms === 0) return [];
  return [caution({ id: 'waited-for-others', lane: id, ms, medianMs })];
}

/** Only a lane on the device is timed by a clock as coarse as this. */
function clockOf({ id, modeId, sentMedian: p50 }: LaneSummary, { clockStepMs }: RunFaults): Found[] {
  if (!runsOnDevice(modeId) || clockStepMs === null || p50.state === 'locked') return [];
  if (clockStepMs <= MOST_CLOCK_SHARE * p50.valueMs) return [];
  return [caution({ id: 'clock-coarse', lane: id, stepMs: clockStepMs, medianMs: p50.valueMs })];
}
