import { describe, expect, test } from 'vitest';
import { LanePlay } from '@/lib/simulate/play-lane';
import { createDraws } from '@/lib/simulate/random/draws';
import { samplerOf } from '@/lib/simulate/random/sampler';
import type { SimLaneId } from '@/lib/simulate/scenario/lanes-schema';
import { readScenario } from '@/lib/simulate/scenario/read-scenario';
import type { Scenario, ScenarioInput } from '@/lib/simulate/scenario/scenario';
import { simulateAtOnce } from '@/lib/simulate/simulate';

const EXPONENTIAL = { kind: 'exponential', mean: 10 } as const;

function scenarioOf(part: Partial<ScenarioInput> & Pick<ScenarioInput, 'lanes'>): Scenario {
  const read = readScenario({
    ...{ version: 1, seed: 11, requests: 3000, arrivals: { kind: 'poisson', perSecond: 80 } },
    ...part,
  });
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.scenario;
}

function played(scenario: Scenario, id: SimLaneId): LanePlay {
  const play = new LanePlay(scenario, id, 0, 0);
  while (!play.play(100_000));
  return play;
}

function laneOf(scenario: Scenario, sample = 0) {
  const run = simulateAtOnce(scenario, sample);
  const [lane] = run.lanes;
  if (!lane) throw new Error('There is no lane.');
  return { lane, sample: run.samples[0]?.requests ?? [] };
}

const columns = ({ requests }: LanePlay) =>
  Array.from({ length: requests.arrived }, (_, index) => ({
    atMs: requests.arrivedAtMs[index] ?? Number.NaN,
    endMs: (requests.arrivedAtMs[index] ?? Number.NaN) + (requests.latencyMs[index] ?? Number.NaN),
    waitMs: requests.waitMs[index] ?? Number.NaN,
    client: requests.client[index] ?? -1,
  }));

describe('SPEC 4.1: a job', () => {
  test.each([
    ['that keeps up', 2000, 'skip' as const],
    ['whose runs overrun and are skipped', 400, 'skip' as const],
    ['whose runs overrun and wait', 400, 'queue' as const],
  ])('%s answers each request at the end of the run that took it', (_, everyMs, overrun) => {
    const serviceMs = { kind: 'linear', perCall: 6, perItem: 4 } as const;
    const scenario = scenarioOf({
      lanes: {
        batch: { everyMs, serviceMs, batchSize: 8, chunkItems: 1_000_000, startUpMs: 150, chunkMs: 20, overrun },
      },
    });
    const found = columns(played(scenario, 'batch'));
    // By hand: one run after the other, over what has come until it is due.
    const expected: number[] = [];
    let [dueMs, freeMs] = [everyMs, 0];
    while (expected.length < found.length) {
      const startMs = overrun === 'queue' ? Math.max(dueMs, freeMs) : dueMs;
      let taken = expected.length;
      while (taken < found.length && (found[taken]?.atMs ?? Number.POSITIVE_INFINITY) <= dueMs) taken++;
      const items = taken - expected.length;
      const rest = items % 8;
      const computeMs = Math.floor(items / 8) * (6 + 4 * 8) + (rest > 0 ? 6 + 4 * rest : 0);
      const endMs = items > 0 ? startMs + 150 + 20 + computeMs : startMs;
      while (expected.length < taken) expected.push(endMs);
      freeMs = endMs;
      // Of those that are due meanwhile, the first waits where runs wait; the others do not take place.
      const next = Math.floor(startMs / everyMs) * everyMs + everyMs;
      const waits = overrun === 'queue' && next < endMs;
      dueMs = waits ? next : Math.ceil(Math.max(endMs, next) / everyMs - 1e-9) * everyMs;
    }
    expect(found.map(({ endMs }) => endMs).map(Math.round)).toEqual(expected.map(Math.round));
  });

  test('by cron is due by the calendar, from a Monday on', () => {
    const scenario = scenarioOf({
      requests: 400,
      arrivals: { kind: 'constant', perSecond: 400 / 200_000 },
      lanes: { batch: { cron: '0 2 * * 1,2', serviceMs: { kind: 'constant', value: 0 } } },
    });
    const ends = new Set(columns(played(scenario, 'batch')).map(({ endMs }) => Math.round(endMs / 3_600_000)));
    expect([...ends]).toEqual([2, 26, 7 * 24 + 2]);
  });

  test('with more workers is done sooner, by as much as there are, and the age of its answers grows from when a run was due', () => {
    const of = (workers: number) =>
      laneOf(
        scenarioOf({
          lanes: { batch: { everyMs: 10_000, workers, serviceMs: { kind: 'constant', value: 4 }, chunkItems: 10 } },
        }),
      ).lane.job;
    const [one, four] = [of(1), of(4)];
    expect((one?.runMsMean ?? 0) / (four?.runMsMean ?? 1)).toBeCloseTo(4, 0);
    // From the end of one run to the end of the next, the age rises by the interval: half of it, and how long a run takes.
    expect(four?.ageMsMean).toBeGreaterThan(5000);
    expect(four?.ageMsMean).toBeLessThan(5000 + 2 * (four?.runMsMost ?? 0));
    expect(four?.ageMsMost).toBeLessThanOrEqual(10_000 + (four?.runMsMost ?? 0));
  });

  test('whose chunks fail tries again, and gives up the items of one that fails too often', () => {
    const of = (retries: number) =>
      laneOf(
        scenarioOf({
          lanes: {
            batch: { everyMs: 1000, serviceMs: { kind: 'constant', value: 1 }, chunkItems: 5, failShare: 0.2, retries },
          },
        }),
      ).lane;
    expect(of(0).failed / 3000).toBeCloseTo(0.2, 1);
    expect(of(2).failed / 3000).toBeLessThan(0.03);
    expect(of(2).job?.chunkFailures).toBeGreaterThan(100);
  });
});

describe('SPEC 4.2: a fleet', () => {
  const clients = { count: 30, classes: [{ name: 'phones', share: 1, slowdown: 20 }] };

  test('answers on each device in turn: by Lindley’s recursion, to the last request', () => {
    const scenario = scenarioOf({ clients, lanes: { edge: { serviceMs: EXPONENTIAL } } });
    const draw = createDraws(scenario.seed, 0, 1)('service');
    const sample = samplerOf(EXPONENTIAL);
    const freeMs = new Map<number, number>();
    for (const [request, { atMs, waitMs, client }] of columns(played(scenario, 'edge')).entries()) {
      const startMs = Math.max(atMs, freeMs.get(client) ?? 0);
      freeMs.set(client, startMs + 20 * sample(draw(request, 0)));
      expect(Math.abs(waitMs - (startMs - atMs))).toBeLessThan(1e-6);
    }
  });

  test('downloads the model once a device, and starts its runtime; a faster network makes the first answers sooner', () => {
    const of = (downMbps: number) =>
      laneOf(
        scenarioOf({
          clients: {
            count: 30,
            classes: [
              { name: 'phones', share: 1, network: { roundTripMs: { kind: 'constant', value: 50 }, downMbps } },
            ],
          },
          lanes: { edge: { serviceMs: { kind: 'constant', value: 5 }, modelBytes: 2_000_000, startUpMs: 300 } },
        }),
      ).lane;
    const [slow, fast] = [of(4), of(40)];
    expect(slow.fleet).toMatchObject({ devices: 30, downloads: 30, downloadedBytes: 60_000_000, coldStarts: 30 });
    // 2 MB at 4 Mbit/s are 4 s.
    expect(slow.curveMs.at(-1)).toBeGreaterThan(4300);
    expect(fast.curveMs.at(-1)).toBeLessThan(1500);
    expect(slow.latencyMs?.p50).toBeLessThan(30);
  });

  test('without charge fails, hot it slows down, and goes on to a server where there is one', () => {
    const weak = {
      count: 5,
      classes: [
        {
          ...{ name: 'weak', share: 1 },
          battery: { joules: 2, chargedEveryMs: 30_000, joulesPerBusySecond: 2 },
          heat: { busyMost: 0.1, overMs: 5000, slowdown: 2 },
        },
      ],
    };
    const edge = { serviceMs: { kind: 'constant', value: 30 } as const };
    const { lane } = laneOf(scenarioOf({ clients: weak, lanes: { edge } }));
    expect(lane.fleet?.throttled).toBeGreaterThan(10);
    expect(lane.failed).toBe(lane.fleet?.withoutCharge);
    expect(lane.failed).toBeGreaterThan(500);
    const both = laneOf(
      scenarioOf({
        clients: weak,
        lanes: { edgeThenOnline: { edge, online: { servers: 4, serviceMs: EXPONENTIAL } } },
      }),
    ).lane;
    expect(both.failed).toBe(0);
    expect(both.pools[0]?.attempts).toBe(both.fleet?.withoutCharge);
  });
});

describe('SPEC 4.3: a pool', () => {
  const pool = { servers: 2, serviceMs: EXPONENTIAL, balancing: 'round-robin' } as const;

  test('whose clients give up and try again gets more than was asked, and works for nobody', () => {
    const of = (retries: number) =>
      laneOf(
        scenarioOf({
          arrivals: { kind: 'poisson', perSecond: 190 },
          lanes: { online: { ...pool, client: { timeoutMs: 60, retries, backoffMs: 0 } } },
        }),
      ).lane;
    const [none, three] = [of(0), of(3)];
    expect(none.pools[0]?.attempts).toBe(3000);
    expect(three.pools[0]?.attempts).toBeGreaterThan(4500);
    expect(three.pools[0]?.wastedShare).toBeGreaterThan(none.pools[0]?.wastedShare ?? 1);
    for (const { latencyMs } of [none, three]) expect(latencyMs?.p99).toBeLessThanOrEqual(60 * 4);
  });

  test('that scales gets servers after their start-up, and gives them back after its cool-down', () => {
    const scaled = {
      ...{ servers: 1, serviceMs: EXPONENTIAL },
      autoscaling: { least: 1, most: 8, everyMs: 1000, targetUtilisation: 0.6, startUpMs: 4000, coolDownMs: 8000 },
    };
    const { lane } = laneOf(
      scenarioOf({
        requests: 8000,
        arrivals: { kind: 'bursts', perSecond: 80, periodMs: 100_000, share: 0.25 },
        lanes: { online: scaled },
      }),
    );
    const { workers, widthMs } = lane.windows;
    const at = (ms: number) => workers[Math.floor(ms / widthMs)] ?? 0;
    expect(at(3000)).toBeCloseTo(1, 5);
    expect(at(24_000)).toBeGreaterThan(4);
    expect(at(80_000)).toBeLessThan(1.5);
    expect(lane.queueLengthMost).toBeGreaterThan(300);
  });

  test('whose servers fail loses what they had, and no more', () => {
    const { lane } = laneOf(scenarioOf({ lanes: { online: { ...pool, failures: { everyMs: 2000, repairMs: 500 } } } }));
    const [found] = lane.pools;
    expect(found?.serverFailures).toBeGreaterThan(5);
    expect(lane.failed).toBeGreaterThan(0);
    expect(lane.completed + lane.failed).toBe(3000);
  });

  test.each([
    ['shared-queue', 'two-choices'],
    ['two-choices', 'random'],
  ] as const)('with %s waits less than with %s', (better, worse) => {
    const of = (balancing: typeof better | typeof worse) =>
      laneOf(
        scenarioOf({
          ...{ requests: 20_000, arrivals: { kind: 'poisson', perSecond: 340 } },
          lanes: { online: { servers: 4, serviceMs: EXPONENTIAL, balancing } },
        }),
      ).lane.waitMs?.mean ?? Number.NaN;
    expect(of(better)).toBeLessThan(of(worse) * 0.8);
  });

  test('that waits for batches to fill makes them larger, and each wait no longer than the delay where it has time', () => {
    const of = (batchDelayMs: number) =>
      laneOf(
        scenarioOf({
          lanes: {
            online: {
              servers: 1,
              serviceMs: { kind: 'linear', perCall: 1, perItem: 0.1 },
              batchMost: 16,
              batchDelayMs,
            },
          },
        }),
      ).lane;
    expect(of(50).pools[0]?.itemsPerCall).toBeGreaterThan(2.5 * (of(0).pools[0]?.itemsPerCall ?? 9));
    expect(of(50).waitMs?.p99).toBeLessThan(56);
  });
});

describe('SPEC 4.4: a closed loop', () => {
  test('has no more under way than users, and answers as the law of response times says', () => {
    const users = 40;
    const scenario = scenarioOf({
      ...{ requests: 30_000, arrivals: { kind: 'closed', users, thinkMs: { kind: 'exponential', mean: 300 } } },
      lanes: { online: { servers: 1, workersPerServer: 1, serviceMs: EXPONENTIAL } },
    });
    const { lane } = laneOf(scenario);
    expect(lane.queueLengthMost).toBeLessThan(users);
    // R = N / X - Z (Denning & Buzen 1978).
    const responseMs = (users * 1000) / lane.throughputPerSecond - 300;
    expect(Math.abs((lane.latencyMs?.mean ?? 0) / responseMs - 1)).toBeLessThan(0.03);
  });
});

describe('SPEC 4.5: hybrids', () => {
  test('a cascade sends a share of answers on, and their client waits for both', () => {
    const { lane, sample } = laneOf(
      scenarioOf({
        lanes: {
          cascade: {
            small: { servers: 1, serviceMs: { kind: 'constant', value: 2 } },
            big: { servers: 4, serviceMs: { kind: 'constant', value: 30 } },
            unsureShare: 0.25,
          },
        },
      }),
      3000,
    );
    const [small, big] = lane.pools;
    expect(small?.attempts).toBe(3000);
    expect((big?.attempts ?? 0) / 3000).toBeCloseTo(0.25, 1);
    const computes = new Set(sample.map(({ computeMs }) => Math.round(computeMs)));
    expect([...computes].sort((a, b) => a - b)).toEqual([2, 32]);
  });

  test('a cache answers nothing before its first run, and its share from then on', () => {
    const { lane } = laneOf(
      scenarioOf({
        lanes: {
          cacheThenOnline: {
            batch: { everyMs: 10_000, serviceMs: { kind: 'constant', value: 1 } },
            online: { servers: 2, serviceMs: EXPONENTIAL },
            ...{ items: 100, hitShare: 0.9, lookupMs: 1 },
          },
        },
      }),
    );
    const expected = 0.9 * (1 - 10_100 / lane.spanMs);
    expect(Math.abs((lane.hitShare ?? 0) - expected)).toBeLessThan(0.03);
    expect(lane.latencyMs?.p50).toBe(1);
  });
});

describe('SPEC 4.6: messages', () => {
  const of = (network: object, offline: object | null = null) =>
    laneOf(
      scenarioOf({
        clients: {
          ...{ count: 20, requestBytes: 10_000, answerBytes: 1000 },
          classes: [
            {
              name: 'phones',
              share: 1,
              network: { roundTripMs: { kind: 'constant', value: 80 }, ...network },
              offline,
            },
          ] as never,
        },
        lanes: { online: { servers: 20, workersPerServer: 10, serviceMs: { kind: 'constant', value: 5 } } },
      }),
    ).lane;

  test('take half of the round trip each way, and their bytes over the bandwidth', () => {
    expect(of({}).latencyMs?.p50).toBeCloseTo(85, 9);
    // 10,000 bytes at 1 Mbit/s are 80 ms, 1,000 bytes at 8 Mbit/s are 1 ms.
    expect(of({ upMbps: 1, downMbps: 8 }).latencyMs?.p99).toBeCloseTo(85 + 80 + 1, 9);
  });

  test('that are lost are sent again after a time that doubles', () => {
    const { latencyMs, curveMs } = of({ lossShare: 0.1, resendAfterMs: 300 });
    expect(latencyMs?.p50).toBeCloseTo(85, 9);
    expect(latencyMs?.p90).toBeCloseTo(385, 9);
    const waits = new Set(curveMs.map((ms) => Math.round((ms - 85) / 300)));
    // On each way 0, 1, 1 + 2, 1 + 2 + 4 ...
    const oneWay = [0, 1, 3, 7, 15, 31, 63];
    const bothWays = new Set(oneWay.flatMap((up) => oneWay.map((down) => up + down)));
    expect([...waits].filter((wait) => !bothWays.has(wait))).toEqual([]);
    expect(waits.has(3)).toBe(true);
  });

  test('wait for the end of a spell without a network, on a device or for all at once', () => {
    const spells = { everyMs: 4000, lastsMs: 1000 };
    const alone = of({}, spells);
    const together = of({ outages: spells });
    for (const { latencyMs, completed } of [alone, together]) {
      expect(completed).toBe(3000);
      expect(latencyMs?.p50).toBeLessThan(200);
      expect(latencyMs?.p99).toBeGreaterThan(700);
    }
    const worst = Math.max(...together.windows.p50Ms.map((ms) => ms ?? 0));
    expect(worst).toBeGreaterThan(Math.max(...alone.windows.p50Ms.map((ms) => ms ?? 0)));
  });
});
