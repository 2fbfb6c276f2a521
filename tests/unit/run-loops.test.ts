import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { latencyMs, type Measurement, restMs } from '@/lib/measure/measurement';
import { DISPATCHES, run } from './lane-scenario';

const closed = (users: number) => ({ kind: 'closed', users }) as const;
const items = (count: number) => new Array<number>(count).fill(0);
const inOrder = (measurements: readonly Measurement[]) => [...measurements].sort((a, b) => a.item - b.item);

describe('A closed loop', () => {
  test.each(DISPATCHES)('%s: never has more items under way than users, and measures each once', async (dispatch) => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 9 }),
        async (count, users, computeMs) => {
          const { measurements } = await run({
            dispatch,
            arrivals: items(count),
            loop: closed(users),
            plan: (call) => ({ computeMs: computeMs[call % computeMs.length] ?? 1 }),
          });
          expect(inOrder(measurements).map(({ item }) => item)).toEqual(items(count).map((_, item) => item));
          for (const { arrivedAtMs } of measurements) {
            const underWay = measurements.filter(
              (other) => other.arrivedAtMs <= arrivedAtMs && other.finishedAtMs > arrivedAtMs,
            );
            expect(underWay.length).toBeLessThanOrEqual(users);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  test('SPEC 1.5: an item exists when its user is free to send it: the answer to the one before', async () => {
    const { measurements } = await run({
      dispatch: 'as-they-arrive',
      arrivals: items(6),
      loop: closed(2),
      plan: () => ({ computeMs: 30 }),
    });
    expect(inOrder(measurements).map(({ arrivedAtMs }) => arrivedAtMs)).toEqual([0, 0, 30, 30, 60, 60]);
    expect(measurements.map(latencyMs)).toEqual(items(6).map(() => 30));
  });

  test('SPEC 1.5: where one item is worked on at a time the users stand in line, and that wait counts', async () => {
    const { measurements } = await run({
      dispatch: 'one-at-a-time',
      arrivals: items(6),
      loop: closed(2),
      plan: () => ({ computeMs: 30 }),
    });
    expect(inOrder(measurements).map(({ arrivedAtMs }) => arrivedAtMs)).toEqual([0, 0, 30, 60, 90, 120]);
    expect(inOrder(measurements).map(latencyMs)).toEqual([30, 60, 60, 60, 60, 60]);
  });

  test('in a lane that gathers, a run takes one item a user, and the wait for it counts', async () => {
    const { measurements } = await run({
      dispatch: 'at-intervals',
      arrivals: items(5),
      loop: closed(2),
      intervalMs: 100,
      plan: () => ({ computeMs: 20 }),
    });
    expect(inOrder(measurements).map(({ arrivedAtMs, startedAtMs }) => [arrivedAtMs, startedAtMs])).toEqual([
      [0, 0],
      [0, 0],
      [20, 100],
      [20, 100],
      [120, 200],
    ]);
  });

  test.each(DISPATCHES)(
    '%s: that ends by time sends nothing after it, and what is under way is answered',
    async (dispatch) => {
      const { measurements, endedAtMs } = await run({
        dispatch,
        arrivals: items(1000),
        loop: closed(2),
        untilMs: 250,
        intervalMs: 100,
        plan: () => ({ computeMs: 40 }),
      });
      expect(measurements.length).toBeGreaterThan(3);
      expect(measurements.every(({ arrivedAtMs, outcome }) => arrivedAtMs <= 250 && outcome === 'completed')).toBe(
        true,
      );
      expect(endedAtMs).toBeLessThanOrEqual(400);
    },
  );
});

describe('An injected stall', () => {
  const stall = { atMs: 100, forMs: 200 };
  const arrivals = Array.from({ length: 40 }, (_, item) => item * 10);

  test.each(DISPATCHES)(
    '%s: nothing is sent while it lasts, and the time stood is told as emulated',
    async (dispatch) => {
      const { measurements } = await run({
        dispatch,
        arrivals,
        conditions: { stall },
        intervalMs: 50,
        plan: () => ({ computeMs: 1 }),
      });
      expect(measurements).toHaveLength(40);
      expect(measurements.some(({ startedAtMs }) => startedAtMs >= 100 && startedAtMs < 300)).toBe(false);
      for (const measurement of measurements) {
        if (measurement.outcome !== 'completed') throw new Error(measurement.outcome);
        const { arrivedAtMs, startedAtMs, stages } = measurement;
        const stood = Math.max(0, Math.min(startedAtMs, 300) - Math.max(arrivedAtMs, 100));
        expect(stages.emulatedMs).toBe(stood);
        const { waitMs, queueMs, transferMs, computeMs, emulatedMs } = stages;
        expect(waitMs + queueMs + transferMs + computeMs + emulatedMs + restMs(measurement)).toBeCloseTo(
          latencyMs(measurement),
          9,
        );
      }
      expect(measurements.some(({ outcome, ...rest }) => outcome === 'completed' && 'stages' in rest)).toBe(true);
    },
  );

  test('SPEC 1.2: the corrected latency shows it, the uncorrected does not', async () => {
    const { measurements } = await run({
      dispatch: 'as-they-arrive',
      arrivals,
      conditions: { stall },
      plan: () => ({ computeMs: 1 }),
    });
    expect(Math.max(...measurements.map(latencyMs))).toBe(201);
    expect(Math.max(...measurements.map(({ startedAtMs, finishedAtMs }) => finishedAtMs - startedAtMs))).toBe(1);
  });
});
