import { AS_IT_IS } from '../emulate/conditions';
import { setupWith } from '../experiment/setup';
import { isWithin, SETUP_LIMITS } from '../experiment/setup-limits';
import type { LaneRecord } from '../measure/lane-record';
import type { Measurement } from '../measure/measurement';
import { logOf } from '../measure/measurement-log';
import type { ResourceUse } from '../measure/resources';
import { findModel, MANIFEST } from '../model';
import { UNTOLD } from '../model/answer';
import type { ModelTarget } from '../model/manifest';
import { gathers, type ModeId } from '../modes';
import type { SampledRequest, SampledRequests } from '../simulate/sample';
import type { SimLaneId } from '../simulate/scenario/lanes-schema';
import type { Arrivals, Scenario } from '../simulate/scenario/scenario';
import type { SimulatedRun } from '../simulate/simulate';
import type { SimulatedLane } from '../simulate/simulated-lane';
import { createWorkload, type WorkloadSpec } from '../workload/workload';
import { documentOf } from './run-document';
import type { RunDocument } from './run-schema';

/** A run document holds no moment after that: requests that ended later are left out. ms */
const LONGEST_MS = 86_400_000;

/** Lanes made of two parts are drawn as the one that answers most of what is asked. */
const MODE_OF = {
  batch: 'batch',
  online: 'online',
  edge: 'edge',
  edgeThenOnline: 'edge',
  cacheThenOnline: 'online',
  cascade: 'online',
} as const satisfies Record<SimLaneId, ModeId>;

/**
 * A simulated run as the document of a measured one, marked as simulated, so that whatever reads the one reads the other. It holds the first requests of each
 * lane (`samples`), and says how many there were.
 */
export async function runDocumentOf(run: SimulatedRun, startedAt: Date): Promise<RunDocument> {
  const { scenario, lanes, samples } = run;
  const { modelId, versionId } = targetOf(scenario);
  const count = Math.max(1, ...samples.map(({ requests }) => requests.length));
  const spec = workloadOf(scenario, lanes, count, findModel(modelId).samples.count);
  const records = samples.map((sample) => recordOf(sample, lanes, { modelId, versionId }));
  const setup = setupWith({
    modelId,
    versionId,
    study: 'same-workload',
    lanes: [...new Set(records.map(({ modeId }) => modeId))],
    count,
    perSecond: spec.arrivals.perSecond,
    seed: scenario.seed,
  });
  if (setup.study !== 'same-workload') throw new RangeError('It is no run.');
  return documentOf({
    phase: 'done',
    origin: { kind: 'simulated' },
    startedAt: startedAt.toISOString(),
    setup,
    samples: null,
    workload: createWorkload(spec),
    workloadSpec: spec,
    records,
    repeats: [{ order: records.map(({ id }) => id), records }],
    loaded: Object.fromEntries(records.map(({ id }) => [id, loadedOf(modelId, versionId)])),
    parity: null,
    faults: {
      ...{ wasHidden: false, sleptMs: 0, underPressure: false, longTasks: null, clockStepMs: null },
      ...{ footprint: null, altered: false },
    },
    pageMemoryBytes: null,
    error: null,
    simulation: {
      requests: scenario.requests,
      told: Object.fromEntries(records.map(({ id, measurements }) => [id, measurements.length])),
      scenario,
      figures: lanes.map(({ windows, curveMs, waitCurveMs, ...figures }) => figures),
    },
  });
}

function targetOf({ model }: Scenario): ModelTarget {
  const [first] = MANIFEST.models;
  if (!first) throw new RangeError('There is no model.');
  const known = model && MANIFEST.models.find(({ id }) => id === model.modelId);
  const { id, defaultVersion, versions } = known ?? first;
  const isKnown = versions.some((version) => version.id === model?.versionId);
  return { modelId: id, versionId: isKnown && model ? model.versionId : defaultVersion };
}

function loadedOf(modelId: string, versionId: string): RunDocument['lanes'][string] {
  const version = findModel(modelId).versions.find(({ id }) => id === versionId);
  return {
    sha256: version?.sha256 ?? '',
    coldStart: { fetchMs: 0, compileMs: 0, firstRunMs: 0 },
    environment: { runtime: 'simulated' },
  };
}

/** The workload in the words of a run document: as near as those come to it. The moments are those of the measurements. */
function workloadOf(
  { arrivals, seed, requests }: Scenario,
  lanes: readonly SimulatedLane[],
  count: number,
  sampleCount: number,
): WorkloadSpec {
  const spanMs = Math.max(1, ...lanes.map(({ spanMs }) => spanMs));
  const { min, max } = SETUP_LIMITS.perSecond;
  const rate = 'perSecond' in arrivals ? arrivals.perSecond : (requests * 1000) / spanMs;
  return {
    seed,
    sampleCount,
    arrivals: { pattern: patternOf(arrivals), perSecond: Math.min(max, Math.max(min, rate)), traceMs: [] },
    loop:
      arrivals.kind === 'closed' && isWithin('users', arrivals.users)
        ? { kind: 'closed', users: arrivals.users }
        : { kind: 'open' },
    length: { by: 'count', count },
  };
}

const patternOf = ({ kind }: Arrivals): WorkloadSpec['arrivals']['pattern'] =>
  kind === 'constant' || kind === 'bursts' || kind === 'ramp' ? kind : 'poisson';

function recordOf({ id, requests }: SampledRequests, lanes: readonly SimulatedLane[], target: ModelTarget): LaneRecord {
  const measurements = logOf(
    requests.flatMap((request, item) => measurementOf(request, item, MODE_OF[id])).sort(byEnd),
  );
  const figures = lanes.find((lane) => lane.id === id);
  return {
    id,
    modeId: MODE_OF[id],
    target,
    conditions: AS_IT_IS,
    measurements,
    plannedCount: requests.length,
    status: { state: 'done', elapsedMs: Math.max(0, measurements.reachedMs) },
    resources: figures ? resourcesOf(figures, measurements.length) : null,
  };
}

const byEnd = (a: Measurement, b: Measurement) => a.finishedAtMs - b.finishedAtMs || a.item - b.item;

function measurementOf(request: SampledRequest, item: number, modeId: ModeId): Measurement[] {
  const { arrivedAtMs, endedAtMs, waitMs, computeMs, otherMs, batchSize, outcome } = request;
  if (outcome === 'open' || !(endedAtMs <= LONGEST_MS)) return [];
  const timed = { item, arrivedAtMs, startedAtMs: arrivedAtMs, finishedAtMs: endedAtMs };
  if (outcome !== 'completed') {
    const isLate = outcome === 'timed-out';
    const detail = outcome === 'rejected' ? 'The queue was full.' : '';
    return [
      {
        ...timed,
        outcome: isLate ? 'timed-out' : 'failed',
        error: { code: isLate ? 'timed-out' : outcome === 'rejected' ? 'queue-full' : 'server-unreachable', detail },
      },
    ];
  }
  const transferMs = Math.max(0, endedAtMs - arrivedAtMs - waitMs - computeMs - otherMs);
  return [
    {
      ...timed,
      outcome,
      stages: {
        ...(gathers(modeId) ? { waitMs, queueMs: 0 } : { waitMs: 0, queueMs: waitMs }),
        ...{ blockedMs: otherMs, recordMs: 0, transferMs, computeMs, emulatedMs: 0 },
      },
      batchSize: Math.max(1, batchSize),
      answer: UNTOLD,
    },
  ];
}

/** Of the part that is told: busy time in proportion. */
function resourcesOf({ requests, busySeconds }: SimulatedLane, told: number): ResourceUse {
  return {
    cpuSeconds: requests > 0 ? (busySeconds * told) / requests : null,
    cpuMethod: 'own-work',
    peakMemoryBytes: null,
    memoryMethod: 'process-rss',
    bytesSent: 0,
    bytesReceived: 0,
    bytesOnce: 0,
    eventLoopUtilisation: null,
  };
}
