import { describe, expect, test } from 'vitest';
import sampleFigures from '@/lib/lesson/sample-figures.json';
import sampleRun from '@/lib/lesson/sample-run.json';
import type { Measurement, Stages } from '@/lib/measure/measurement';
import type { ResourceUse } from '@/lib/measure/resources';
import type { ModeId } from '@/lib/modes';
import { calibrateBatch, calibrateEdge, calibrateOnline } from '@/lib/simulate/calibration/calibrate';
import { callLine } from '@/lib/simulate/calibration/call-line';
import { HELD_OUT_SHARES, heldOutLoads } from '@/lib/simulate/calibration/held-out';
import { type MeasuredLane, thinned } from '@/lib/simulate/calibration/measured-lane';
import { profileOfRun, profileOfSweep } from '@/lib/simulate/calibration/profile-of-run';
import { measuredTotals, replay, scenarioAtRate, TARGETS, totalsOver } from '@/lib/simulate/calibration/replay';
import { serviceSampler } from '@/lib/simulate/random/sampler';
import { createStreams } from '@/lib/simulate/random/streams';
import type { SampledRequest } from '@/lib/simulate/sample';
import type { Batch, Edge, Online } from '@/lib/simulate/scenario/lanes-schema';
import { readScenario } from '@/lib/simulate/scenario/read-scenario';
import type { ScenarioInput } from '@/lib/simulate/scenario/scenario';
import { defaultSimSetup } from '@/lib/simulate/setup/address';
import { parametersOf } from '@/lib/simulate/setup/parameters';
import { PARAMETER_IDS, profileOfSample, type Sources } from '@/lib/simulate/setup/profile';
import { scenarioOf } from '@/lib/simulate/setup/scenario-of';
import { simulateAtOnce } from '@/lib/simulate/simulate';
import { meanOf } from '@/lib/simulate/statistics/mean';

const REFERENCE = profileOfSample(sampleRun, sampleFigures.figures);
const ON_DIGITS = { modelId: REFERENCE.modelId, versionId: REFERENCE.versionId };

const NO_TIME: Stages = {
  ...{ waitMs: 0, blockedMs: 0, queueMs: 0, recordMs: 0, transferMs: 0, computeMs: 0, emulatedMs: 0 },
};

/** A lane of the real bench, as far as a calibration sees it, played by a simulation that it knows nothing of. */
function measured(
  modeId: ModeId,
  lanes: ScenarioInput['lanes'],
  load: Partial<ScenarioInput>,
  use: Partial<ResourceUse> = {},
): MeasuredLane {
  const read = readScenario({
    ...{ version: 1, seed: 99, requests: 2000, arrivals: { kind: 'poisson', perSecond: 50 } },
    ...{ ...load, lanes },
  });
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const [sample] = simulateAtOnce(read.scenario, read.scenario.requests).samples;
  const measurements = (sample?.requests ?? []).map(
    (request, item): Measurement => measurementOf(modeId, request, item),
  );
  const resources = { bytesOnce: 0, eventLoopUtilisation: null, ...use } as ResourceUse;
  return { modeId, measurements, resources, threads: 2, mostRows: 8, startUpMs: 120 };
}

function measurementOf(modeId: ModeId, request: SampledRequest, item: number): Measurement {
  const { arrivedAtMs, endedAtMs, begunMs, waitMs, computeMs, batchSize } = request;
  const transferMs = endedAtMs - arrivedAtMs - waitMs - computeMs;
  const timed = {
    item,
    arrivedAtMs,
    finishedAtMs: endedAtMs,
    outcome: 'completed' as const,
    answer: { classIndex: 0, probability: 1 },
  };
  if (modeId === 'online') {
    return {
      ...timed,
      startedAtMs: arrivedAtMs,
      batchSize,
      stages: { ...NO_TIME, queueMs: waitMs, transferMs, computeMs },
    };
  }
  return { ...timed, startedAtMs: begunMs, batchSize, stages: { ...NO_TIME, computeMs } };
}

/** Its queue in the server is told; the wait for the thread that takes requests is part of the way. */
function asTheBenchSees(one: Measurement): Measurement {
  if (one.outcome !== 'completed') return one;
  const { queueMs, transferMs } = one.stages;
  return { ...one, stages: { ...one.stages, queueMs: 0, transferMs: queueMs + transferMs } };
}

const ONLINE = {
  ...{ servers: 1, workersPerServer: 2, batchMost: 8 },
  serviceMs: { kind: 'linear', perCall: 20, perItem: 6 },
} as const satisfies Partial<Online>;
const clients = {
  count: 1,
  classes: [{ name: 'here', share: 1, network: { roundTripMs: { kind: 'lognormal' as const, mean: 8, cv: 0.4 } } }],
};

describe('SPEC 5.1: service times', () => {
  test('are the measured ones of each size, and a line between and beyond them', () => {
    const sample = serviceSampler({
      kind: 'measured',
      sizes: [
        { size: 1, values: [9, 10, 11] },
        { size: 4, values: [18, 20, 22] },
        { size: 8, values: [36] },
      ],
    });
    const bits = createStreams(5, 0)('service');
    const meanAt = (size: number) => meanOf(Array.from({ length: 3000 }, () => sample(bits(), size)));
    expect(meanAt(1)).toBeCloseTo(10, 1);
    expect(meanAt(4)).toBeCloseTo(20, 1);
    // Between 4 and 8, a line; beyond 8, as steep.
    expect(meanAt(6)).toBeGreaterThan(24);
    expect(meanAt(6)).toBeLessThan(31);
    const slope = (meanAt(16) - meanAt(12)) / 4;
    expect(slope).toBeGreaterThan(3);
    expect(slope).toBeLessThan(4.2);
    // The residuals of the nearest size, as shares of its mean.
    const near = Array.from({ length: 3000 }, () => sample(bits(), 5)).sort((a, b) => a - b);
    expect((near.at(-1) ?? 0) / (near[0] ?? 1)).toBeCloseTo(22 / 18, 2);
  });

  test('of an online lane are told by size, each call with its time', () => {
    const found = calibrateOnline(
      measured('online', { online: ONLINE }, { clients, arrivals: { kind: 'poisson', perSecond: 90 } }),
    );
    if (found?.serviceMs.kind !== 'measured') throw new Error('It was not calibrated.');
    expect(found.serviceMs.sizes.length).toBeGreaterThan(3);
    for (const { size, values } of found.serviceMs.sizes) expect(meanOf(values)).toBeCloseTo(20 + 6 * size, 6);
    expect(found).toMatchObject({ workers: 2, batchMost: 8, requestMs: 0, answers: 2000 });
  });

  test('of jobs are told by how many items a job had, and of devices as they are', () => {
    const batch = {
      everyMs: 1000,
      serviceMs: { kind: 'linear', perCall: 30, perItem: 2 },
      batchSize: 1000,
      chunkItems: 1000,
    } as const satisfies Partial<Batch>;
    const job = calibrateBatch(measured('batch', { batch }, {}));
    if (job?.serviceMs.kind !== 'measured') throw new Error('It was not calibrated.');
    for (const { size, values } of job.serviceMs.sizes) expect(meanOf(values)).toBeCloseTo(30 + 2 * size, 6);
    const edge = { serviceMs: { kind: 'lognormal', mean: 6, cv: 0.3 } } as const satisfies Partial<Edge>;
    const found = calibrateEdge(
      measured('edge', { edge }, { clients: { count: 1, classes: [{ name: 'this', share: 1 }] } }),
    );
    if (found?.serviceMs.kind !== 'samples') throw new Error('It was not calibrated.');
    expect(meanOf(found.serviceMs.values)).toBeCloseTo(6, 0);
    expect(found.startUpMs).toBe(120);
  });

  test('of fewer answers than tell anything are not told', () => {
    const few = { requests: 20 };
    expect(calibrateOnline(measured('online', { online: ONLINE }, { ...few, clients }))).toBeNull();
    expect(replay(measured('online', { online: ONLINE }, { ...few, clients }), 1000)).toBeNull();
  });

  test('thinned keep their distribution', () => {
    const values = Array.from({ length: 9000 }, (_, index) => (index * 7919) % 9000);
    const kept = thinned(values, 100);
    expect(kept).toHaveLength(100);
    expect(meanOf(kept)).toBeCloseTo(meanOf(values), -1);
    expect(kept).toEqual([...kept].sort((a, b) => a - b));
  });
});

describe('SPEC 5.2: the thread that takes requests', () => {
  test('is told from its busy share, and taken off the round trip', () => {
    const lane = measured('online', { online: { ...ONLINE, requestMs: 3 } }, { clients });
    const span = Math.max(...Array.from(lane.measurements, ({ finishedAtMs }) => finishedAtMs));
    const busy = { ...lane, resources: { ...lane.resources, eventLoopUtilisation: (3 * 2000) / span } as ResourceUse };
    const found = calibrateOnline(busy);
    expect(found?.requestMs).toBeCloseTo(3, 1);
    if (found?.roundTripMs.kind !== 'samples') throw new Error('It was not calibrated.');
    expect(meanOf(found.roundTripMs.values)).toBeLessThan(
      meanOf(Array.from(lane.measurements, (one) => (one.outcome === 'completed' ? one.stages.transferMs : 0))) - 2,
    );
  });

  test('is waited for, and that wait is no part of the round trip: played again it does not come twice', () => {
    const load = { clients, arrivals: { kind: 'poisson', perSecond: 200 } } as const;
    // Workers enough that nobody waits for one.
    const lane = measured('online', { online: { ...ONLINE, workersPerServer: 40, batchMost: 1, requestMs: 4 } }, load);
    const last = Math.max(...Array.from(lane.measurements, ({ finishedAtMs }) => finishedAtMs));
    const resources = { ...lane.resources, eventLoopUtilisation: (4 * 2000) / last } as ResourceUse;
    // The bench sees no such wait by itself: it lies in the way there.
    const seen = Array.from(lane.measurements, asTheBenchSees);
    const found = replay({ ...lane, measurements: seen, resources, threads: 40, mostRows: 1 }, 1000);
    expect(Math.abs(found?.errors.meanMs ?? 1)).toBeLessThan(TARGETS.meanMs);
    expect(Math.abs(found?.errors.p95Ms ?? 1)).toBeLessThan(TARGETS.p95Ms);
  });

  test('leaves to the round trip all that no stage claims, and the page’s own wait while a connection is free', () => {
    const lane = measured('online', { online: ONLINE }, { clients, arrivals: { kind: 'poisson', perSecond: 10 } });
    const later = Array.from(lane.measurements, (one) =>
      one.outcome === 'completed'
        ? { ...one, finishedAtMs: one.finishedAtMs + 5, stages: { ...one.stages, blockedMs: 2 } }
        : one,
    );
    const [before, after] = [lane, { ...lane, measurements: later }].map((one) => calibrateOnline(one)?.roundTripMs);
    if (before?.kind !== 'samples' || after?.kind !== 'samples') throw new Error('It was not calibrated.');
    expect(meanOf(after.values) - meanOf(before.values)).toBeCloseTo(5, 1);
  });

  test('takes a wait for a connection for a wait like any other', () => {
    const timed = { outcome: 'completed', batchSize: 1, answer: { classIndex: 0, probability: 1 } } as const;
    const many = Array.from({ length: 60 }, (_, item): Measurement => {
      const at = Math.floor(item / 10) * 1000;
      const behind = item % 10 >= 6 ? 50 : 0;
      const stages = { ...NO_TIME, blockedMs: behind, transferMs: 4, computeMs: 50 };
      return { ...timed, item, arrivedAtMs: at, startedAtMs: at, finishedAtMs: at + behind + 54, stages };
    });
    const found = calibrateOnline({ modeId: 'online', measurements: many, resources: null, startUpMs: 0 });
    if (found?.roundTripMs.kind !== 'samples') throw new Error('It was not calibrated.');
    expect(meanOf(found.roundTripMs.values)).toBeCloseTo(4, 6);
  });
});

describe('SPEC 5.3: a replay', () => {
  const lanes = {
    online: measured('online', { online: ONLINE }, { clients, arrivals: { kind: 'poisson', perSecond: 110 } }),
    edge: measured(
      'edge',
      { edge: { serviceMs: { kind: 'lognormal', mean: 12, cv: 0.5 } } },
      { clients: { count: 1, classes: [{ name: 'this', share: 1 }] } },
    ),
    batch: measured(
      'batch',
      {
        batch: {
          everyMs: 1000,
          serviceMs: { kind: 'linear', perCall: 30, perItem: 2 },
          batchSize: 1000,
          chunkItems: 1000,
        },
      },
      {},
    ),
  } as const;

  test.each(Object.keys(lanes) as (keyof typeof lanes)[])(
    'of the %s lane comes to what was measured, within the targets',
    (id) => {
      const found = replay(lanes[id], 1000);
      expect(found?.requests).toBe(2000);
      for (const [figure, most] of Object.entries(TARGETS)) {
        expect(Math.abs(found?.errors[figure as keyof typeof TARGETS] ?? 1), figure).toBeLessThan(most);
      }
      expect(found?.isPoor).toBe(false);
    },
  );

  test('predicts a load that was never run', () => {
    const scenario = scenarioAtRate(lanes.online, 60, 2000);
    if (!scenario) throw new Error('It was not calibrated.');
    const predicted = totalsOver(scenario);
    const found = measuredTotals(
      measured('online', { online: ONLINE }, { clients, arrivals: { kind: 'poisson', perSecond: 60 } }),
    );
    expect(Math.abs(predicted.meanMs.value / found.meanMs - 1)).toBeLessThan(TARGETS.meanMs);
    expect(Math.abs(predicted.p95Ms.value / found.p95Ms - 1)).toBeLessThan(TARGETS.p95Ms);
    expect(predicted.meanMs.low).toBeLessThanOrEqual(predicted.meanMs.value);
    expect(predicted.meanMs.high).toBeGreaterThanOrEqual(predicted.meanMs.value);
  });

  test('says that it is poor where the lane can hardly keep up', () => {
    const busy = measured(
      'online',
      { online: { ...ONLINE, batchMost: 1 } },
      { clients, arrivals: { kind: 'poisson', perSecond: 74 } },
    );
    expect(replay({ ...busy, mostRows: 1 }, 1000)?.isPoor).toBe(true);
  });
});

describe('SPEC 5.1: a profile', () => {
  const online = measured('online', { online: ONLINE }, { clients, arrivals: { kind: 'poisson', perSecond: 110 } });
  const edge = measured(
    'edge',
    { edge: { serviceMs: { kind: 'lognormal', mean: 12, cv: 0.5 } } },
    { clients: { count: 1, classes: [{ name: 'this', share: 1 }] } },
  );
  const startedAt = '2026-05-04T03:02:01.000Z';
  const kinds = (sources: Sources | undefined) => PARAMETER_IDS.map((id) => sources?.[id].kind);

  test('of a run says of each time whether it was measured here, and takes the rest from the reference', () => {
    const of = (lanes: readonly MeasuredLane[]) => profileOfRun({ startedAt, target: ON_DIGITS, lanes }, REFERENCE);
    expect(kinds(of([online])?.sources)).toEqual([
      ...['measured', 'measured', 'measured', 'measured', 'reference', 'reference'],
    ]);
    expect(kinds(of([edge])?.sources)).toEqual([
      ...['reference', 'reference', 'reference', 'unknown', 'measured', 'reference'],
    ]);
    expect(of([edge])?.sources.deviceMs).toEqual({ kind: 'measured', date: '2026-05-04' });
    expect(of([])).toBeNull();
  });

  test('of another model is scaled from the run, and that is said', () => {
    const profile = profileOfRun({ startedAt, target: ON_DIGITS, lanes: [online, edge] }, REFERENCE);
    if (!profile) throw new Error('There is none.');
    const other = parametersOf(defaultSimSetup('clothing'), profile);
    expect(other.map(({ source }) => source.kind)).toEqual([
      ...['rescaled', 'rescaled', 'measured', 'measured', 'rescaled', 'reference'],
    ]);
  });

  test('plays the calls as they were measured until somebody changes them', () => {
    const profile = profileOfRun({ startedAt, target: ON_DIGITS, lanes: [online] }, REFERENCE);
    if (!profile) throw new Error('There is none.');
    const setup = { ...defaultSimSetup(), batchMost: 8 };
    expect(scenarioOf(setup, profile).lanes.online?.serviceMs).toEqual(profile.serverMs);
    expect(scenarioOf({ ...setup, callMs: 3 }, profile).lanes.online?.serviceMs).toMatchObject({
      kind: 'linear',
      perCall: 3,
      perItem: profile.itemMs,
    });
    expect(profile.callMs).toBeCloseTo(20, 6);
    expect(profile.itemMs).toBeCloseTo(6, 6);
  });

  test('of a sweep tells the calls of the server, or the answers of the device', () => {
    const sizes = [1, 4, 16].map((size) => ({ size, values: [10 + 2 * size, 10 + 2 * size] }));
    const sweep = { startedAt, target: ON_DIGITS, sizes };
    const onServer = profileOfSweep({ ...sweep, isOnDevice: false }, REFERENCE);
    expect(onServer?.callMs).toBeCloseTo(10, 9);
    expect(onServer?.itemMs).toBeCloseTo(2, 9);
    expect(profileOfSweep({ ...sweep, isOnDevice: true }, REFERENCE)?.deviceMs.values).toEqual([12, 12]);
    expect(profileOfSweep({ ...sweep, sizes: [], isOnDevice: false }, REFERENCE)).toBeNull();
  });

  test.each([
    ['one size alone', [{ size: 1, values: [6, 8] }], { callMs: 7, itemMs: null }],
    [
      'two sizes',
      [
        { size: 1, values: [6] },
        { size: 5, values: [14] },
      ],
      { callMs: 4, itemMs: 2 },
    ],
    [
      'a line that falls',
      [
        { size: 1, values: [6] },
        { size: 5, values: [4] },
      ],
      { callMs: 6, itemMs: 0 },
    ],
    [
      'a line from below 0',
      [
        { size: 1, values: [1] },
        { size: 5, values: [15] },
      ],
      { callMs: 0, itemMs: 1 },
    ],
  ])('draws the line of a call through %s', (_, sizes, line) => {
    expect(callLine(sizes)).toEqual(line);
  });
});

describe('SPEC 5.3: loads that are held out', () => {
  const online = measured(
    'online',
    { online: { ...ONLINE, batchMost: 1 } },
    { clients, arrivals: { kind: 'poisson', perSecond: 40 } },
  );

  test('are shares of what the lane can do, with the formula beside them', () => {
    const loads = heldOutLoads({ ...online, mostRows: 1 });
    // Two workers, 26 ms a call.
    expect(loads.map(({ perSecond }) => perSecond)).toEqual(
      HELD_OUT_SHARES.map((share) => Number(((share * 2000) / 26).toPrecision(3))),
    );
    for (const { theoryMs } of loads) expect(theoryMs ?? 0).toBeGreaterThan(26 + 7);
    const [light] = loads;
    if (!light) throw new Error('There is none.');
    const predicted = totalsOver(light.scenario).meanMs.value;
    expect(Math.abs(predicted / (light.theoryMs ?? 0) - 1)).toBeLessThan(0.05);
  });

  test('have no formula where calls hold several items, and there are none of a lane that gathers', () => {
    const batched = measured('online', { online: ONLINE }, { clients, arrivals: { kind: 'poisson', perSecond: 90 } });
    for (const { theoryMs } of heldOutLoads(batched)) expect(theoryMs).toBeNull();
    expect(heldOutLoads({ ...online, modeId: 'batch' })).toEqual([]);
  });
});
