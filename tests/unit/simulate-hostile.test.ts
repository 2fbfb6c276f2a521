import { describe, expect, test } from 'vitest';
import { readScenario } from '@/lib/simulate/scenario/read-scenario';
import type { ScenarioInput } from '@/lib/simulate/scenario/scenario';
import { simulateAtOnce } from '@/lib/simulate/simulate';

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
