import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { captionAt } from '@/lib/lesson/explainer/caption';
import { madeUpTrace } from '@/lib/lesson/explainer/made-up';
import { happeningsAt, momentsOf, stepFrom } from '@/lib/lesson/explainer/moments';
import { countsAt, PHASES, whereaboutsOf } from '@/lib/lesson/explainer/phase';
import { pictureAt, stageOf } from '@/lib/lesson/explainer/picture';
import { playedRun } from '@/lib/lesson/explainer/played-run';
import { MOST_ITEMS, sampleTrace, type Times, traceOf } from '@/lib/lesson/explainer/trace';
import sampleRun from '@/lib/lesson/sample-run.json';
import type { Measurement, UnansweredMeasurement } from '@/lib/measure/measurement';
import { logOf } from '@/lib/measure/measurement-log';
import { MODE_IDS } from '@/lib/modes';

const ms = fc.double({ min: 0, max: 5000, noNaN: true });
/** Items as clocks may report them, even a start before the arrival. */
const items = fc.array(
  fc
    .tuple(ms, ms, ms)
    .map(([arrived, wait, work]): Times => [arrived, arrived + wait - 50, arrived + wait + work - 50]),
  { minLength: 1, maxLength: 40 },
);
const traces = fc.record({ batch: items, online: items, edge: items }, { requiredKeys: [] }).map(traceOf);
const moments = fc.double({ min: 0, max: 16_000, noNaN: true });

describe('a trace', () => {
  test('has its lanes in fixed order and its items in order of arrival', () => {
    const trace = traceOf({
      edge: [[5, 6, 7]],
      batch: [
        [9, 10, 11],
        [2, 10, 11],
      ],
    });
    expect(trace.lanes.map(({ modeId }) => modeId)).toEqual(['batch', 'edge']);
    expect(trace.lanes[0]?.items.map(({ arrivedAtMs, number }) => [number, arrivedAtMs])).toEqual([
      [1, 2],
      [2, 9],
    ]);
  });

  test('knows which items of batch went through the model together', () => {
    const [batch] = traceOf({
      batch: [
        [1, 10, 12],
        [2, 10, 12],
        [11, 20, 22],
      ],
    }).lanes;
    expect(batch?.items.map(({ batchSize, batchPlace }) => [batchSize, batchPlace])).toEqual([
      [2, 0],
      [2, 1],
      [1, 0],
    ]);
  });

  test('of a long run holds the first items, and says how many there were', () => {
    const many = Array.from({ length: 100_000 }, (_, index): Times => [index, index + 1, index + 2]);
    const trace = traceOf({ edge: many.toReversed() });
    expect(trace).toMatchObject({ shownCount: MOST_ITEMS, runCount: 100_000, spanMs: MOST_ITEMS + 1 });
    expect(trace.lanes[0]?.items[0]?.arrivedAtMs).toBe(0);
  });

  test('of the sample run that ships holds every item of every lane', () => {
    const trace = sampleTrace(sampleRun);
    expect(trace.lanes.map(({ modeId }) => modeId)).toEqual(MODE_IDS);
    for (const lane of trace.lanes) expect(lane.items).toHaveLength(sampleRun.lanes[lane.modeId].items.length);
  });
});

describe('a run that is played', () => {
  const at = { item: 0, arrivedAtMs: 1, startedAtMs: 2, finishedAtMs: 3 };
  const completed: Measurement = {
    ...at,
    outcome: 'completed',
    stages: { waitMs: 0, blockedMs: 0, queueMs: 0, recordMs: 0, transferMs: 0, computeMs: 1, emulatedMs: 0 },
    batchSize: 1,
    answer: { classIndex: 0, probability: 1 },
  };
  const without = (outcome: UnansweredMeasurement['outcome']): Measurement => ({
    ...at,
    outcome,
    error: { code: 'timed-out', detail: 'No answer came.' },
  });

  test('shows what was answered and counts what was not, in every lane', () => {
    const { trace, unanswered } = playedRun([
      { modeId: 'online', measurements: logOf([completed, without('timed-out'), completed]) },
      { modeId: 'edge', measurements: logOf([without('failed'), without('cancelled')]) },
    ]);
    expect(trace.lanes.map(({ modeId, runCount }) => [modeId, runCount])).toEqual([['online', 2]]);
    expect(unanswered).toBe(3);
  });
});

describe('where the items are', () => {
  test('every item is in one place at every moment', () => {
    fc.assert(
      fc.property(traces, moments, (trace, atMs) => {
        for (const lane of trace.lanes) {
          const counts = countsAt(lane, atMs);
          expect(PHASES.reduce((sum, phase) => sum + counts[phase], 0)).toBe(lane.items.length);
        }
      }),
    );
  });

  test('no item ever goes back to an earlier place', () => {
    fc.assert(
      fc.property(traces, moments, moments, (trace, a, b) => {
        const [before, after] = [Math.min(a, b), Math.max(a, b)];
        for (const { modeId, items: all } of trace.lanes) {
          for (const item of all) {
            const from = whereaboutsOf(modeId, item, before);
            const to = whereaboutsOf(modeId, item, after);
            const order = PHASES.indexOf(to.phase) - PHASES.indexOf(from.phase);
            expect(order > 0 || (order === 0 && to.share >= from.share)).toBe(true);
          }
        }
      }),
    );
  });

  test('in the end all are answered, and before the first arrival all are to come', () => {
    fc.assert(
      fc.property(traces, (trace) => {
        for (const lane of trace.lanes) {
          expect(countsAt(lane, trace.spanMs).answered).toBe(lane.items.length);
          expect(countsAt(lane, -1)['to-come']).toBe(lane.items.length);
        }
      }),
    );
  });
});

describe('stepping', () => {
  test('forward and back again returns to where it was', () => {
    fc.assert(
      fc.property(traces, fc.nat(), (trace, pick) => {
        const all = momentsOf(trace);
        const from = all[pick % Math.max(1, all.length - 1)] ?? 0;
        expect(stepFrom(all, stepFrom(all, from, 1), -1)).toBe(all.length === 1 ? 0 : from);
      }),
    );
  });

  test('from the start to the end passes every arrival and every answer, and stops there', () => {
    const trace = madeUpTrace();
    const all = momentsOf(trace);
    const said = { arrival: 0, model: 0, answer: 0 };
    let atMs = 0;
    for (let step = 0; step < all.length; step++) {
      atMs = stepFrom(all, atMs, 1);
      if (step < all.length - 1)
        for (const lane of trace.lanes) for (const { what, count } of happeningsAt(lane, atMs)) said[what] += count;
    }
    const count = trace.lanes.reduce((sum, lane) => sum + lane.items.length, 0);
    expect(said).toEqual({ arrival: count, model: count, answer: count });
    expect(atMs).toBe(trace.spanMs);
    expect(stepFrom(all, atMs, 1)).toBe(trace.spanMs);
    expect(stepFrom(all, 0, -1)).toBe(0);
  });
});

describe('what is said of a lane', () => {
  const [lane] = traceOf({
    batch: [
      [100, 1000, 1100],
      [400, 1000, 1100],
      [1050, 2000, 2100],
    ],
  }).lanes;
  const said = (atMs: number) => lane && captionAt(lane, atMs);

  test('follows it from the first arrival to the last answer', () => {
    expect(said(50)).toEqual({ state: 'empty' });
    expect(said(600)).toEqual({ state: 'gathering', waiting: 2, answered: 0, nextRunInMs: 400 });
    expect(said(1060)).toEqual({ state: 'at-work', waiting: 1, working: 2, answered: 0 });
    expect(said(1500)).toEqual({ state: 'gathering', waiting: 1, answered: 2, nextRunInMs: 500 });
    expect(said(2100)).toEqual({ state: 'done', answered: 3 });
  });

  test('says that nothing waits between two arrivals', () => {
    const [edge] = traceOf({
      edge: [
        [1, 1, 2],
        [9, 9, 10],
      ],
    }).lanes;
    expect(edge && captionAt(edge, 5)).toEqual({ state: 'idle', answered: 1 });
  });
});

describe('the picture', () => {
  const sizes = fc.constantFrom([260, 100], [700, 130], [1100, 160]);

  test('draws whoever waits or travels hollow or filled as they are, and nobody outside it', () => {
    fc.assert(
      fc.property(traces, moments, sizes, (trace, atMs, [width = 0, height = 0]) => {
        for (const lane of trace.lanes) {
          const { marks } = pictureAt(lane, atMs, stageOf(lane.modeId, width, height, 1), 0);
          const counts = countsAt(lane, atMs);
          expect(marks.filter(({ answered }) => !answered)).toHaveLength(counts.waiting + counts.travelling);
          if (counts.answered > 0) expect(marks.some(({ answered }) => answered)).toBe(true);
          for (const { x, y } of marks) {
            expect(x).toBeGreaterThanOrEqual(0);
            expect(x).toBeLessThanOrEqual(width);
            expect(y).toBeGreaterThanOrEqual(0);
            expect(y).toBeLessThanOrEqual(height);
          }
        }
      }),
    );
  });

  test('gives each item of a pile that has room a place of its own', () => {
    const trace = sampleTrace(sampleRun);
    const [batch] = trace.lanes;
    const first = batch?.items[0]?.startedAtMs ?? 0;
    if (!batch) throw new Error('the sample has no batch lane');
    const { marks } = pictureAt(batch, first, stageOf('batch', 700, 130, 1), 0);
    const places = marks.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`);
    expect(places.length).toBeGreaterThan(20);
    expect(new Set(places).size).toBe(places.length);
  });

  test('keeps edge on the device', () => {
    const trace = sampleTrace(sampleRun);
    const edge = trace.lanes.find(({ modeId }) => modeId === 'edge');
    const stage = stageOf('edge', 700, 130, 1);
    for (const atMs of edge ? momentsOf({ ...trace, lanes: [edge] }) : [])
      for (const { x } of edge ? pictureAt(edge, atMs, stage, 0).marks : []) expect(x).toBeLessThan(stage.deviceEnd);
  });

  test('leaves a model lit for a while after work that no eye could see', () => {
    const [edge] = traceOf({ edge: [[10, 10, 10.1]] }).lanes;
    if (!edge) throw new Error('no lane');
    const lit = (atMs: number) => pictureAt(edge, atMs, stageOf('edge', 700, 130, 1), 160).lit;
    expect([lit(5), lit(10.05), lit(100), lit(300)]).toEqual([false, true, true, false]);
  });
});
