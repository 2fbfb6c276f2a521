import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FakeCall } from '@/lib/engine/fake';
import { TrilaneError } from '@/lib/errors';
import { latencyMs, restMs } from '@/lib/measure/measurement';
import { MODES } from '@/lib/modes';
import { createFakeClock } from '../fake-clock';
import { begin, collect, DISPATCHES, run, START_MS } from './lane-scenario';

describe('Every lane', () => {
  test.each(DISPATCHES)(
    '%s: each item is measured exactly once, never answered before it was sent or sent before it arrived',
    async (dispatch) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 60 }),
          fc.array(fc.record({ computeMs: fc.integer({ min: 0, max: 300 }), fails: fc.boolean() }), {
            minLength: 1,
            maxLength: 20,
          }),
          fc.integer({ min: 1, max: 500 }),
          async (arrivals, calls, intervalMs) => {
            // Never ten failures in a row: that would rightly end the lane.
            const plan = (call: number): FakeCall => {
              const { computeMs, fails } = calls[call % calls.length] ?? { computeMs: 1, fails: false };
              return { computeMs, ...(fails && call % 5 === 0 && { error: new Error('No.') }) };
            };
            const { measurements } = await run({
              dispatch,
              arrivals: [...arrivals].sort((a, b) => a - b),
              plan,
              intervalMs,
            });
            expect(measurements.map(({ item }) => item).sort((a, b) => a - b)).toEqual(arrivals.map((_, item) => item));
            for (const { arrivedAtMs, startedAtMs, finishedAtMs } of measurements) {
              expect(startedAtMs).toBeGreaterThanOrEqual(arrivedAtMs);
              expect(finishedAtMs).toBeGreaterThanOrEqual(startedAtMs);
            }
            const finishes = measurements.map(({ finishedAtMs }) => finishedAtMs);
            expect(finishes).toEqual([...finishes].sort((a, b) => a - b));
          },
        ),
        { numRuns: 40 },
      );
    },
  );

  test.each(DISPATCHES)('%s: wait, queue, transfer, compute and rest add up to the latency', async (dispatch) => {
    const plan = (call: number): FakeCall => ({
      queueMs: call % 3,
      transferMs: 2,
      computeMs: 5 + (call % 7),
      restMs: 4,
    });
    const { measurements } = await run({ dispatch, arrivals: [0, 3, 3, 8, 40, 41, 42, 200], plan, intervalMs: 50 });
    expect(measurements).toHaveLength(8);
    for (const measurement of measurements) {
      if (measurement.outcome !== 'completed') throw new Error(measurement.outcome);
      const { waitMs, queueMs, transferMs, computeMs } = measurement.stages;
      expect(restMs(measurement)).toBeCloseTo(4, 9);
      expect(waitMs + queueMs + transferMs + computeMs + 4).toBeCloseTo(latencyMs(measurement), 9);
    }
  });

  test.each(DISPATCHES)('%s: the answer to an item is the engine’s answer to that item’s input', async (dispatch) => {
    const { measurements } = await run({ dispatch, arrivals: [0, 0, 1, 2, 30, 31], intervalMs: 20 });
    for (const measurement of measurements) {
      expect(measurement).toMatchObject({
        outcome: 'completed',
        answer: { classIndex: measurement.item, probability: 1 },
      });
    }
    expect(measurements).toHaveLength(6);
  });

  test.each(DISPATCHES)('%s: when everything arrives at once, latency counts from the start', async (dispatch) => {
    const { measurements } = await run({ dispatch, arrivals: Array(20).fill(0), plan: () => ({ computeMs: 10 }) });
    expect(measurements).toHaveLength(20);
    expect(measurements.every(({ arrivedAtMs }) => arrivedAtMs === 0)).toBe(true);
    const slowest = Math.max(...measurements.map(latencyMs));
    expect(slowest).toBe(dispatch === 'one-at-a-time' ? 200 : 10);
  });

  test.each(DISPATCHES)(
    '%s: a failed call is a measurement for each of its items, and the lane goes on',
    async (dispatch) => {
      const plan = (call: number): FakeCall => (call === 0 ? { error: new TrilaneError('queue-full', 'Full.') } : {});
      const { measurements } = await run({ dispatch, arrivals: [0, 0, 500], plan, intervalMs: 100 });
      const outcomes = measurements.map(({ item, outcome }) => `${item} ${outcome}`).sort();
      expect(outcomes).toEqual(
        dispatch === 'at-intervals'
          ? ['0 failed', '1 failed', '2 completed']
          : ['0 failed', '1 completed', '2 completed'],
      );
      expect(measurements.find(({ item }) => item === 0)).toMatchObject({
        error: { code: 'queue-full', detail: 'Full.' },
      });
    },
  );

  test.each(DISPATCHES)(
    '%s: a call that was cancelled elsewhere counts as cancelled, not as failed',
    async (dispatch) => {
      const plan = (): FakeCall => ({ error: new TrilaneError('cancelled', 'Cancelled on the server.') });
      const { measurements } = await run({ dispatch, arrivals: [0], plan });
      expect(measurements).toMatchObject([{ outcome: 'cancelled', error: { code: 'cancelled' } }]);
    },
  );

  test.each(DISPATCHES)('%s: ten failed calls in a row end the lane with the last error', async (dispatch) => {
    const plan = (call: number): FakeCall => ({ error: new TrilaneError('server-unreachable', `Call ${call}.`) });
    const arrivals = Array.from({ length: 30 }, (_, item) => item * 100);
    const { measurements, error } = await run({ dispatch, arrivals, plan, intervalMs: 100 });
    expect(measurements).toHaveLength(10);
    expect(error).toMatchObject({ code: 'server-unreachable', message: 'Call 9.' });
  });

  test.each(DISPATCHES)('%s: nine failures, a success, nine failures do not', async (dispatch) => {
    const plan = (call: number): FakeCall => (call === 9 ? {} : { error: new Error('No.') });
    const arrivals = Array.from({ length: 19 }, (_, item) => item * 100);
    const { measurements, error } = await run({ dispatch, arrivals, plan, intervalMs: 100 });
    expect(measurements).toHaveLength(19);
    expect(error).toBeUndefined();
  });

  test.each(DISPATCHES)(
    '%s: an engine that died ends the lane at its first failure, not at the next arrival',
    async (dispatch) => {
      const plan = (): FakeCall => ({ error: new TrilaneError('engine-died', 'Gone.') });
      const { measurements, error, endedAtMs } = await run({
        dispatch,
        arrivals: [0, 60_000, 120_000],
        plan,
        intervalMs: 100,
      });
      expect(measurements).toMatchObject([{ item: 0, outcome: 'failed', error: { code: 'engine-died' } }]);
      expect(error).toMatchObject({ code: 'engine-died' });
      expect(endedAtMs).toBe(1);
    },
  );

  test.each(DISPATCHES)('%s: an error that is not ours becomes inference-failed', async (dispatch) => {
    const { measurements } = await run({
      dispatch,
      arrivals: [0],
      plan: () => ({ error: new RangeError('Out of memory.') }),
    });
    expect(measurements).toMatchObject([
      { outcome: 'failed', error: { code: 'inference-failed', detail: 'Out of memory.' } },
    ]);
  });

  test.each(DISPATCHES)(
    '%s: a call without an answer in time counts as timed out, and the lane goes on',
    async (dispatch) => {
      const plan = (call: number): FakeCall => (call === 0 ? { hangs: true } : {});
      const { measurements } = await run({ dispatch, arrivals: [0, 500], plan, intervalMs: 100, timeoutMs: 5 });
      expect(measurements.map(({ item, outcome }) => `${item} ${outcome}`).sort()).toEqual([
        '0 timed-out',
        '1 completed',
      ]);
      expect(measurements.find(({ item }) => item === 0)).toMatchObject({ error: { code: 'timed-out' } });
    },
  );

  test.each(DISPATCHES)(
    '%s: a cancel ends the lane at once, without measurements for what has no answer',
    async (dispatch) => {
      const controller = new AbortController();
      const clock = createFakeClock(START_MS);
      const { iteration, engine } = await begin({
        dispatch,
        arrivals: [0, 10, 20, 30, 40_000],
        plan: (call) => (call === 0 ? {} : { hangs: true }),
        clock,
        signal: controller.signal,
        intervalMs: 5,
      });
      const collected = collect(iteration);
      await clock.advanceTo(START_MS + 25);
      controller.abort();
      // The clock stands still: nothing here waits for time to pass.
      const measurements = await collected;
      expect(measurements.map(({ item }) => item)).toEqual([0]);
      expect(clock.now()).toBe(START_MS + 25);
      await engine.dispose();
    },
  );

  test.each(DISPATCHES)('%s: a lane cancelled before it starts sends nothing', async (dispatch) => {
    const sent: number[][] = [];
    const { measurements } = await run({
      dispatch,
      arrivals: [0, 1],
      signal: AbortSignal.abort(),
      onBatch: (items) => sent.push(items),
    });
    expect(measurements).toEqual([]);
    expect(sent).toEqual([]);
  });

  test('each mode of the site has a dispatch that runs', async () => {
    for (const mode of MODES) {
      const { measurements } = await run({ dispatch: mode.dispatch, arrivals: [0, 1, 2] });
      expect(measurements).toHaveLength(3);
    }
  });
});

describe('One at a time', () => {
  test('the next item is sent when the last is answered, and its lateness is a queue on this device', async () => {
    const { measurements } = await run({
      dispatch: 'one-at-a-time',
      arrivals: [0, 10, 20],
      plan: () => ({ computeMs: 30 }),
    });
    expect(measurements.map(({ startedAtMs }) => startedAtMs)).toEqual([0, 30, 60]);
    expect(measurements.map(latencyMs)).toEqual([30, 50, 70]);
    expect(measurements).toMatchObject([
      { stages: { queueMs: 0, waitMs: 0 } },
      { stages: { queueMs: 20 } },
      { stages: { queueMs: 40 } },
    ]);
  });

  test('an engine that is free waits for the item', async () => {
    const { measurements } = await run({
      dispatch: 'one-at-a-time',
      arrivals: [5, 100],
      plan: () => ({ computeMs: 1 }),
    });
    expect(measurements.map(({ startedAtMs }) => startedAtMs)).toEqual([5, 100]);
  });
});

describe('As they arrive', () => {
  test('nobody waits for an answer: items overlap, and are told in the order they finish', async () => {
    const plan = (call: number): FakeCall => ({ computeMs: [50, 5, 20][call] ?? 1 });
    const { measurements } = await run({ dispatch: 'as-they-arrive', arrivals: [0, 10, 20], plan });
    expect(measurements.map(({ item }) => item)).toEqual([1, 2, 0]);
    expect(measurements.map(({ startedAtMs }) => startedAtMs)).toEqual([10, 20, 0]);
  });

  test('SPEC 1.1: what is noted of an answer that is there already is no part of it', async () => {
    const plan = (): FakeCall => ({ computeMs: 20, notesMs: 3 });
    const { measurements } = await run({ dispatch: 'as-they-arrive', arrivals: [0, 10], plan });
    expect(measurements.map(({ finishedAtMs }) => finishedAtMs)).toEqual([20, 30]);
  });

  test('with 512 items unanswered the next ones queue on this device', async () => {
    const plan = (): FakeCall => ({ computeMs: 100 });
    const { measurements } = await run({ dispatch: 'as-they-arrive', arrivals: Array(600).fill(0), plan });
    expect(measurements.filter(({ startedAtMs }) => startedAtMs === 0)).toHaveLength(512);
    const late = measurements.filter(({ startedAtMs }) => startedAtMs === 100);
    expect(late).toHaveLength(88);
    expect(late[0]).toMatchObject({ finishedAtMs: 200, stages: { queueMs: 100, computeMs: 100 } });
  });
});

describe('At intervals', () => {
  test('a run takes all that has arrived since the last one, and each item waits from its arrival', async () => {
    const sent: number[][] = [];
    const { measurements } = await run({
      dispatch: 'at-intervals',
      arrivals: [0, 10, 60, 99, 100, 150],
      intervalMs: 100,
      plan: () => ({ computeMs: 20 }),
      onBatch: (items) => sent.push(items),
    });
    expect(sent).toEqual([[0], [1, 2, 3, 4], [5]]);
    expect(measurements.map(latencyMs)).toEqual([20, 110, 60, 21, 20, 70]);
    expect(measurements[1]).toMatchObject({ batchSize: 4, stages: { waitMs: 90, computeMs: 20 } });
  });

  test('what one call cannot hold goes in further calls of the same run, one after the other', async () => {
    const sent: number[][] = [];
    const { measurements } = await run({
      dispatch: 'at-intervals',
      arrivals: [0, 10, 60, 99, 100, 150],
      intervalMs: 100,
      mostPerCall: 3,
      plan: () => ({ computeMs: 20 }),
      onBatch: (items) => sent.push(items),
    });
    expect(sent).toEqual([[0], [1, 2, 3], [4], [5]]);
    expect(measurements.map(({ startedAtMs }) => startedAtMs)).toEqual([0, 100, 100, 100, 120, 200]);
  });

  test('an interval in which nothing arrived sends nothing', async () => {
    const sent: number[][] = [];
    await run({ dispatch: 'at-intervals', arrivals: [0, 950], intervalMs: 100, onBatch: (items) => sent.push(items) });
    expect(sent).toEqual([[0], [1]]);
  });

  test('runs never overlap: one that outlasts its interval holds the next back to a later tick', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 350 }), { minLength: 1, maxLength: 12 }),
        async (durations) => {
          const runs: { startMs: number; endMs: number }[] = [];
          const arrivals = Array.from({ length: 40 }, (_, item) => item * 25);
          const { measurements } = await run({
            dispatch: 'at-intervals',
            arrivals,
            intervalMs: 100,
            plan: (call) => ({ computeMs: durations[call % durations.length] ?? 1 }),
          });
          for (const { startedAtMs, finishedAtMs } of measurements) {
            if (runs.at(-1)?.startMs !== startedAtMs) runs.push({ startMs: startedAtMs, endMs: finishedAtMs });
          }
          expect(runs.every(({ startMs }) => startMs % 100 === 0)).toBe(true);
          expect(runs.every(({ startMs }, index) => startMs >= (runs[index - 1]?.endMs ?? 0))).toBe(true);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('rows done are told while a run goes on', async () => {
    const told: [number, number][] = [];
    await run({
      dispatch: 'at-intervals',
      arrivals: [0, 0, 0, 0],
      progressSteps: 2,
      onBatchProgress: (done, size) => told.push([done, size]),
    });
    expect(told).toEqual([
      [2, 4],
      [4, 4],
    ]);
  });
});
