import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LanePlay } from '@/lib/simulate/play-lane';
import { readScenario } from '@/lib/simulate/scenario/read-scenario';
import type { ScenarioInput } from '@/lib/simulate/scenario/scenario';

const EXPONENTIAL = { kind: 'exponential', mean: 10 } as const;
const REQUESTS = 400;
const TIMED_OUT = 4;
const BALANCINGS = ['shared-queue', 'random', 'round-robin', 'least-outstanding', 'two-choices'] as const;

function playOf(input: Partial<ScenarioInput>): LanePlay {
  const read = readScenario({
    ...{ version: 1, seed: 1, requests: REQUESTS, arrivals: { kind: 'poisson', perSecond: 150 }, lanes: {} },
    ...input,
  });
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return new LanePlay(read.scenario, 'online', 0, REQUESTS);
}

const clients = {
  ...{ count: 10, requestBytes: 1000 },
  classes: [
    {
      ...{ name: 'phones', share: 1 },
      network: { roundTripMs: { kind: 'lognormal', mean: 40, cv: 0.5 }, upMbps: 10, lossShare: 0.05 },
    },
  ],
} as const satisfies ScenarioInput['clients'];

const pool = fc.record({
  servers: fc.integer({ min: 1, max: 4 }),
  workersPerServer: fc.integer({ min: 1, max: 2 }),
  requestMs: fc.constantFrom(0, 3, 12),
  serviceMs: fc.constant(EXPONENTIAL),
  batchMost: fc.constantFrom(1, 4),
  queueMost: fc.constantFrom(null, 0, 3),
  balancing: fc.constantFrom(...BALANCINGS),
  deadlineMs: fc.constantFrom(null, 25),
  client: fc.record({ retries: fc.integer({ min: 0, max: 3 }), backoffMs: fc.constantFrom(0, 50) }),
  failures: fc.constantFrom({ everyMs: 300, repairMs: 1 }, { everyMs: 300, repairMs: 100 }),
});

describe('SPEC 4.3: a pool whose servers fail', () => {
  test('has no server with less than nothing to do, and none that has something to do in the end', () => {
    let failures = 0;
    fc.assert(
      fc.property(fc.nat(), pool, fc.constantFrom(undefined, clients), (seed, online, asking) => {
        const play = playOf({ seed, lanes: { online }, ...(asking && { clients: asking }) });
        const { servers, queue } = play.lane.pools[0] ?? {};
        if (!servers || !queue) throw new Error('There is no pool.');
        let least = 0;
        while (!play.play(1)) least = Math.min(least, queue.value, ...servers.outstanding);
        expect(least).toBe(0);
        expect([...servers.outstanding]).toEqual([...servers.outstanding].fill(0));
        expect([queue.value, servers.busy.value]).toEqual([0, 0]);
        failures += servers.failures;
      }),
      { numRuns: 120 },
    );
    expect(failures).toBeGreaterThan(500);
  });

  test('tells each attempt once what became of it', () => {
    fc.assert(
      fc.property(fc.nat(), pool, (seed, online) => {
        const play = playOf({ seed, lanes: { online } });
        while (!play.play(10_000));
        const [made] = play.lane.pools;
        const { counts, arrived } = play.requests;
        const { told } = play.requests.notes.passages.columns();
        expect((counts[1] ?? 0) + (counts[2] ?? 0) + (counts[3] ?? 0) + (counts[4] ?? 0)).toBe(arrived);
        expect(told.length).toBe(made?.callers.attempts);
        expect([...told].filter((how) => how === 1).length).toBe(counts[1]);
        expect(made?.callers.rows.inUse).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});

describe('SPEC 4.3: clients that give up', () => {
  test('do so when they have waited for as long as they do, and no answer that comes in time is lost', () => {
    let [gaveUp, heard] = [0, 0];
    fc.assert(
      fc.property(
        fc.nat(),
        pool,
        fc.constantFrom(20, 60, 300),
        fc.constantFrom(undefined, clients),
        (seed, online, timeoutMs, asking) => {
          const client = { ...online.client, timeoutMs };
          const play = playOf({ seed, lanes: { online: { ...online, client } }, ...(asking && { clients: asking }) });
          while (!play.play(10_000));
          const noted = play.requests.notes.passages.columns();
          for (const [passage, gaveUpMs] of noted.gaveUpMs.entries()) {
            const limitMs = (noted.sentMs[passage] ?? Number.NaN) + timeoutMs;
            const heardMs = noted.heardMs[passage] ?? Number.NaN;
            if (Number.isNaN(gaveUpMs)) {
              // Of one that nobody waits for any more, nothing is heard.
              if (!Number.isNaN(heardMs)) expect(heardMs).toBeLessThanOrEqual(limitMs);
              heard++;
            } else {
              expect(gaveUpMs).toBe(limitMs);
              if (!Number.isNaN(heardMs)) expect(heardMs).toBeGreaterThan(limitMs);
              gaveUp++;
            }
          }
        },
      ),
      { numRuns: 60 },
    );
    expect(Math.min(gaveUp, heard)).toBeGreaterThan(2000);
  });

  test('at the very moment of an answer have it', () => {
    const lanes = (timeoutMs: number) => ({
      online: { servers: 100, serviceMs: { kind: 'constant' as const, value: 16 }, client: { timeoutMs } },
    });
    const timedOut = (timeoutMs: number) => {
      // In powers of two, so that sums are exact.
      const play = playOf({ arrivals: { kind: 'trace', gapsMs: [4, 8, 0.5, 16, 32] }, lanes: lanes(timeoutMs) });
      while (!play.play(10_000));
      return play.requests.counts[TIMED_OUT];
    };
    expect(timedOut(16)).toBe(0);
    expect(timedOut(15.5)).toBe(REQUESTS);
  });

  test('only after days are under way no longer than it takes to answer them', () => {
    const play = playOf({
      lanes: { online: { servers: 4, serviceMs: EXPONENTIAL, client: { timeoutMs: 864_000_000 } } },
    });
    let most = 0;
    while (!play.play(1)) most = Math.max(most, play.lane.pools[0]?.callers.rows.inUse ?? 0);
    expect(play.requests.arrived).toBe(REQUESTS);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThan(40);
  });
});
