import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFlushTurns } from '@/lib/experiment/flush-turns';
import { createFakeClock } from '../fake-clock';
import { begin, collect, DISPATCHES, run, START_MS } from './lane-scenario';

const idle = (atMs: number) => ({ atMs, roomMs: 10, underWay: 0 });

describe('Handing over measurements', () => {
  test('waits for room before the next item', () => {
    const turns = createFlushTurns();
    expect(turns.isDue({ atMs: 300, roomMs: 1.9, underWay: 0 })).toBe(false);
    expect(turns.isDue({ atMs: 301, roomMs: 2, underWay: 0 })).toBe(true);
  });

  test('waits for a moment at which nothing is under way, but not for ever', () => {
    const turns = createFlushTurns();
    expect(turns.isDue({ atMs: 300, roomMs: 10, underWay: 1 })).toBe(false);
    expect(turns.isDue({ atMs: 500, roomMs: 10, underWay: 1 })).toBe(true);
    expect(turns.isDue({ atMs: 500, roomMs: 1, underWay: 1 })).toBe(false);
  });

  test('in a lane that is never idle it is done between two items after a second', () => {
    const turns = createFlushTurns();
    expect(turns.isDue({ atMs: 999, roomMs: 0, underWay: 512 })).toBe(false);
    expect(turns.isDue({ atMs: 1000, roomMs: 0, underWay: 512 })).toBe(true);
  });

  test('is done at most four times a second, whatever the lane does', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ afterMs: fc.double({ min: 0, max: 400, noNaN: true }), roomMs: fc.nat(20), underWay: fc.nat(3) }),
          {
            maxLength: 300,
          },
        ),
        (moments) => {
          const turns = createFlushTurns();
          let atMs = 0;
          const flushedMs = [0];
          for (const { afterMs, ...moment } of moments) {
            atMs += afterMs;
            if (!turns.isDue({ ...moment, atMs })) continue;
            turns.flushed(atMs);
            flushedMs.push(atMs);
          }
          for (const [index, ms] of flushedMs.slice(1).entries())
            expect(ms - (flushedMs[index] ?? 0)).toBeGreaterThanOrEqual(250);
        },
      ),
    );
  });

  test('an idle lane hands over about four times a second', () => {
    const turns = createFlushTurns();
    let flushes = 0;
    for (let atMs = 0; atMs < 10_000; atMs += 10) {
      if (!turns.isDue(idle(atMs))) continue;
      turns.flushed(atMs);
      flushes += 1;
    }
    expect(flushes).toBe(39);
    expect(turns.lastMs()).toBe(9750);
  });
});

describe('Between its items', () => {
  test.each(DISPATCHES)('%s: a lane says how long until the next one, and how many are under way', async (dispatch) => {
    const clock = createFakeClock(START_MS);
    const told: { atMs: number; roomMs: number; underWay: number }[] = [];
    const arrivals = [0, 40, 80, 81, 82, 160, 400];
    await run({
      dispatch,
      arrivals,
      clock,
      intervalMs: 50,
      plan: () => ({ computeMs: 30 }),
      onBetween: (between) => told.push({ ...between, atMs: clock.now() - START_MS }),
    });
    expect(told.length).toBeGreaterThanOrEqual(arrivals.length - 2);
    for (const { atMs, roomMs, underWay } of told) {
      const dueMs = dispatch === 'at-intervals' ? Array.from({ length: 10 }, (_, index) => index * 50) : arrivals;
      // What is due next is due at a moment of the schedule, or since one.
      if (roomMs > 0) expect(dueMs).toContain(atMs + roomMs);
      expect(underWay).toBeGreaterThanOrEqual(0);
    }
    // Of lanes that wait for their own answers, nothing is ever under way between two of them.
    if (dispatch !== 'as-they-arrive') expect(told.every(({ underWay }) => underWay === 0)).toBe(true);
    else expect(told.some(({ underWay }) => underWay > 0)).toBe(true);
  });

  test.each(DISPATCHES)('%s: a lane that sleeps long is asked a few times a second', async (dispatch) => {
    const clock = createFakeClock(START_MS);
    const told: number[] = [];
    const scenario = {
      dispatch,
      arrivals: [0, 3000],
      clock,
      intervalMs: 3000,
      onBetween: () => told.push(clock.now() - START_MS),
    };
    const { iteration } = await begin(scenario);
    const measurements = await clock.runUntil(collect(iteration));
    expect(measurements.map(({ startedAtMs }) => startedAtMs)).toEqual([0, 3000]);
    expect(told.filter((ms) => ms < 3000).length).toBeGreaterThanOrEqual(3000 / 250 - 1);
  });

  test.each(DISPATCHES)('%s: being asked changes nothing of what is measured', async (dispatch) => {
    const arrivals = Array.from({ length: 40 }, (_, item) => item * 37);
    const scenario = { dispatch, arrivals, intervalMs: 90, plan: (call: number) => ({ computeMs: 5 + (call % 50) }) };
    const asked = await run({ ...scenario, onBetween: () => {} });
    expect(asked.measurements).toEqual((await run(scenario)).measurements);
  });
});
