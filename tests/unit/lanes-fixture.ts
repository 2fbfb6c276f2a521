import { AS_IT_IS, type LaneConditions } from '@/lib/emulate/conditions';
import { workloadSpecOf } from '@/lib/experiment/setup';
import { defaultSetup } from '@/lib/experiment/setup-url';
import type { RunSource } from '@/lib/export/run-document';
import { NO_FAULTS } from '@/lib/measure/faults';
import type { LaneKey } from '@/lib/measure/lane-record';
import { findVersion, MANIFEST } from '@/lib/model';
import { createRandom } from '@/lib/workload/random';
import { createWorkload } from '@/lib/workload/workload';
import { completed, failed, recordOf, used } from './measure-fixtures';

/** A lane that is made up. */
export interface MadeUpLane extends LaneKey {
  /** About so long for the item at this place. ms */
  readonly latencyMs: (item: number) => number;
  readonly computeMs?: number;
  readonly cpuSeconds?: number;
  /** Items that got no answer. */
  readonly failing?: readonly number[];
  /** Added to the class it should name. */
  readonly classShift?: number;
  readonly conditions?: Partial<LaneConditions>;
}

/** A finished run over any lanes, 60 items a second. */
export function runOf(lanes: readonly MadeUpLane[], { count = 600, repeats = 1 } = {}): RunSource {
  const setup = { ...defaultSetup(), count, repeats };
  const { sha256 } = findVersion(setup);
  const sampleCount = MANIFEST.models.find(({ id }) => id === setup.modelId)?.samples.count ?? 0;
  const workload = createWorkload(workloadSpecOf(setup, sampleCount));
  const random = createRandom(12);
  const recordOfLane = ({ id, modeId, failing = [], classShift = 0, ...lane }: MadeUpLane) => {
    const measurements = Array.from({ length: count }, (_, item) => {
      const arrived = workload.arrivedAtMs[item] ?? 0;
      if (failing.includes(item)) return failed(item, arrived);
      const finished = arrived + lane.latencyMs(item) * (0.95 + 0.1 * random());
      const stages = { computeMs: lane.computeMs ?? 0.1 };
      return completed(item, { arrived, finished }, { stages, classIndex: (item + classShift) % 10 });
    });
    const conditions = { ...AS_IT_IS, ...lane.conditions };
    return recordOf(modeId, measurements, { id, conditions, resources: used({ cpuSeconds: lane.cpuSeconds ?? 1 }) });
  };
  const passes = Array.from({ length: repeats }, () => ({
    order: lanes.map(({ id }) => id),
    records: lanes.map(recordOfLane),
  }));
  const loadedBy = ({ id }: MadeUpLane) => ({
    sha256,
    coldStart: { fetchMs: 12.5, compileMs: 30.25, firstRunMs: 4 },
    environment: { host: id, threads: 1 },
  });
  return {
    phase: 'done',
    startedAt: '2026-11-30T10:00:00.000Z',
    setup,
    samples: null,
    workload,
    records: passes.at(-1)?.records ?? [],
    repeats: passes,
    loaded: Object.fromEntries(lanes.map((lane) => [lane.id, loadedBy(lane)])),
    parity: { state: 'agreed', difference: 1e-7, tolerance: 1e-5, sampleCount: 16, sha256 },
    faults: NO_FAULTS,
    pageMemoryBytes: null,
    error: null,
  };
}

export const ONLINE: MadeUpLane = { id: 'online', modeId: 'online', latencyMs: () => 4, computeMs: 1 };
/** A second lane of the mode, ten times as slow. */
export const SECOND: MadeUpLane = { id: 'b', modeId: 'online', latencyMs: () => 40, computeMs: 3, cpuSeconds: 4 };
export const EDGE: MadeUpLane = { id: 'edge', modeId: 'edge', latencyMs: () => 1, computeMs: 0.5, cpuSeconds: 2 };
