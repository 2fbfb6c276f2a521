import type { RunState } from '../lab/run-state';
import type { LaneRecord } from '../measure/lane-record';
import type { MeasuredLane } from '../simulate/calibration/measured-lane';
import type { MeasuredRun } from '../simulate/calibration/profile-of-run';

type Run = Pick<RunState, 'startedAt' | 'setup' | 'records' | 'loaded'>;

/** What a calibration reads of a run: the lanes of its last pass that ran its own file as it is. @returns `null` of none */
export function measuredRunOf(run: Run): MeasuredRun | null {
  const { startedAt, setup, records } = run;
  if (!startedAt || !setup) return null;
  const { modelId, versionId } = setup;
  const own = records.filter((record) => record.target.versionId === versionId && isAsItIs(record));
  return own.length === 0
    ? null
    : { startedAt, target: { modelId, versionId }, lanes: own.map((record) => measuredLaneOf(record, run)) };
}

/** One lane of it. */
export function measuredLaneOf(record: LaneRecord, { loaded }: Pick<Run, 'loaded'>): MeasuredLane {
  const { environment, coldStart } = loaded[record.id] ?? {};
  const numberOf = (name: string) => (typeof environment?.[name] === 'number' ? environment[name] : undefined);
  return {
    ...{ modeId: record.modeId, measurements: record.measurements, resources: record.resources },
    ...{ threads: numberOf('threads'), mostRows: numberOf('mostRowsPerBatch') },
    startUpMs: coldStart?.compileMs ?? 0,
  };
}

/** Nothing was added to it or taken from it. */
const isAsItIs = ({ conditions }: LaneRecord) =>
  conditions.network === 'loopback' && conditions.slowdown === 1 && conditions.stall === null;
