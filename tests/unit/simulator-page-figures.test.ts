import { describe, expect, test } from 'vitest';
import sample from '@/lib/lesson/sample-figures.json';
import run from '@/lib/lesson/sample-run.json';
import { assumptionsFrom } from '@/lib/measure/assumptions';
import { ofLane } from '@/lib/simulate/findings/remedies';
import type { SimLaneId } from '@/lib/simulate/scenario/lanes-schema';
import { readScenario } from '@/lib/simulate/scenario/read-scenario';
import type { Scenario } from '@/lib/simulate/scenario/scenario';
import { defaultSimSetup, withChange } from '@/lib/simulate/setup/address';
import type { SimSetup } from '@/lib/simulate/setup/fields';
import { profileOfSample } from '@/lib/simulate/setup/profile';
import { scenarioOf } from '@/lib/simulate/setup/scenario-of';
import { simulateAtOnce } from '@/lib/simulate/simulate';
import type { SimulatedLane } from '@/lib/simulate/simulated-lane';
import { dayCost } from '@/lib/simulator-page/day-cost';
import { laneUse } from '@/lib/simulator-page/lane-use';
import { axisEnd, overTime, TIME_MEASURES, valuesAt } from '@/lib/simulator-page/over-time';
import { pairedLatency } from '@/lib/simulator-page/paired';

const given = assumptionsFrom(null);
const constant = (value: number) => ({ kind: 'constant', value });
const online = { servers: 2, workersPerServer: 3, serviceMs: constant(20) };
const edge = { serviceMs: constant(4), modelBytes: 50_000 };
const batch = { everyMs: 5000, workers: 2, serviceMs: constant(3) };

function played(lanes: object): { readonly scenario: Scenario; readonly lanes: readonly SimulatedLane[] } {
  const read = readScenario({
    version: 1,
    seed: 9,
    requests: 1000,
    arrivals: { kind: 'poisson', perSecond: 50 },
    clients: { count: 10, requestBytes: 3000, answerBytes: 500, classes: [{ name: 'any', share: 1 }] },
    lanes,
  });
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return simulateAtOnce(read.scenario, 0);
}

function used(lanes: object) {
  const { scenario, lanes: all } = played(lanes);
  const [lane] = all;
  const use = lane && laneUse(scenario, lane, given);
  if (!lane || !use) throw new Error('nothing was answered');
  return { lane, use };
}

describe('What a simulated lane takes for a million answers', () => {
  test('online: requests and answers over the network, and every core that is paid for', () => {
    const { lane, use } = used({ online });
    expect(use.bytesPerAnswer).toBeCloseTo(3500, 6);
    const hours = (lane.pools[0]?.serverSeconds ?? 0) / 3600;
    const traffic = (500 * 1e6 * given.usdPerGbOut) / 1e9;
    expect(use.operatorUsd).toBeCloseTo((hours * 3 * given.usdPerCoreHour * 1e6) / 1000 + traffic, 4);
    const computing = 0.02 * 1e6 * given.serverWattsPerCore * given.overhead;
    const network = (3500 * 1e6 * given.networkKwhPerGb * 3.6e6) / 1e9;
    expect(use.joules).toBeCloseTo(computing + network, -2);
    expect(use.userUsd).toBe(0);
  });

  test('twice the idle servers cost twice the cores, and no more energy', () => {
    const [few, many] = [used({ online }), used({ online: { ...online, servers: 4 } })];
    const traffic = (500 * 1e6 * given.usdPerGbOut) / 1e9;
    expect((many.use.operatorUsd - traffic) / (few.use.operatorUsd - traffic)).toBeCloseTo(2, 1);
    expect(many.use.joules / few.use.joules).toBeCloseTo(1, 2);
  });

  test('edge: downloads are spread over the answers, and the user pays for the work', () => {
    const { use } = used({ edge });
    expect(use.bytesPerAnswer).toBeCloseTo((10 * 50_000) / 1000, 6);
    expect(use.userUsd / ((0.004 * 1e6 * given.deviceWattsPerCore * given.usdPerKwh) / 3.6e6)).toBeCloseTo(1, 2);
  });

  test('batch: its workers are paid for while they work', () => {
    const { lane, use } = used({ batch });
    const traffic = (500 * 1e6 * given.usdPerGbOut) / 1e9;
    expect(use.operatorUsd - traffic).toBeCloseTo((lane.busySeconds * given.usdPerCoreHour * 1000) / 3600, 6);
  });

  test.each([
    ['batch', (job: object) => ({ batch: job }), (busySeconds: number) => busySeconds],
    [
      'a cache',
      (job: object) => ({ cacheThenOnline: { batch: job, online, items: 1000, hitShare: 0.9 } }),
      // Of the servers, all that they are there for is paid.
      (busySeconds: number, { pools }: SimulatedLane) =>
        busySeconds - (pools[0]?.busySeconds ?? 0) + 3 * (pools[0]?.serverSeconds ?? 0),
    ],
  ] as const)('SPEC 7.4: the start of each run is paid for on all workers, in %s', (_, lanesOf, workSeconds) => {
    for (const startUpMs of [0, 700]) {
      const { lane, use } = used(lanesOf({ ...batch, startUpMs }));
      const runs = lane.job?.runs ?? 0;
      expect(runs).toBeGreaterThan(2);
      const paidSeconds = workSeconds(lane.busySeconds, lane) + (runs * 2 * startUpMs) / 1000;
      const traffic = (500 * 1e6 * given.usdPerGbOut) / 1e9;
      expect(use.operatorUsd - traffic).toBeCloseTo((paidSeconds * given.usdPerCoreHour * 1e6) / 3600 / 1000, 6);
    }
  });

  test('edge first: the servers’ part and the devices’ part are told apart', () => {
    const { use } = used({ edgeThenOnline: { edge, online, unsureShare: 0.5 } });
    const device = (0.004 * 1e6 * given.deviceWattsPerCore * given.usdPerKwh) / 3.6e6;
    expect(use.userUsd).toBeGreaterThan(device * 0.9);
    expect(use.userUsd).toBeLessThan(device * 1.1);
  });

  test('is not told where nothing was answered', () => {
    const { scenario, lanes } = played({ online: { ...online, client: { timeoutMs: 1 } } });
    expect(lanes[0]?.completed).toBe(0);
    expect(laneUse(scenario, lanes[0] as SimulatedLane, given)).toBeNull();
  });
});

describe('Lanes over time', () => {
  const { lanes } = played({ batch, online, edge });

  test.each(TIME_MEASURES)('%s has rows in order, and no value of a lane is lost', (measure) => {
    const rows = overTime(lanes, measure);
    expect(rows.map(({ atMs }) => atMs)).toEqual(rows.map(({ atMs }) => atMs).toSorted((a, b) => a - b));
    expect(new Set(rows.map(({ atMs }) => atMs)).size).toBe(rows.length);
    for (const { id, windows } of lanes) {
      const own = rows.filter(({ values }) => values[id] !== undefined);
      const expected = windows.p95Ms.filter((value) => value !== null).length;
      expect(own.length).toBe((measure === 'p95' ? expected : 60) + 1);
    }
  });

  test('what is answered over time is all that was answered', () => {
    const rows = overTime(lanes, 'throughput');
    for (const { id, windows, completed } of lanes) {
      const own = rows.flatMap(({ values }) => values[id] ?? []).slice(0, 60);
      expect(own.reduce((sum, rate) => sum + (rate * windows.widthMs) / 1000, 0)).toBeCloseTo(completed, 6);
    }
  });

  test('at a row a lane stands where its last own row left it', () => {
    const rows = [
      { atMs: 0, values: { online: 1, batch: 5 } },
      { atMs: 10, values: { online: 2 } },
      { atMs: 20, values: { batch: 6 } },
    ];
    expect(rows.map((row) => valuesAt(rows, row))).toEqual([
      { online: 1, batch: 5 },
      { online: 2, batch: 5 },
      { online: 2, batch: 6 },
    ]);
  });

  test.each([
    [[100, 90, 10], 100, null],
    [[1000, 90, 10], 135, 'batch'],
    [[100], 100, null],
    [[], 0, null],
  ])('an axis over spans of %j reaches to %d', (spans, endMs, beyond) => {
    const some = spans.map((spanMs, index) => ({ ...(lanes[index] as SimulatedLane), spanMs }));
    expect(axisEnd(some)).toEqual({ endMs, beyond });
  });
});

describe('Two runs, request by request', () => {
  const sampled = (servers: number, seed = 4, mean = 8) => {
    const read = readScenario({
      version: 1,
      seed,
      requests: 2000,
      arrivals: { kind: 'poisson', perSecond: 60 },
      lanes: { online: { servers, serviceMs: { kind: 'exponential', mean } } },
    });
    if (!read.ok) throw new Error(JSON.stringify(read.faults));
    return simulateAtOnce(read.scenario, 2000).samples[0];
  };

  test('a second server makes every answer sooner, and the interval shows it', () => {
    expect(pairedLatency(sampled(1), sampled(2))).toMatchObject({ difference: { state: 'lower' }, requests: 2000 });
    expect(pairedLatency(sampled(2), sampled(1))).toMatchObject({ difference: { state: 'higher' } });
  });

  test('the same scenario is the same', () => {
    expect(pairedLatency(sampled(1), sampled(1))).toMatchObject({ difference: { state: 'same', value: 0 } });
  });

  test('other requests, or none, are not compared', () => {
    expect(pairedLatency(sampled(1), sampled(1, 5))).toBeNull();
    expect(pairedLatency(sampled(1), undefined)).toBeNull();
  });
});

describe('SPEC 7.4: what a day costs', () => {
  const profile = profileOfSample(run, sample.figures);
  const costOf = (change: Partial<SimSetup>, id: SimLaneId) => {
    const setup = withChange(defaultSimSetup(), change);
    const scenario = ofLane(scenarioOf(setup, profile), id);
    const [lane] = simulateAtOnce(scenario, 0).lanes;
    const use = lane && laneUse(scenario, lane, given);
    if (!use) throw new Error('nothing was answered');
    return { lane, use, usd: dayCost(setup, scenario, lane, given) ?? Number.NaN };
  };

  test('is what was played where that is whole days, with the starts of a job once', () => {
    const job = { batch: 'every', batchEveryMinutes: 60, jobStartMs: 60_000, users: 1000, requests: 12_500 } as const;
    const { use, usd, lane } = costOf(job, 'batch');
    expect(usd).toBeCloseTo(use.operatorUsd, 9);
    expect(usd - costOf({ ...job, jobStartMs: 0 }, 'batch').usd).toBeCloseTo(
      ((lane.job?.runs ?? 0) * 2 * 60 * given.usdPerCoreHour * 1e6) / 3600 / lane.completed,
      0,
    );
  });

  test('has servers for peak over mean times as long where the busiest part is played, and nothing else of it', () => {
    const { use, usd } = costOf({ users: 1_000_000, peakFactor: 4, requests: 2000 }, 'online');
    const traffic = use.operatorUsd - use.serverUsd;
    expect(use.serverUsd).toBeGreaterThan(traffic / 1000);
    expect(usd).toBeCloseTo(traffic + 4 * use.serverUsd, 9);
  });
});
