import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CAPACITY_PRECISION,
  type Capacity,
  type CapacityStep,
  DISTURBED_PRECISION,
  searchCapacity,
} from '@/lib/experiment/capacity-search';

interface Seen {
  readonly met: boolean;
  readonly disturbed?: boolean;
  readonly p99Ms: number;
}

/** A server whose p99 follows an M/M/1 queue: the rate at which it reaches the limit is known. */
function server(capacityPerSecond: number, limitMs: number) {
  // p99 of the time in an M/M/1 queue: ln(100) / (mu - lambda).
  const servicePerSecond = capacityPerSecond + (Math.log(100) * 1000) / limitMs;
  return (perSecond: number): Seen => {
    const p99Ms =
      perSecond < servicePerSecond ? (Math.log(100) * 1000) / (servicePerSecond - perSecond) : Number.POSITIVE_INFINITY;
    return { met: p99Ms <= limitMs * (1 + 1e-9), p99Ms };
  };
}

async function search(
  trial: (perSecond: number, call: number) => Seen,
  bounds: { start?: number; least?: number; most?: number } = {},
): Promise<{ found: Capacity; steps: CapacityStep<Seen>[] }> {
  const steps: CapacityStep<Seen>[] = [];
  const run = searchCapacity({
    trial: async (perSecond) => trial(perSecond, steps.length),
    startPerSecond: bounds.start ?? 100,
    leastPerSecond: bounds.least ?? 1,
    mostPerSecond: bounds.most ?? 5000,
  });
  for (;;) {
    const next = await run.next();
    if (next.done) return { found: next.value, steps };
    steps.push(next.value);
  }
}

const capacities = fc.double({ min: 1.01, max: 4999, noNaN: true });
const limits = fc.double({ min: 1, max: 1000, noNaN: true });
const starts = fc.double({ min: 1, max: 5000, noNaN: true });

describe('The search for the highest rate that keeps to a limit', () => {
  test('SPEC 8.2: finds it to within 5 % below, on a known p99 curve, from any start', async () => {
    await fc.assert(
      fc.asyncProperty(capacities, limits, starts, async (capacity, limitMs, start) => {
        const { found } = await search(server(capacity, limitMs), { start });
        if (found.state !== 'found') throw new Error(`The search ended as "${found.state}".`);
        expect(found.perSecond).toBeLessThanOrEqual(capacity * (1 + 1e-6));
        expect(found.failsAtPerSecond).toBeGreaterThan(capacity * (1 - 1e-6));
        expect(found.failsAtPerSecond / found.perSecond).toBeLessThanOrEqual(CAPACITY_PRECISION);
      }),
    );
  });

  test('is not misled by a machine that stumbles now and then, but never twice in a row', async () => {
    await fc.assert(
      fc.asyncProperty(
        capacities,
        starts,
        fc.array(fc.boolean(), { minLength: 80, maxLength: 80 }),
        async (capacity, start, stumbles) => {
          const truth = server(capacity, 20);
          let stumbledLast = false;
          const { found } = await search(
            (perSecond, call) => {
              const stumble = !stumbledLast && (stumbles[call] ?? false);
              stumbledLast = stumble;
              return stumble ? { met: false, p99Ms: 1e6 } : truth(perSecond);
            },
            { start },
          );
          if (found.state !== 'found') throw new Error(`The search ended as "${found.state}".`);
          expect(found.perSecond).toBeLessThanOrEqual(capacity * (1 + 1e-6));
          expect(found.perSecond * CAPACITY_PRECISION).toBeGreaterThan(capacity * (1 - 1e-6));
        },
      ),
    );
  });

  test('SPEC 8.3: tries a rate that failed once more, and no rate that was met', async () => {
    const { steps } = await search(server(333, 20));
    for (const [index, { perSecond, purpose, outcome }] of steps.entries()) {
      const after = steps[index + 1];
      if (purpose === 'confirm') expect(steps[index - 1]).toMatchObject({ perSecond, outcome: { met: false } });
      else if (!outcome.met) expect(after).toMatchObject({ perSecond, purpose: 'confirm' });
      else expect(after?.perSecond).not.toBe(perSecond);
    }
  });

  test('needs few trials: twice the doublings and five bisections', async () => {
    await fc.assert(
      fc.asyncProperty(capacities, starts, async (capacity, start) => {
        const { steps } = await search(server(capacity, 20), { start });
        const doublings = Math.abs(Math.log2(capacity / start)) + 2;
        expect(steps.length).toBeLessThanOrEqual(2 * (doublings + 5));
      }),
    );
  });

  test('SPEC 8.5: says so when even the highest rate is met, or not even the lowest', async () => {
    expect((await search(server(9000, 20))).found).toEqual({ state: 'beyond', perSecond: 5000 });
    expect((await search(server(0.5, 20))).found).toEqual({ state: 'none', failsAtPerSecond: 1 });
  });

  test('SPEC 8.7: a sender that breaks before the lane gives "at least", never a rate that the lane failed', async () => {
    await fc.assert(
      fc.asyncProperty(capacities, capacities, starts, async (capacity, sender, start) => {
        const lane = server(capacity, 20);
        const { found, steps } = await search(
          (perSecond) => (perSecond > sender ? { met: false, disturbed: true, p99Ms: 1e6 } : lane(perSecond)),
          { start },
        );
        for (const { perSecond, outcome } of steps) expect(outcome.disturbed === true).toBe(perSecond > sender);
        if (found.state === 'at-least') {
          expect(found.perSecond).toBeLessThanOrEqual(Math.min(capacity, sender) * (1 + 1e-6));
          expect(found.disturbedAtPerSecond).toBeGreaterThan(sender);
          expect(found.disturbedAtPerSecond / found.perSecond).toBeLessThanOrEqual(DISTURBED_PRECISION);
          expect(found.failsAtPerSecond).toBeNull();
        } else {
          // The lane itself was seen to fail: only where the sender reached that far.
          if (found.state !== 'found') throw new Error(`The search ended as "${found.state}".`);
          expect(found.failsAtPerSecond).toBeLessThanOrEqual(sender);
          expect(found.failsAtPerSecond).toBeGreaterThan(capacity * (1 - 1e-6));
        }
      }),
    );
  });

  test('a trial that was disturbed once is asked again, and decides nothing by itself', async () => {
    const lane = server(333, 20);
    const calls = new Map<number, number>();
    const { found, steps } = await search((perSecond) => {
      const call = (calls.get(perSecond) ?? 0) + 1;
      calls.set(perSecond, call);
      return call === 1 ? { met: false, disturbed: true, p99Ms: 1e6 } : lane(perSecond);
    });
    expect(found).toMatchObject({ state: 'found' });
    // Disturbed, and then either met, or failed twice.
    for (const perSecond of new Set(steps.map((step) => step.perSecond))) {
      const seen = steps.filter((step) => step.perSecond === perSecond).map(({ outcome }) => outcome.met);
      expect([
        [false, true],
        [false, false, false],
      ]).toContainEqual(seen);
    }
  });

  test('a rate that the lane failed stays its upper end where a lower one could not be asked', async () => {
    const { found } = await search(
      (perSecond) => {
        if (perSecond > 300) return { met: false, p99Ms: 90 };
        return perSecond > 150 ? { met: false, disturbed: true, p99Ms: 90 } : { met: true, p99Ms: 5 };
      },
      { start: 400 },
    );
    expect(found).toMatchObject({ state: 'at-least', failsAtPerSecond: 400 });
  });

  test('nothing is known where not even the lowest rate could be asked', async () => {
    const { found } = await search(() => ({ met: false, disturbed: true, p99Ms: 90 }));
    expect(found).toEqual({ state: 'unknown', disturbedAtPerSecond: 1 });
  });

  test('ends with the error of a trial that breaks', async () => {
    const broken = () => {
      throw new Error('The server is gone.');
    };
    await expect(search(broken)).rejects.toThrow('The server is gone.');
  });
});
