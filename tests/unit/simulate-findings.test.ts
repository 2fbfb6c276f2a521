import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FINDING_IDS, findingsOf } from '@/lib/simulate/findings/findings';
import { ofLane, remediesFor } from '@/lib/simulate/findings/remedies';
import { readScenario } from '@/lib/simulate/scenario/read-scenario';
import type { Scenario } from '@/lib/simulate/scenario/scenario';
import { defaultSimSetup, formatSimSetup, parseSimSetup, withChange } from '@/lib/simulate/setup/address';
import type { SimSetup } from '@/lib/simulate/setup/fields';
import { simulateAtOnce } from '@/lib/simulate/simulate';
import { peakRate } from '@/lib/simulate/world/peak-rate';

const clients = {
  count: 50,
  classes: [{ name: 'phone', share: 1, network: { roundTripMs: { kind: 'constant', value: 10 }, downMbps: 1 } }],
};

function scenario(part: object): Scenario {
  const read = readScenario({
    version: 1,
    seed: 5,
    requests: 3000,
    arrivals: { kind: 'poisson', perSecond: 80 },
    ...part,
  });
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.scenario;
}

const online = (part: object = {}) => ({ servers: 1, serviceMs: { kind: 'constant', value: 10 }, ...part });
const found = (part: object) => {
  const one = scenario(part);
  return findingsOf(one, simulateAtOnce(one, 0).lanes);
};
const ids = (part: object) => found(part).map(({ id }) => id);

describe('A job over what comes in its interval', () => {
  const nightly = scenario({
    lanes: { batch: { cron: '0 2 * * *', batchSize: 1, serviceMs: { kind: 'constant', value: 30 } } },
  });
  const { lanes } = simulateAtOnce(nightly, 0);

  test('is told with its figures: a day of 80 requests a second, 30 ms each', () => {
    const [first] = findingsOf(nightly, lanes);
    expect(first?.figures).toEqual({ intervalMs: 86_400_000, items: 6_912_000, takesMs: 207_360_000 });
  });

  test('goes by the rate of the day, where the scenario is a part of one', () => {
    expect(findingsOf(nightly, lanes, 10).map(({ id }) => id)).not.toContain('jobTooLong');
  });
});

describe('What breaks first', () => {
  test.each([
    [
      'too many requests for the servers',
      { arrivals: { kind: 'poisson', perSecond: 150 }, lanes: { online: online() } },
      'overloaded',
    ],
    [
      'servers that are nearly always busy',
      { arrivals: { kind: 'poisson', perSecond: 95 }, lanes: { online: online() } },
      'busy',
    ],
    ['servers with room', { arrivals: { kind: 'poisson', perSecond: 20 }, lanes: { online: online() } }, 'headroom'],
    ['no place to wait', { lanes: { online: online({ queueMost: 0 }) } }, 'rejected'],
    [
      'clients that give up',
      { arrivals: { kind: 'poisson', perSecond: 98 }, lanes: { online: online({ client: { timeoutMs: 30 } }) } },
      'gaveUp',
    ],
    [
      'clients that come again and again',
      {
        arrivals: { kind: 'poisson', perSecond: 99 },
        lanes: { online: online({ client: { timeoutMs: 30, retries: 5 } }) },
      },
      'retryStorm',
    ],
    [
      'runs that are due too soon',
      { lanes: { batch: { everyMs: 1000, serviceMs: { kind: 'constant', value: 30 } } } },
      'skipped',
    ],
    [
      'a night whose work takes longer than a day',
      { lanes: { batch: { cron: '0 2 * * *', batchSize: 1, serviceMs: { kind: 'constant', value: 30 } } } },
      'jobTooLong',
    ],
    [
      'runs longer than their window',
      { lanes: { batch: { everyMs: 10_000, windowMs: 100, serviceMs: { kind: 'constant', value: 5 } } } },
      'lateRuns',
    ],
    [
      'runs that come when they are due',
      { lanes: { batch: { everyMs: 10_000, serviceMs: { kind: 'constant', value: 1 } } } },
      'interval',
    ],
    [
      'a model that takes long to download',
      { clients, lanes: { edge: { modelBytes: 1_000_000, serviceMs: { kind: 'constant', value: 2 } } } },
      'downloads',
    ],
    [
      'batteries that do not last',
      {
        clients: {
          ...clients,
          classes: [{ ...clients.classes[0], battery: { joules: 0.1, chargedEveryMs: 1e9, joulesPerBusySecond: 5 } }],
        },
        lanes: { edge: { serviceMs: { kind: 'constant', value: 2 } } },
      },
      'withoutCharge',
    ],
  ])('of %s', (_, part, id) => {
    expect(ids(part)).toContain(id);
  });

  test('says of a lane that breaks nowhere how far it is from it, and of one that does only what breaks', () => {
    expect(ids({ arrivals: { kind: 'poisson', perSecond: 20 }, lanes: { online: online() } })).toEqual(['headroom']);
    const broken = found({
      lanes: {
        online: online({ queueMost: 0 }),
        batch: { everyMs: 10_000, serviceMs: { kind: 'constant', value: 1 } },
      },
    });
    expect(broken.map(({ lane, id }) => [lane, id])).toEqual([
      ['online', 'rejected'],
      ['batch', 'interval'],
    ]);
  });

  test('tells figures that are those of the run', () => {
    const [first] = found({ arrivals: { kind: 'poisson', perSecond: 150 }, lanes: { online: online({ servers: 1 }) } });
    expect(first).toMatchObject({
      id: 'overloaded',
      severity: 'broken',
      figures: { rate: 150, capacity: 100, servers: 1 },
    });
    const [room] = found({ arrivals: { kind: 'poisson', perSecond: 20 }, lanes: { online: online() } });
    expect(room?.figures.times).toBeCloseTo(5, 6);
  });

  test('comes in the one order, the worst first', () => {
    const order = ids({
      arrivals: { kind: 'poisson', perSecond: 150 },
      lanes: { online: online({ queueMost: 5 }), batch: { everyMs: 1000, serviceMs: { kind: 'constant', value: 30 } } },
    }).map((id) => FINDING_IDS.indexOf(id));
    expect(order.length).toBeGreaterThan(2);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });
});

describe('The load and what servers take of it', () => {
  test.each([
    [{ kind: 'constant', perSecond: 7 }, 7],
    [{ kind: 'bursts', perSecond: 5, periodMs: 100, share: 0.5 }, 10],
    [{ kind: 'ramp', fromPerSecond: 9, toPerSecond: 4, overMs: 10 }, 9],
    [{ kind: 'users', users: 86_400, requestsPerDay: 2, peakFactor: 3 }, 6],
    [{ kind: 'trace', gapsMs: [5] }, null],
  ])('%j comes at its peak at %s/s', (arrivals, rate) => {
    expect(peakRate(scenario({ arrivals, lanes: { online: online() } }))).toBe(rate);
  });

  test('servers that scaling may add count', () => {
    const autoscaling = { least: 1, most: 4, everyMs: 1000, targetUtilisation: 0.7, startUpMs: 0, coolDownMs: 0 };
    const capacity = (part: object) =>
      found({ arrivals: { kind: 'poisson', perSecond: 20 }, lanes: { online: online(part) } })[0]?.figures.capacity;
    expect(capacity({})).toBeCloseTo(100, 6);
    expect(capacity({ autoscaling })).toBeCloseTo(400, 6);
    expect(capacity({ servers: 2, workersPerServer: 3 })).toBeCloseTo(600, 6);
  });
});

describe('Remedies', () => {
  const setupWith = (change: Partial<SimSetup>) => withChange(defaultSimSetup(), change);
  const offered = (
    lane: 'online' | 'batch' | 'edge',
    change: Partial<SimSetup>,
    severity: 'broken' | 'fine' = 'broken',
  ) => remediesFor({ id: 'busy', lane, severity, figures: {} }, setupWith(change)).map(({ id }) => id);

  test.each([
    ['online', {}, ['server', 'together']],
    ['online', { servers: 1000 }, ['together']],
    ['batch', { batch: 'every' }, ['worker', 'batchSize', 'longer', 'shorter']],
    ['batch', { batch: 'nightly' }, ['worker', 'batchSize', 'shorter']],
    ['batch', { batch: 'every', batchEveryMinutes: 1 }, ['worker', 'batchSize', 'longer']],
    ['edge', {}, ['noDownload', 'newPhones']],
    ['edge', { download: 'off', edge: 'new-phones' }, []],
  ] as const)('of %s with %j are %j', (lane, change, expected) => {
    expect(offered(lane, change)).toEqual(expected);
  });

  test('fewer servers are asked about where there is room', () => {
    expect(offered('online', { servers: 3 }, 'fine')).toContain('fewerServers');
    expect(offered('online', { servers: 1 }, 'fine')).not.toContain('fewerServers');
  });

  test('lead to set-ups that their links give back', () => {
    const lane = fc.constantFrom('online' as const, 'batch' as const, 'edge' as const, 'cascade' as const);
    const setup = fc.record({
      servers: fc.integer({ min: 1, max: 1000 }),
      batch: fc.constantFrom('nightly' as const, 'hourly' as const, 'every' as const),
      batchEveryMinutes: fc.integer({ min: 1, max: 10_080 }),
      autoscaling: fc.constantFrom('on' as const, 'off' as const),
      batchMost: fc.integer({ min: 1, max: 1024 }),
    });
    fc.assert(
      fc.property(lane, setup, (of, some) => {
        const from = setupWith(some);
        for (const { change } of remediesFor({ id: 'busy', lane: of, severity: 'fine', figures: {} }, from)) {
          const next = withChange(from, change);
          expect(next).not.toEqual(from);
          expect(parseSimSetup(new URLSearchParams(formatSimSetup(next)))).toEqual({ setup: next, problems: [] });
        }
      }),
    );
  });

  test('one more server helps one that is too slow, on the same arrivals', () => {
    const meanWith = (servers: number) => {
      const one = scenario({ arrivals: { kind: 'poisson', perSecond: 150 }, lanes: { online: online({ servers }) } });
      return simulateAtOnce(ofLane(one, 'online'), 0).lanes[0]?.latencyMs?.mean ?? 0;
    };
    expect(meanWith(2)).toBeLessThan(meanWith(1) / 10);
  });
});
