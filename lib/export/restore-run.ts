import type { LoadedModel } from '../engine/contract';
import type { ErrorReport } from '../errors';
import type { Parity } from '../experiment/parity';
import type { RunSetup } from '../experiment/setup';
import type { RunFaults } from '../measure/faults';
import type { LaneId, LaneRecord } from '../measure/lane-record';
import type { ResourceUse } from '../measure/resources';
import { MODE_IDS } from '../modes';
import { createWorkload, type Workload, type WorkloadSpec } from '../workload/workload';
import type { ParsedRun } from './parse-run';
import { measurementsOf } from './run-columns';
import type { SourceRepeat } from './run-document';
import type { RunDocument } from './run-schema';

/** All of a run's state that a document holds. */
export interface RestoredRun {
  readonly phase: RunDocument['phase'];
  readonly startedAt: string;
  readonly setup: RunSetup;
  readonly workload: Workload;
  readonly workloadSpec: WorkloadSpec;
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
      const place = `the ${id ?? mode} lane of repeat ${index + 1}`;
      records.push({
        id: id ?? mode,
        modeId: mode,
        target,
        conditions,
        plannedCount: planned,
        status,
        resources: resources && withThreads(resources, document.lanes[id ?? mode]),
        measurements: await measurementsOf(measurements, place, document.simulated === true),
      });
    }
    records.sort((a, b) => MODE_IDS.indexOf(a.modeId) - MODE_IDS.indexOf(b.modeId));
    passes.push({ order, records });
  }
  const last = passes.at(-1);
  return {
    phase,
    startedAt,
    setup: setup as RunSetup,
    workload: createWorkload(document.workload),
    workloadSpec: document.workload,
    records: last?.records ?? [],
    // A pass that was cut short is not over.
    repeats: phase === 'done' ? passes : passes.filter((pass) => pass !== last || isWhole(pass)),
    loaded: document.lanes,
    parity,
    pageMemoryBytes,
    error,
    faults: { ...faults, footprint: faults.footprint ?? null, altered: faults.altered || altered },
  };
}

/** Files of before have the threads among what each lane loaded, and a model computes on one where they say so. */
function withThreads(resources: ResourceUse, loaded: RunDocument['lanes'][string] | undefined): ResourceUse {
  if (resources.computeThreads !== undefined) return resources;
  const { threads, threadsPerInference = threads } = loaded?.environment ?? {};
  return typeof threadsPerInference === 'number' && threadsPerInference >= 1
    ? { ...resources, computeThreads: threadsPerInference }
    : resources;
}

const isWhole = ({ records }: SourceRepeat) =>
  records.every(({ status }) => status.state === 'done' || status.state === 'failed');
