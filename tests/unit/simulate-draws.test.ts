import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LanePlay } from '@/lib/simulate/play-lane';
import { createDraws } from '@/lib/simulate/random/draws';
import type { SimLaneId } from '@/lib/simulate/scenario/lanes-schema';
import { readScenario } from '@/lib/simulate/scenario/read-scenario';
import type { ScenarioInput } from '@/lib/simulate/scenario/scenario';

type Series = (index: number) => number;

const COUNT = 1 << 18;
const SIDE = 32;
const CELLS = SIDE * SIDE;

/** How far the pairs of two series are from filling a square evenly: chi-square, as a normal deviate. @param shift which five bits are looked at */
function chiSquare(one: Series, other: Series, shift: number): number {
  const cells = new Float64Array(CELLS);
  for (let index = 0; index < COUNT; index++) {
    const cell = ((one(index) >>> shift) % SIDE) * SIDE + ((other(index) >>> shift) % SIDE);
    cells[cell] = (cells[cell] ?? 0) + 1;
  }
  const expected = COUNT / CELLS;
  const sum = cells.reduce((total, found) => total + (found - expected) ** 2 / expected, 0);
  return (sum - (CELLS - 1)) / Math.sqrt(2 * (CELLS - 1));
}

/** Their correlation, as a normal deviate. */
function correlation(one: Series, other: Series): number {
  let sum = 0;
  for (let index = 0; index < COUNT; index++) sum += (one(index) / 2 ** 32 - 0.5) * (other(index) / 2 ** 32 - 0.5);
  return (12 * sum) / Math.sqrt(COUNT);
}

describe('SPEC 3.2: what is drawn for a request', () => {
  const service = createDraws(7, 0, 1)('service');
  const network = createDraws(7, 0, 1)('network');
  const ofSecondPart = createDraws(7, 0, 2)('service');
  const ofNextSeed = createDraws(8, 0, 1)('service');
  const ofNextReplication = createDraws(7, 1, 1)('service');
  const first: Series = (request) => service(request, 0);
  test.each<[string, Series, Series]>([
    ['requests that follow one another', first, (request) => service(request + 1, 0)],
    ['requests a power of two apart', first, (request) => service(request + 1024, 0)],
    ['attempts that follow one another', first, (request) => service(request, 1)],
    ['a request and the next attempt of the next one', first, (request) => service(request + 1, 1)],
    ['sixteen attempts of few requests', (i) => service(i >> 4, i & 15), (i) => service(i >> 4, (i & 15) + 1)],
    ['two purposes', first, (request) => network(request, 0)],
    ['two parts', first, (request) => ofSecondPart(request, 0)],
    ['two seeds', first, (request) => ofNextSeed(request, 0)],
    ['two replications', first, (request) => ofNextReplication(request, 0)],
  ])('knows nothing of: %s', (_, one, other) => {
    for (const shift of [27, 16, 8, 0]) expect(Math.abs(chiSquare(one, other, shift)), `bits ${shift}`).toBeLessThan(5);
    expect(Math.abs(correlation(one, other))).toBeLessThan(5);
  });

  test('is seen to hang together where it does', () => {
    expect(chiSquare(first, (request) => first(request) ^ 1, 27)).toBeGreaterThan(5);
    expect(correlation(first, (request) => (first(request) + network(request, 0)) / 2)).toBeGreaterThan(5);
  });
});

const EXPONENTIAL = { kind: 'exponential', mean: 10 } as const;

/** What each attempt of each request met in each part, by their numbers: how long its service took, and how long its messages were under way. ms */
function metBy(input: Partial<ScenarioInput>, id: SimLaneId): ReadonlyMap<string, number> {
  const requests = 300;
  const read = readScenario({
    ...{ version: 1, seed: 1, requests, arrivals: { kind: 'poisson', perSecond: 80 }, lanes: {} },
    ...input,
  });
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const play = new LanePlay(read.scenario, id, 0, requests);
  while (!play.play(10_000));
  const noted = play.requests.notes.passages.columns();
  const met = new Map<string, number>();
  for (let passage = 0; passage < noted.request.length; passage++) {
    const of = (column: ArrayLike<number>) => column[passage] ?? Number.NaN;
    const name = (what: string) =>
      `request ${of(noted.request)}, part ${of(noted.part)}, attempt ${of(noted.attempt)}: ${what}`;
    const add = (what: string, ms: number) => {
      if (Number.isFinite(ms)) met.set(name(what), ms);
    };
    // Whoever was told anything but an answer lost it to a server that failed, in the midst of the service.
    if (of(noted.told) === 1 || of(noted.told) === 5) add('service', of(noted.leftMs) - of(noted.begunMs));
    add('up', of(noted.queuedMs) - of(noted.sentMs));
    if (of(noted.told) === 1) add('down', of(noted.heardMs) - of(noted.leftMs));
    // Its jitter.
    add('back-off', of(noted.sentMs) - of(noted.madeMs));
  }
  return met;
}

/** What both have met, and how often it was not the same. */
function compared(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>) {
  const both = [...one.keys()].filter((name) => other.has(name));
  const apart = both.filter((name) => Math.abs((one.get(name) ?? 0) - (other.get(name) ?? 0)) > 1e-6);
  return { both, apart };
}

const clients = {
  count: 40,
  requestBytes: 3000,
  classes: [
    {
      ...{ name: 'phones', share: 1 },
      network: { roundTripMs: { kind: 'lognormal', mean: 40, cv: 0.5 }, upMbps: 10, lossShare: 0.2, resendAfterMs: 50 },
    },
  ],
} as const satisfies ScenarioInput['clients'];

const pool = fc.record({
  servers: fc.integer({ min: 1, max: 6 }),
  serviceMs: fc.constant(EXPONENTIAL),
  queueMost: fc.constantFrom(null, 2),
  balancing: fc.constantFrom(...(['shared-queue', 'random', 'round-robin', 'two-choices'] as const)),
  deadlineMs: fc.constantFrom(null, 40),
  client: fc.record({ timeoutMs: fc.constantFrom(60, 90, 200), retries: fc.integer({ min: 1, max: 4 }) }),
  failures: fc.constantFrom(null, { everyMs: 3000, repairMs: 500 }),
});

describe('SPEC 3.2: two scenarios that differ in servers, queues, time-outs, retries and failures', () => {
  test('see for each request the same service time, round trip, losses and jitter of attempt k', () => {
    let [attempts, further] = [0, 0];
    fc.assert(
      fc.property(fc.nat(), pool, pool, (seed, one, other) => {
        const of = (online: typeof one) => metBy({ seed, clients, lanes: { online } }, 'online');
        const { both, apart } = compared(of(one), of(other));
        attempts += both.length;
        further += both.filter((name) => !name.includes('attempt 0')).length;
        expect(apart).toEqual([]);
      }),
      { numRuns: 30 },
    );
    expect(attempts).toBeGreaterThan(10_000);
    expect(further).toBeGreaterThan(1000);
  });

  test('see the same in the second part of a lane', () => {
    let second = 0;
    fc.assert(
      fc.property(fc.nat(), pool, pool, (seed, one, other) => {
        const of = (small: typeof one, big: typeof one) =>
          metBy({ seed, clients, lanes: { cascade: { small, big, unsureShare: 0.5 } } }, 'cascade');
        const { both, apart } = compared(of(one, other), of(other, one));
        second += both.filter((name) => name.includes('part 2')).length;
        expect(apart).toEqual([]);
      }),
      { numRuns: 20 },
    );
    expect(second).toBeGreaterThan(1000);
  });

  test('a request is unsure or not whatever else happens', () => {
    fc.assert(
      fc.property(fc.nat(), pool, pool, (seed, one, other) => {
        const patient = { timeoutMs: null, retries: 0 };
        const of = (online: typeof one) => {
          const servers = { ...online, client: patient, queueMost: null, deadlineMs: null, failures: null };
          const met = metBy(
            { seed, lanes: { cascade: { small: servers, big: servers, unsureShare: 0.3 } } },
            'cascade',
          );
          return [...met.keys()].filter((name) => name.includes('part 2')).sort();
        };
        expect(of(one)).toEqual(of(other));
      }),
      { numRuns: 10 },
    );
  });

  test('a message that is lost where few are is lost where many are', () => {
    const at = (lossShare: number) =>
      metBy(
        {
          clients: {
            ...clients,
            classes: [
              { name: 'phones', share: 1, network: { roundTripMs: { kind: 'constant', value: 20 }, lossShare } },
            ],
          },
          lanes: { online: { servers: 4, serviceMs: EXPONENTIAL, client: { timeoutMs: 90, retries: 3 } } },
        },
        'online',
      );
    const [few, many] = [at(0.1), at(0.4)];
    const { both, apart } = compared(few, many);
    expect(apart.length).toBeGreaterThan(50);
    for (const name of both) expect(many.get(name), name).toBeGreaterThanOrEqual((few.get(name) ?? 0) - 1e-6);
  });
});

describe('SPEC 3.2: a job', () => {
  test('has the same times and failures of a call whoever works on it', () => {
    const of = (workers: number) => {
      const read = readScenario({
        ...{ version: 1, seed: 3, requests: 1000, arrivals: { kind: 'poisson', perSecond: 200 } },
        lanes: {
          batch: {
            ...{ everyMs: 10_000, serviceMs: EXPONENTIAL, chunkItems: 10, workers, overrun: 'queue' },
            ...{ failShare: 0.3, retries: 1 },
          },
        },
      });
      if (!read.ok) throw new Error(JSON.stringify(read.faults));
      const play = new LanePlay(read.scenario, 'batch', 0, 1000);
      while (!play.play(10_000));
      const { notes, outcome } = play.requests;
      return { computeMs: [...notes.computeMs], outcome: [...outcome] };
    };
    expect(of(7)).toEqual(of(2));
    expect(new Set(of(2).outcome)).toEqual(new Set([1, 3]));
  });
});
