import { describe, expect, test } from 'vitest';
import { approximatedUnchecked } from '@/lib/simulate/scale/approximate';
import { readScenario } from '@/lib/simulate/scenario/read-scenario';
import type { ScenarioInput } from '@/lib/simulate/scenario/scenario';
import { lanesNamed, simulateAtOnce } from '@/lib/simulate/simulate';

const ONE_MS = { servers: 1, serviceMs: { kind: 'constant', value: 1 } } as const;
const net = { roundTripMs: { kind: 'constant', value: 20 } } as const;
const often = { everyMs: 1000, lastsMs: 1000 };
const STEADY = { kind: 'constant', perSecond: 1 } as const;

const readable = (part: Partial<ScenarioInput>) =>
  readScenario({ version: 1, seed: 1, requests: 1000, arrivals: STEADY, lanes: { online: ONE_MS }, ...part });

function laneOf(part: Partial<ScenarioInput>) {
  const read = readable(part);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const [lane] = simulateAtOnce(read.scenario, 0).lanes;
  if (!lane) throw new Error('There is no lane.');
  return lane;
}

/** Of more requests than are played, without the exact run that tells how far off it is: nothing here asks for that. */
function nearly(part: Partial<ScenarioInput>) {
  const read = readable(part);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const [id] = lanesNamed(read.scenario);
  if (!id) throw new Error('There is no lane.');
  return approximatedUnchecked(read.scenario, id, (scenario) => {
    const [lane] = simulateAtOnce(scenario, 0).lanes;
    if (!lane) throw new Error('There is no lane.');
    return lane;
  }).lane;
}

const clientsWith = (part: object, rest: object = {}): ScenarioInput['clients'] => ({
  count: 1,
  classes: [{ name: 'a', share: 1, network: net, ...part }],
  ...rest,
});

describe('Scenarios that are absurd are played to an end', () => {
  test.each<[string, Partial<ScenarioInput>]>([
    [
      'an answer of a terabyte over a slow line with spells',
      {
        requests: 1,
        clients: clientsWith({ network: { ...net, downMbps: 0.01 }, offline: often }, { answerBytes: 1e12 }),
        lanes: { online: { ...ONE_MS, client: { timeoutMs: 1000, retries: 20, backoffFactor: 10 } } },
      },
    ],
    [
      'a back-off that grows to longer than the universe is old',
      {
        requests: 1,
        clients: clientsWith({ offline: often }),
        lanes: {
          online: {
            ...ONE_MS,
            client: { timeoutMs: 1, retries: 20, backoffMs: 1000, backoffFactor: 10, jitter: false },
          },
        },
      },
    ],
    [
      'hours in which nobody asks before a hundred thousand do a second',
      { arrivals: { kind: 'users', users: 1e8, requestsPerDay: 100, peakFactor: 8, peakHour: 19 } },
    ],
    [
      'a week with no weekend',
      { requests: 5000, arrivals: { kind: 'daily', perSecond: 0.02, peakFactor: 24, peakHour: 23, weekendFactor: 0 } },
    ],
    [
      'servers that fail before they are warm',
      {
        arrivals: { kind: 'constant', perSecond: 50 },
        lanes: {
          online: {
            servers: 9,
            workersPerServer: 8,
            serviceMs: { kind: 'constant', value: 500 },
            coldStartMs: 864_000_000,
            failures: { everyMs: 200, repairMs: 2000 },
            client: { retries: 9, backoffMs: 0 },
          },
        },
      },
    ],
    [
      'a job of every millisecond before the first request of a day',
      {
        requests: 1,
        arrivals: { kind: 'constant', perSecond: 0.0001 },
        lanes: {
          cacheThenOnline: {
            items: 100_000,
            hitShare: 0.5,
            batch: { everyMs: 1, chunkItems: 1, serviceMs: { kind: 'constant', value: 0 } },
            online: ONE_MS,
          },
        },
      },
    ],
    [
      'users who think for next to no time, and answers that take none',
      {
        arrivals: { kind: 'closed', users: 1, thinkMs: { kind: 'constant', value: 1e-323 } },
        lanes: { online: { servers: 1, serviceMs: { kind: 'constant', value: 0 } } },
      },
    ],
    ['one request in twelve days', { requests: 3, arrivals: { kind: 'poisson', perSecond: 1e-6 } }],
  ])('%s', (_, part) => {
    const lane = laneOf(part);
    const { completed, rejected, failed, timedOut, unfinished } = lane;
    expect(completed + rejected + failed + timedOut + unfinished).toBe(lane.requests);
    // A number that is none would be null in JSON, as in what has no figure: of counts and levels there is always one.
    for (const values of [
      lane.windows.queue,
      lane.windows.utilisation,
      lane.windows.workers,
      [lane.utilisation, lane.throughputPerSecond],
    ]) {
      expect(values.every(Number.isFinite)).toBe(true);
    }
  });

  test.each<[string, Partial<ScenarioInput>, string]>([
    [
      'spells of a billionth of a millisecond',
      { clients: clientsWith({ offline: { everyMs: 1e-9, lastsMs: 1e-9 } }) },
      'clients.classes.0.offline.everyMs: must be at least 1',
    ],
    [
      'a rate next to none',
      { arrivals: { kind: 'poisson', perSecond: 5e-324 } },
      'arrivals.perSecond: must be at least 0.000001',
    ],
  ])('or refused: %s', (_, part, fault) => {
    const read = readable(part);
    expect(read.ok ? [] : read.faults.map((one) => `${one.field}: ${one.fault}`)).toContain(fault);
  });
});

test('A network that is out half of the time holds up half of the requests', () => {
  const outages = { everyMs: 100_000, lastsMs: 100_000 };
  const lane = laneOf({
    ...{ requests: 20_000, warmUp: 0, arrivals: { kind: 'constant', perSecond: 10 } },
    clients: { count: 1000, classes: [{ name: 'all', share: 1, network: { ...net, outages } }] },
    lanes: { online: { ...ONE_MS, servers: 50 } },
  });
  expect(lane.latencyMs?.p90).toBeGreaterThan(20_000);
  expect(lane.curveMs.filter((ms) => ms > 100).length / lane.curveMs.length).toBeGreaterThan(0.3);
});

describe('What is easily got wrong', () => {
  test('a download takes as long for the second request as for the first', () => {
    const lane = laneOf({
      requests: 3000,
      clients: clientsWith({ network: { roundTripMs: { kind: 'constant', value: 100 }, downMbps: 1 } }),
      lanes: { edgeThenOnline: { edge: { serviceMs: ONE_MS.serviceMs, modelBytes: 250_000_000 }, online: ONE_MS } },
    });
    // 250 MB at 1 Mbit/s are 2,000 s, at one request a second.
    expect(lane.pools[0]?.attempts).toBeGreaterThan(1990);
    expect(lane.pools[0]?.attempts).toBeLessThan(2010);
  });

  test('users of a closed loop are spread over all classes', () => {
    const lane = laneOf({
      requests: 4000,
      arrivals: { kind: 'closed', users: 10, thinkMs: { kind: 'constant', value: 100 } },
      clients: {
        count: 20,
        classes: [
          { name: 'a', share: 1 },
          { name: 'b', share: 1, slowdown: 10 },
        ],
      },
      lanes: { edge: { serviceMs: { kind: 'constant', value: 10 } } },
    });
    expect(lane.curveMs.at(-1)).toBe(100);
    expect(lane.curveMs[0]).toBe(10);
  });

  test('scaling down leaves the servers that answer', () => {
    const lane = laneOf({
      requests: 550,
      arrivals: { kind: 'trace', gapsMs: [...new Array<number>(150).fill(6.667), ...new Array<number>(400).fill(50)] },
      lanes: {
        online: {
          ...{ servers: 1, serviceMs: { kind: 'constant', value: 10 }, balancing: 'round-robin' },
          autoscaling: { least: 1, most: 2, everyMs: 1000, targetUtilisation: 0.5, startUpMs: 30_000, coolDownMs: 0 },
        },
      },
    });
    expect(lane.failed).toBe(0);
  });

  test('the wait for the thread that takes requests is a wait and a queue, and no deadline counts it', () => {
    const taken = laneOf({
      ...{ requests: 20_000, warmUp: 0, arrivals: { kind: 'poisson', perSecond: 100 } },
      lanes: { online: { ...ONE_MS, requestMs: 5 } },
    });
    const perMs = taken.completed / taken.spanMs;
    expect(taken.queueLengthMean / (perMs * (taken.waitMs?.mean ?? 0))).toBeCloseTo(1, 2);
    expect(laneOf({ lanes: { online: { ...ONE_MS, requestMs: 20, deadlineMs: 10 } } }).timedOut).toBe(0);
  });

  test('replications are summed where they are counted', () => {
    const of = (replications: number) => laneOf({ replications, arrivals: { kind: 'poisson', perSecond: 50 } });
    const [one, ten] = [of(1), of(10)];
    expect(ten.requests).toBe(10_000);
    expect(ten.busySeconds / one.busySeconds).toBeCloseTo(10, 5);
    expect((ten.pools[0]?.serverSeconds ?? 0) / (one.pools[0]?.serverSeconds ?? 1)).toBeGreaterThan(9);
  });

  test('a run of less than a second has the levels of a longer one', () => {
    const of = (scale: number) =>
      laneOf({
        ...{ requests: 20_000, warmUp: 0, arrivals: { kind: 'poisson', perSecond: 1e6 / scale } },
        lanes: { online: { servers: 1, serviceMs: { kind: 'constant', value: 0.0005 * scale } } },
      }).queueLengthMean;
    expect(of(1) / of(4096)).toBeCloseTo(1, 2);
  });
});

describe('Beyond ten million', () => {
  const million = { requests: 20_000_000 } as const;
  const pool = { servers: 2, serviceMs: { kind: 'constant', value: 10 } } as const;

  test('a pool that scales has the servers it needs', () => {
    const autoscaling = {
      least: 2,
      most: 50,
      everyMs: 15_000,
      targetUtilisation: 0.7,
      startUpMs: 30_000,
      coolDownMs: 300_000,
    };
    const lane = nearly({
      ...{ requests: 86_400_000, arrivals: { kind: 'daily', perSecond: 1000, peakFactor: 2, peakHour: 12 } },
      lanes: { online: { ...pool, autoscaling } },
    });
    expect(lane.latencyMs?.mean).toBeLessThan(30);
    expect(lane.pools[0]?.mostServers).toBeGreaterThan(20);
  });

  test('more than can be done takes longer, and no night without requests makes figures that are none', () => {
    const full = nearly({
      ...million,
      arrivals: { kind: 'poisson', perSecond: 200 },
      lanes: { online: { ...pool, servers: 1 } },
    });
    expect(full.throughputPerSecond).toBeCloseTo(100, 0);
    expect(full.spanMs).toBeCloseTo(2e8, -6);
    const night = nearly({
      ...{ requests: 14_281_920, arrivals: { kind: 'daily', perSecond: 165.3, peakFactor: 6, peakHour: 19 } },
      lanes: { online: { ...pool, servers: 4 } },
    });
    expect([night.completed, night.latencyMs?.mean, night.throughputPerSecond].every(Number.isFinite)).toBe(true);
  });

  test('a ramp goes as far as its requests, and a short peak is not flattened', () => {
    const ramp = nearly({
      ...{
        requests: 11_000_000,
        arrivals: { kind: 'ramp', fromPerSecond: 100, toPerSecond: 2000, overMs: 86_400_000 },
      },
      lanes: { online: { ...pool, servers: 10 } },
    });
    expect(ramp.waitMs?.mean).toBeLessThan(5);
    const peak = nearly({
      ...{ requests: 12_000_000, arrivals: { kind: 'daily', perSecond: 20, peakFactor: 24, peakHour: 12 } },
      lanes: { online: pool },
    });
    expect(peak.waitMs?.mean).toBeGreaterThan(1_000_000);
  });

  test('one device has one download, and asks no faster', () => {
    const lane = nearly({
      ...{ ...million, arrivals: { kind: 'poisson', perSecond: 100 } },
      ...{
        clients: { count: 1, classes: [{ name: 'a', share: 1 }] },
        lanes: { edge: { serviceMs: ONE_MS.serviceMs, modelBytes: 1000 } },
      },
    });
    expect(lane.throughputPerSecond).toBeCloseTo(100, 0);
    expect(lane.fleet).toMatchObject({ devices: 1, downloads: 1 });
  });

  test.each<[string, Partial<ScenarioInput>]>([
    ['a cascade', { lanes: { cascade: { small: pool, big: pool, unsureShare: 0.1 } } }],
    [
      'answers in advance',
      {
        lanes: {
          cacheThenOnline: {
            batch: { everyMs: 1000, serviceMs: pool.serviceMs },
            online: pool,
            items: 10,
            hitShare: 1,
          },
        },
      },
    ],
    ['bursts', { arrivals: { kind: 'bursts', perSecond: 10, periodMs: 1000, share: 0.5 } }],
  ])('%s are refused: their rate does not stay', (_, part) => {
    const read = readable({ ...million, ...part });
    expect(read.ok ? [] : read.faults.map(({ field }) => field)).toEqual(['requests']);
    expect(readable({ ...part, requests: 10_000_000 }).ok).toBe(true);
  });
});
