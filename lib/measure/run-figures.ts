import { answersAgree, type LaneAnswersOfItems } from './answers-agree';
import { latencyDifference } from './compare';
import type { Difference } from './difference';
import { type Distribution, distributionOf } from './distribution';
import type { RunFaults } from './faults';
import { type Finding, findingsOf } from './findings';
import { type Firsts, firstsOf } from './firsts';
import type { FloorId } from './floors';
import { createLaneFold, type LaneFold } from './lane-fold';
import type { LaneId, LaneRecord } from './lane-record';
import type { MeasurementLog } from './measurement-log';
import { type RepeatSpread, repeatsOf } from './repeats';
import { type Stability, stabilityOf } from './stability';
import { type LaneSummary, summaryOf } from './summary';
import { type Throughput, throughputOf } from './throughput';
import { type Validity, type ValidityReason, validityOf } from './validity';

/** What figures are made from: a run that is over, whether it was measured, simulated or read. */
export interface MeasuredRun {
  /** In the order they ran, the last last. */
  readonly passes: readonly MeasuredPass[];
  /** The right class of every item of the workload (`itemLabels`); empty = not known. */
  readonly labels: Uint8Array;
  /** What the parity gate found; `null` = nothing to compare. */
  readonly outputsAgree: boolean | null;
  readonly faults: RunFaults;
  readonly floor: FloorId;
  /** Between two runs of a lane that gathers. */
  readonly intervalMs: number;
  /** Of a closed loop; 0 = items arrive by themselves. */
  readonly users?: number;
  /** The lanes ran at the same time. */
  readonly contended: boolean;
}

export interface MeasuredPass {
  /** As the lanes ran. */
  readonly order: readonly LaneId[];
  /** In fixed lane order. */
  readonly records: readonly LaneRecord[];
}

export interface LaneFigures {
  readonly record: LaneRecord;
  readonly summary: LaneSummary;
  readonly stability: Stability;
}

/** The figures of one pass over the lanes. */
export interface PassFigures {
  readonly order: readonly LaneId[];
  readonly lanes: readonly LaneFigures[];
  readonly summaries: readonly LaneSummary[];
  readonly stability: Readonly<Record<LaneId, Stability>>;
  readonly validity: Validity;
}

/** Two lanes of a run, the first in lane order as `a`. */
export interface LanePair {
  readonly a: LaneSummary;
  readonly b: LaneSummary;
  readonly difference: Difference;
}

/** All figures of a run that is over: computed once, drawn by whoever asks. */
export interface RunFigures {
  readonly passes: readonly PassFigures[];
  /** What the page shows: the pass that ran last. */
  readonly last: PassFigures;
  /** Of the whole run: a reason against one pass is a reason against all of it. */
  readonly validity: Validity;
  readonly pairs: readonly LanePair[];
  readonly firsts: Firsts;
  readonly findings: readonly Finding[];
  readonly distribution: Distribution | null;
  readonly throughput: Throughput;
  /** `null` of a single pass. */
  readonly repeats: readonly RepeatSpread[] | null;
}

/** Folding this many measurements takes a few ms. */
const PIECE = 5000;

/** Lets whatever else waits on this thread go first; called between pieces of a few ms. */
export type Breathe = () => Promise<void>;

/**
 * A log is folded once, whoever asks: the lane's live headline, its figures, the history, the files. A fold takes several times the
 * room of its figures: of a run that is over only those of the last pass are kept.
 */
const folds = new WeakMap<MeasurementLog, { readonly labels: Uint8Array; readonly fold: LaneFold }>();

/** A replay looks at a log as it was: it goes back and forth, and must not take the log's own fold with it. */
const foldsOfCuts: typeof folds = new WeakMap();

/** The one fold of a lane's log, as far as it has come; with other labels it begins anew. */
export function foldOf({ measurements, modeId }: LaneRecord, labels: Uint8Array): LaneFold {
  const kept = measurements === measurements.source ? folds : foldsOfCuts;
  const known = kept.get(measurements.source);
  if (known?.labels === labels) return known.fold;
  const fold = createLaneFold(modeId, labels);
  kept.set(measurements.source, { labels, fold });
  return fold;
}

/** @returns `null` of a run that never had a lane */
export async function runFiguresOf(run: MeasuredRun, breathe: Breathe): Promise<RunFigures | null> {
  const passes: PassFigures[] = [];
  for (const [index, pass] of run.passes.entries()) {
    passes.push(await passFigures(pass, run, breathe));
    // The headlines on the screen are of the last pass.
    if (index < run.passes.length - 1) for (const { measurements } of pass.records) folds.delete(measurements.source);
  }
  const last = passes.at(-1);
  if (!last) return null;
  const { summaries } = last;
  const pairs: LanePair[] = [];
  for (const [index, a] of summaries.entries()) {
    for (const b of summaries.slice(index + 1)) {
      await breathe();
      pairs.push({ a, b, difference: latencyDifference(a, b) });
    }
  }
  await breathe();
  return {
    passes,
    last,
    validity: validityOfAll(passes, last),
    pairs,
    firsts: firstsOf(summaries),
    findings: findingsOf({ summaries, contended: run.contended }),
    distribution: distributionOf(summaries.map(({ id, sorted }) => ({ id, sortedMs: sorted.latencyMs }))),
    throughput: throughputOf(
      last.lanes.map(({ record }) => {
        const { answersPerWindow, lastFinishMs } = foldOf(record, run.labels).totals;
        return { id: record.id, answersPerWindow, untilMs: lastFinishMs };
      }),
    ),
    repeats: passes.length > 1 ? repeatsOf(passes.map(({ summaries: ofPass }) => ofPass)) : null,
  };
}

async function passFigures({ order, records }: MeasuredPass, run: MeasuredRun, breathe: Breathe): Promise<PassFigures> {
  const lanes: LaneFigures[] = [];
  for (const record of records) {
    const fold = foldOf(record, run.labels);
    while (fold.advance(record, PIECE) > 0) await breathe();
    const { totals } = fold;
    const { latencyMs, fromSendingMs, punctualMs, waitMs, workMs } = totals;
    for (const column of [latencyMs, fromSendingMs, punctualMs, waitMs, workMs]) {
      // Sorting many new values is a piece of its own.
      if (column.unsortedCount > PIECE) await breathe();
      column.sorted();
    }
    const summary = summaryOf(record, totals, run.users);
    await breathe();
    const stability = stabilityOf(record.measurements, record.modeId, run.intervalMs);
    await breathe();
    lanes.push({ record, summary, stability });
  }
  const summaries = lanes.map(({ summary }) => summary);
  const stability = Object.fromEntries(lanes.map((lane) => [lane.record.id, lane.stability]));
  const { outputsAgree, faults, floor } = run;
  await breathe();
  const answers = answersAgree(lanes.map(({ record }) => answersOf(record, run.labels)));
  return {
    order,
    lanes,
    summaries,
    stability,
    validity: validityOf({ summaries, outputsAgree, answers, faults, floor, stability }),
  };
}

function answersOf(record: LaneRecord, labels: Uint8Array): LaneAnswersOfItems {
  const { id, target } = record;
  const { items, answers } = foldOf(record, labels).totals;
  const [classIndex, probability] = [answers.classIndex.values(), answers.probability.values()];
  return { id, target, items: items.values(), classIndex, probability };
}

/** Each reason once, as the pass that shows it most plainly (the last) tells it. */
function validityOfAll(passes: readonly PassFigures[], last: PassFigures): Validity {
  const once = (of: 'reasons' | 'cautions'): readonly ValidityReason[] => {
    const found = new Map<string, ValidityReason>();
    for (const { validity } of passes)
      for (const reason of validity[of]) found.set(`${reason.id} ${reason.lane}`, reason);
    return [...found.values()];
  };
  const reasons = once('reasons');
  const against = new Set(reasons.map(({ id, lane }) => `${id} ${lane}`));
  return {
    ...last.validity,
    verdict: reasons.length === 0 ? 'valid' : 'invalid',
    reasons,
    cautions: once('cautions').filter(({ id, lane }) => !against.has(`${id} ${lane}`)),
  };
}
