import 'client-only';
import { fieldsThatDiffer, type RunSetup } from '../experiment/setup';
import type { FieldId } from '../experiment/setup-fields';
import { figuresOf } from '../export/run-figures';
import { type Difference, differenceOf } from '../measure/difference';
import { distributionOf } from '../measure/distribution';
import type { LaneSummary } from '../measure/summary';
import type { Validity } from '../measure/validity';
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
  readonly modeId: ModeId;
  /** Of the last repeat; `null` = the run has no such lane. */
  readonly a: LaneSummary | null;
  readonly b: LaneSummary | null;
  /** `null` where one of them is missing. */
  readonly difference: Difference | null;
  /** Of the latencies, to be drawn; `null` when neither has an answer. */
  readonly curves: ComparedCurves | null;
}

/** What differs in how or where two runs were made; text as it is in the files. */
export interface EnvironmentDifference {
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
  const [lastA, lastB] = [(await figuresOf(a)).at(-1), (await figuresOf(b)).at(-1)];
  if (!a.setup || !b.setup || !lastA || !lastB) return null;
  const laneOf = (pass: typeof lastA, modeId: ModeId) =>
    pass.lanes.find(({ record }) => record.modeId === modeId)?.summary ?? null;
  const lanes = MODE_IDS.map((modeId): ComparedLane => {
    const [left, right] = [laneOf(lastA, modeId), laneOf(lastB, modeId)];
    return {
      modeId,
      a: left,
      b: right,
      difference: left && right && differenceOf(latenciesOf(left), latenciesOf(right)),
      curves: curvesOf(left, right),
    };
  });
  return {
    a: { state: a, setup: a.setup, validity: lastA.validity },
    b: { state: b, setup: b.setup, validity: lastB.validity },
    fields: fieldsThatDiffer(a.setup, b.setup),
    environment: MODE_IDS.flatMap((modeId) => environmentDifferences(modeId, a, b)),
    lanes: lanes.filter((lane) => lane.a || lane.b),
  };
}

const latenciesOf = ({ sorted, correlation }: LaneSummary) => ({ sortedMs: sorted.latencyMs, correlation });

function curvesOf(a: LaneSummary | null, b: LaneSummary | null): ComparedCurves | null {
  const none = new Float64Array(0);
  // A distribution knows its curves by lane: the two runs borrow two names.
  const drawn = distributionOf([
    { modeId: 'batch', sortedMs: a?.sorted.latencyMs ?? none },
    { modeId: 'online', sortedMs: b?.sorted.latencyMs ?? none },
  ]);
  return (
    drawn && {
      ...drawn,
      points: drawn.points.map(({ withinMs, shares }) => ({ withinMs, a: shares.batch, b: shares.online })),
    }
  );
}

function environmentDifferences(modeId: ModeId, a: RunState, b: RunState): EnvironmentDifference[] {
  const [left, right] = [factsOf(a, modeId), factsOf(b, modeId)];
  // A lane only one of them has is no difference of environment.
  if (!left || !right) return [];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])]
    .filter((key) => left[key] !== right[key])
    .map((key) => ({ modeId, key, a: textOf(left[key]), b: textOf(right[key]) }));
}

function factsOf({ loaded }: RunState, modeId: ModeId): Readonly<Record<string, unknown>> | null {
  const model = loaded[modeId];
  return model ? { ...model.environment, sha256: model.sha256 } : null;
}

const textOf = (value: unknown) => (value === undefined ? null : String(value));
