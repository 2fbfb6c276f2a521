import 'client-only';
import { isEmulated } from '../emulate/conditions';
import { fieldsThatDiffer, type RunSetup } from '../experiment/setup';
import type { FieldId } from '../experiment/setup-fields';
import { figuresOf } from '../export/run-figures';
import { type ComparedLatencies, type Difference, differenceOf } from '../measure/difference';
import { distributionOf } from '../measure/distribution';
import type { LaneId } from '../measure/lane-record';
import { PERCENTILE_IDS } from '../measure/percentile';
import { differenceOfRepeats } from '../measure/repeats';
import type { RunFigures } from '../measure/run-figures';
import { type Percentiles, percentilesOf } from '../measure/summary';
import type { Validity } from '../measure/validity';
import type { Worths } from '../measure/worth';
import { MODE_IDS, type ModeId } from '../modes';
import type { RunState } from './run-state';

/** One of two runs that are compared. */
export interface ComparedRun {
  readonly state: RunState;
  readonly setup: RunSetup;
  readonly validity: Validity;
}

/** Which share of a lane's answers came within a time, in either run; bounds are whole decades, ms. */
export interface ComparedCurves {
  readonly fromMs: number;
  readonly toMs: number;
  readonly points: readonly {
    readonly withinMs: number;
    readonly a: number | undefined;
    readonly b: number | undefined;
  }[];
}

export interface ComparedLane {
  readonly id: LaneId;
  readonly modeId: ModeId;
  /** Of all repeats together; `null` = the run has no such lane. */
  readonly a: Percentiles | null;
  readonly b: Percentiles | null;
  /** In which of the runs time was added to it on purpose. */
  readonly emulated: { readonly a: boolean; readonly b: boolean };
  /** Of the same answers; `null` where one of them is missing. */
  readonly difference: Difference | null;
  /** Of the latencies, to be drawn; `null` when neither has an answer. */
  readonly curves: ComparedCurves | null;
}

/** What differs in how or where two runs were made; text as it is in the files. */
export interface EnvironmentDifference {
  readonly id: LaneId;
  readonly modeId: ModeId;
  readonly key: string;
  readonly a: string | null;
  readonly b: string | null;
}

export interface RunComparison {
  readonly a: ComparedRun;
  readonly b: ComparedRun;
  readonly fields: readonly FieldId[];
  readonly environment: readonly EnvironmentDifference[];
  /** Those that either run has, in fixed order. */
  readonly lanes: readonly ComparedLane[];
}

/** Two runs side by side; `null` when one of them was never set up. In pieces: the page stays awake meanwhile. */
export async function compareRuns(a: RunState, b: RunState): Promise<RunComparison | null> {
  const [figuresA, figuresB] = [await figuresOf(a), await figuresOf(b)];
  if (!a.setup || !b.setup || !figuresA || !figuresB) return null;
  const laneIds = new Map(
    [figuresA, figuresB].flatMap(({ last }) => last.summaries.map(({ id, modeId }) => [id, modeId])),
  );
  const lanes = [...laneIds]
    .sort(([, left], [, right]) => MODE_IDS.indexOf(left) - MODE_IDS.indexOf(right))
    .map(([id, modeId]): ComparedLane => {
      const [left, right] = [laneOf(figuresA, id), laneOf(figuresB, id)];
      return {
        id,
        modeId,
        a: left && percentilesOf(left.sortedMs, left.worth),
        b: right && percentilesOf(right.sortedMs, right.worth),
        emulated: { a: wasEmulated(a, id), b: wasEmulated(b, id) },
        difference:
          left && right && repeated(differenceOf(comparedOf(left), comparedOf(right)), id, figuresA, figuresB),
        curves: curvesOf(left, right),
      };
    });
  return {
    a: { state: a, setup: a.setup, validity: figuresA.validity },
    b: { state: b, setup: b.setup, validity: figuresB.validity },
    fields: fieldsThatDiffer(a.setup, b.setup),
    environment: lanes.flatMap(({ id, modeId }) => environmentDifferences(id, modeId, a, b)),
    lanes,
  };
}

const wasEmulated = ({ records }: RunState, id: LaneId) =>
  records.some((record) => record.id === id && isEmulated(record.conditions));

/** Latencies of a lane of a run, ascending, those of all its repeats together; ms. */
interface Answers {
  readonly sortedMs: Float64Array;
  readonly worth: Worths;
}

function laneOf({ passes }: RunFigures, id: LaneId): Answers | null {
  const ofLane = passes.flatMap(({ summaries }) => summaries.filter((summary) => summary.id === id));
  if (ofLane.length === 0) return null;
  const answered = ofLane.filter(({ counts }) => counts.completed > 0);
  const sortedMs = Float64Array.from(answered.flatMap(({ sorted }) => [...sorted.latencyMs])).sort();
  const worth = { ...NO_WORTH };
  for (const { worth: each } of answered) for (const id of PERCENTILE_IDS) worth[id] += each[id];
  return { sortedMs, worth };
}

/** Of runs that were repeated often enough, whether their set-ups differ. */
function repeated(ofAnswers: Difference, id: LaneId, a: RunFigures, b: RunFigures): Difference {
  const [left, right] = [a, b].map(({ repeats }) => repeats?.find((each) => each.id === id));
  return left && right ? differenceOfRepeats(ofAnswers, left, right) : ofAnswers;
}

const comparedOf = ({ sortedMs, worth }: Answers): ComparedLatencies => ({ sortedMs, worth: worth.p50 });
const NO_WORTH: Worths = { p50: 0, p90: 0, p99: 0, p999: 0 };

function curvesOf(a: Answers | null, b: Answers | null): ComparedCurves | null {
  const none = new Float64Array(0);
  const drawn = distributionOf([
    { id: 'a', sortedMs: a?.sortedMs ?? none },
    { id: 'b', sortedMs: b?.sortedMs ?? none },
  ]);
  return (
    drawn && {
      ...drawn,
      points: drawn.points.map(({ withinMs, shares }) => ({ withinMs, a: shares.a, b: shares.b })),
    }
  );
}

function environmentDifferences(id: LaneId, modeId: ModeId, a: RunState, b: RunState): EnvironmentDifference[] {
  const [left, right] = [factsOf(a, id), factsOf(b, id)];
  // A lane only one of them has is no difference of environment.
  if (!left || !right) return [];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])]
    .filter((key) => left[key] !== right[key])
    .map((key) => ({ id, modeId, key, a: textOf(left[key]), b: textOf(right[key]) }));
}

function factsOf({ loaded }: RunState, id: LaneId): Readonly<Record<string, unknown>> | null {
  const model = loaded[id];
  return model ? { ...model.environment, sha256: model.sha256 } : null;
}

const textOf = (value: unknown) => (value === undefined ? null : String(value));
