import type { LoadedModel } from '../engine/contract';
import type { ErrorReport } from '../errors';
import type { Parity } from '../experiment/parity';
import type { ExperimentSetup } from '../experiment/setup';
import type { RunFaults } from '../measure/faults';
import type { LaneId, LaneRecord } from '../measure/lane-record';
import { MODE_IDS } from '../modes';
import { createWorkload, type Workload } from '../workload/workload';
import type { ParsedRun } from './parse-run';
import { measurementsOf } from './run-columns';
import type { SourceRepeat } from './run-document';
import type { RunDocument } from './run-schema';

/** All of a run's state that a document holds. */
export interface RestoredRun {
  readonly phase: RunDocument['phase'];
  readonly startedAt: string;
  readonly setup: ExperimentSetup;
  readonly workload: Workload;
  /** Of the last repeat, in fixed lane order. */
  readonly records: readonly LaneRecord[];
  readonly repeats: readonly SourceRepeat[];
  readonly loaded: Readonly<Record<LaneId, LoadedModel>>;
  readonly parity: Parity | null;
  /** With `altered` where the file was. */
  readonly faults: RunFaults;
  readonly pageMemoryBytes: number | null;
  readonly error: ErrorReport | null;
}

/**
 * The run a document tells of, to be shown as if it had just been measured.
 * @throws TrilaneError `unreadable-run`
 */
export async function restoreRun({ document, altered }: ParsedRun): Promise<RestoredRun> {
  const { phase, startedAt, setup, parity, faults, pageMemoryBytes, error } = document;
  const passes: SourceRepeat[] = [];
  for (const [index, { order, lanes }] of document.repeats.entries()) {
    const records: LaneRecord[] = [];
    for (const { id, mode, target, conditions, planned, status, resources, measurements } of lanes) {
      records.push({
        id: id ?? mode,
        modeId: mode,
        target,
        conditions,
        plannedCount: planned,
        status,
        resources,
        measurements: await measurementsOf(measurements, `the ${mode} lane of repeat ${index + 1}`),
      });
    }
    records.sort((a, b) => MODE_IDS.indexOf(a.modeId) - MODE_IDS.indexOf(b.modeId));
    passes.push({ order, records });
  }
  const last = passes.at(-1);
  return {
    phase,
    startedAt,
    setup: setup as ExperimentSetup,
    workload: createWorkload(document.workload),
    records: last?.records ?? [],
    // A pass that was cut short is not over.
    repeats: phase === 'done' ? passes : passes.filter((pass) => pass !== last || isWhole(pass)),
    loaded: document.lanes,
    parity,
    pageMemoryBytes,
    error,
    faults: { ...faults, altered: faults.altered || altered },
  };
}

const isWhole = ({ records }: SourceRepeat) =>
  records.every(({ status }) => status.state === 'done' || status.state === 'failed');
