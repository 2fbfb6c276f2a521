import { describe, expect, it } from 'vitest';
import { type Reading, readingOf } from '@/lib/exercises/evidence/reading';
import { gradeOrder } from '@/lib/exercises/grading/grade-order';
import { NO_FAULTS, type RunFaults } from '@/lib/measure/faults';
import { fitnessFor, type Question } from '@/lib/measure/fitness';
import type { Stability } from '@/lib/measure/stability';
import type { LaneSummary } from '@/lib/measure/summary';
import { type Validity, type ValidityInput, validityOf } from '@/lib/measure/validity';
import type { ModeId } from '@/lib/modes';
import { createRandom } from '@/lib/workload/random';
import { summarise } from '../summarise';
import { completed, failed, recordOf, steadyRecord } from './measure-fixtures';
import { linkedLatencies } from './measure-random';

const random = createRandom(101);
const lane = (modeId: ModeId, ms: number, count = 300) =>
  summarise(steadyRecord(modeId, count, () => ms * (0.9 + 0.2 * random())));
const moved = (ratio: number): Stability => ({
  state: 'unstable',
  windows: [],
  latencyRatio: ratio,
  throughputRatio: 1,
  moved: ['latency'],
});
const LANES = [lane('batch', 900), lane('online', 9), lane('edge', 1)];
const ALL: readonly ModeId[] = ['batch', 'online', 'edge'];
const ORDER: Question = { kind: 'order', figure: 'p50', lanes: ALL };

const fitness = (question: Question, extra: Partial<ValidityInput> = {}, summaries: readonly LaneSummary[] = LANES) => {
  const input = { summaries, outputsAgree: true, faults: NO_FAULTS, floor: 'class', ...extra } as const;
  return fitnessFor(question, validityOf(input), summaries);
};
const unstable = (of: Partial<Record<ModeId, number>>) => ({
  stability: Object.fromEntries(Object.entries(of).map(([id, ratio]) => [id, moved(ratio)])),
});

describe('whether a run answers a question', () => {
  it('SPEC 5.11: a valid run does', () => {
    expect(fitness(ORDER)).toEqual({ state: 'valid' });
  });

  it('SPEC 5.11: "who answers first?" is good enough when online moved by 1.2 and all stand far apart', () => {
    expect(fitness(ORDER, unstable({ online: 1.2 }))).toMatchObject({
      state: 'good-enough',
      excused: [{ reason: { id: 'unstable', lane: 'online' }, why: 'order-stands' }],
    });
  });

  it('SPEC 5.11: an order does not stand when a lane moved by more than what lies between two', () => {
    expect(fitness(ORDER, unstable({ online: 8 }))).toMatchObject({ state: 'good-enough' });
    // Nine times lie between online and edge.
    expect(fitness(ORDER, unstable({ online: 12 }))).toMatchObject({
      state: 'invalid',
      reasons: [{ id: 'unstable', lane: 'online' }],
    });
    // Both moved: together they may have met.
    expect(fitness(ORDER, unstable({ online: 4, edge: 4 })).state).toBe('invalid');
  });

  it('SPEC 5.11: an order stands beside two lanes that the run does not tell apart, when they moved little', () => {
    const near = [lane('batch', 900), lane('online', 9), lane('edge', 9)];
    expect(fitness(ORDER, unstable({ edge: 1.3 }), near)).toMatchObject({ excused: [{ why: 'order-untold' }] });
    expect(fitness(ORDER, unstable({ edge: 1.6 }), near).state).toBe('invalid');
    // All that are asked about have to have moved little, also where chance may explain it.
    const noisy: Stability = { ...moved(1.8), state: 'too-noisy', moved: [] };
    expect(fitness(ORDER, { stability: { edge: moved(1.3), online: noisy } }, near).state).toBe('invalid');
    // Told apart as they were measured, and not when one may have moved by so much.
    const close = [lane('batch', 900), lane('online', 12), lane('edge', 9)];
    expect(fitness(ORDER, { stability: { edge: moved(1.4) } }, close).state).toBe('invalid');
    // Unless the question takes either order of them.
    const near15 = { ...ORDER, near: { lanes: ['online', 'edge'], within: 1.5 } };
    expect(fitness(near15, { stability: { edge: moved(1.4) } }, close).state).toBe('good-enough');
  });

  it('SPEC 5.11, 2.5: an order is told by the intervals that the grade takes, of items that follow each other', () => {
    let either = 0;
    for (let seed = 0; seed < 40; seed++) {
      const linked = (modeId: ModeId) => {
        const latencies = linkedLatencies(600, 0.92, createRandom(2 * seed + (modeId === 'edge' ? 1 : 0)));
        return summarise(steadyRecord(modeId, 600, (item) => 9 * (latencies[item] ?? 1)));
      };
      const lanes = [linked('online'), linked('edge')];
      const order: Question = { kind: 'order', figure: 'p50', lanes: ['online', 'edge'] };
      const judged = fitness(order, { stability: { edge: moved(1.3) } }, lanes);
      if (judged.state !== 'good-enough' || judged.excused[0]?.why !== 'order-untold') continue;
      either++;
      const by = Object.fromEntries(lanes.map((each) => [each.id, readingOf(each.latency.p50)]));
      for (const ids of [
        ['online', 'edge'],
        ['edge', 'online'],
      ])
        expect(gradeOrder(ids, by as Record<string, Reading>).verdict).toBe('right');
    }
    expect(either).toBeGreaterThan(20);
  });

  it('SPEC 5.11, 3.4: the order of two rates of work bears a lane that moved by less than 1.5, their size bears none', () => {
    const work = (modeId: ModeId, computeMs: number) =>
      summarise(steadyRecord(modeId, 300, () => 9, { stages: { computeMs } }));
    const lanes = [work('online', 2), work('edge', 3)];
    const question: Question = { kind: 'order', figure: 'work-rate', lanes: ['online', 'edge'] };
    expect(fitness(question, unstable({ edge: 1.4 }), lanes)).toMatchObject({ excused: [{ why: 'order-stands' }] });
    expect(fitness(question, unstable({ edge: 1.8 }), lanes).state).toBe('invalid');
    const size: Question = { kind: 'size', figure: 'work-rate', lanes: ['edge'], within: 1.25 };
    expect(fitness(size, unstable({ edge: 1.05 }), lanes)).toMatchObject({ excused: [{ why: 'small-for-this' }] });
    expect(fitness(size, unstable({ edge: 1.4 }), lanes).state).toBe('invalid');
  });

  it('SPEC 5.11: late sending leaves an order of other figures alone', () => {
    const work: Question = { kind: 'order', figure: 'work-rate', lanes: ['online', 'edge'] };
    const lanes = [
      summarise(steadyRecord('online', 300, () => 9, { stages: { computeMs: 1 } })),
      summarise(steadyRecord('edge', 300, () => 9, { stages: { computeMs: 1 } })),
    ];
    const reason = { id: 'generator-late', lane: 'online', count: 60, of: 300, lateMedianMs: 9, medianMs: 9 } as const;
    const validity: Validity = {
      ...validityOf({ summaries: lanes, outputsAgree: true, faults: NO_FAULTS, floor: 'class', stability: {} }),
      verdict: 'invalid',
      reasons: [{ ...reason, raised: 'p50', factor: 1.6 }],
      cautions: [],
    };
    expect(fitnessFor(work, validity, lanes)).toMatchObject({
      state: 'good-enough',
      excused: [{ why: 'other-figure' }],
    });
  });

  it('SPEC 5.11, 3.1: late sending counts for the pace of a lane, where it moved the lane', () => {
    // Due every 10 ms, sent every 30.
    const measurements = Array.from({ length: 300 }, (_, item) =>
      completed(item, { arrived: item * 10, started: item * 30, finished: item * 30 + 2 }),
    );
    const lanes = [summarise(recordOf('online', measurements))];
    const question: Question = { kind: 'size', figure: 'throughput', lanes: ['online'], within: 1.1 };
    const judged = fitness(question, {}, lanes);
    expect(judged).toMatchObject({ state: 'invalid' });
    expect(judged.state === 'invalid' && judged.reasons.map(({ id }) => id)).toContain('generator-late');
  });

  it('SPEC 5.11: a reason of a lane that is not asked about does not count', () => {
    const question: Question = { kind: 'size', figure: 'p50', lanes: ['edge'], within: 1.1 };
    expect(fitness(question, unstable({ online: 3 }))).toMatchObject({
      state: 'good-enough',
      excused: [{ why: 'other-lane' }],
    });
  });

  it('SPEC 5.11: a lane that warmed up while it was timed counts as one that moved by so much', () => {
    const warmed = (warmUpRatio: number) => ({
      stability: { online: { ...moved(1), state: 'stable', moved: [], warmUpRatio } as const },
    });
    const size = (within: number): Question => ({ kind: 'size', figure: 'p50', lanes: ['online'], within });
    expect(fitness(size(2), warmed(0.5))).toMatchObject({ state: 'invalid', reasons: [{ id: 'warming' }] });
    expect(fitness(size(4), warmed(0.5))).toMatchObject({ excused: [{ why: 'small-for-this' }] });
    expect(fitness(ORDER, warmed(2))).toMatchObject({ excused: [{ why: 'order-stands' }] });
    expect(fitness(size(2), warmed(1.4)).state).toBe('valid');
  });

  it('SPEC 5.11: for a size, lanes may move by the square root of what an answer may be off', () => {
    const ratio = (within: number): Question => ({ kind: 'size', figure: 'p50', lanes: ['online', 'edge'], within });
    const both = unstable({ online: 1.2, edge: 1.2 });
    expect(fitness(ratio(2), unstable({ online: 1.2 }))).toMatchObject({
      state: 'good-enough',
      excused: [{ why: 'small-for-this' }],
    });
    expect(fitness(ratio(2), both).state).toBe('invalid');
    expect(fitness(ratio(2.2), both).state).toBe('good-enough');
    expect(fitness(ratio(1.25), unstable({ online: 1.2 })).state).toBe('invalid');
  });

  it('SPEC 5.11: late sending counts where it raised the figure asked about', () => {
    const late = summarise(
      recordOf(
        'online',
        Array.from({ length: 1000 }, (_, item) => {
          const arrived = item * 10;
          const started = arrived + (item < 30 ? 300 - arrived : 0);
          return completed(item, { arrived, started, finished: started + 2 + random() });
        }),
      ),
    );
    const lanes = [late, lane('edge', 0.1)];
    const size = (figure: 'p50' | 'p99'): Question => ({ kind: 'size', figure, lanes: ['online'], within: 1.1 });
    expect(fitness(size('p50'), {}, lanes)).toMatchObject({ state: 'good-enough', excused: [{ why: 'other-figure' }] });
    expect(fitness(size('p99'), {}, lanes)).toMatchObject({ state: 'invalid', reasons: [{ id: 'generator-late' }] });
    const order: Question = { kind: 'order', figure: 'p50', lanes: ['online', 'edge'] };
    expect(fitness(order, {}, lanes).state).toBe('good-enough');
  });

  it('SPEC 5.11: too few answers do not tell who of two is first, where the order does not stand', () => {
    const few = [lane('online', 9, 15), lane('edge', 9, 15)];
    const lanes = ['online', 'edge'];
    expect(fitness({ kind: 'order', figure: 'p50', lanes }, { floor: 'full' }, few).state).toBe('invalid');
  });

  it('SPEC 5.11: where the figure asked about is locked, nothing is good enough', () => {
    const question: Question = { kind: 'order', figure: 'p99', lanes: ALL };
    expect(fitness(question, unstable({ online: 1.2 })).state).toBe('invalid');
    expect(fitness(ORDER, unstable({ online: 1.2 }), LANES.slice(1)).state).toBe('invalid');
  });

  it('SPEC 5.11: a full run that lacks the p99 of its scenario still tells a median', () => {
    const short = [summarise(steadyRecord('online', 600, () => 9 + random(), { gapMs: 1100 }))];
    const size = (figure: 'p50' | 'p99'): Question => ({ kind: 'size', figure, lanes: ['online'], within: 1.25 });
    expect(fitness(size('p50'), { floor: 'full' }, short).state).toBe('good-enough');
    expect(fitness(size('p99'), { floor: 'full' }, short).state).toBe('invalid');
  });

  it.each([
    ['outputs that disagree', { outputsAgree: false }],
    [
      'answers that disagree',
      { answers: { state: 'disagreed', count: 1, compared: 600, lanes: ['online', 'edge'] } as const },
    ],
    ['a hidden page', { faults: { ...NO_FAULTS, wasHidden: true } satisfies RunFaults }],
    ['a device that slept', { faults: { ...NO_FAULTS, sleptMs: 6000 } satisfies RunFaults }],
    ['an altered file', { faults: { ...NO_FAULTS, altered: true } satisfies RunFaults }],
  ])('SPEC 5.11: %s is never good enough', (_, extra) => {
    for (const question of [ORDER, { kind: 'size', figure: 'p50', lanes: ['batch'], within: 100 } as const])
      expect(fitness(question, extra).state).toBe('invalid');
  });

  it('SPEC 5.11: nor are failures, or a run that is too short, in whatever lane', () => {
    const broken = summarise(
      recordOf('online', [
        ...steadyRecord('online', 300, () => 9).measurements,
        ...Array.from({ length: 20 }, (_, index) => failed(300 + index, 3000 + index)),
      ]),
    );
    const question: Question = { kind: 'order', figure: 'p50', lanes: ['batch', 'edge'] };
    expect(fitness(question, {}, [lane('batch', 900), broken, lane('edge', 1)]).state).toBe('invalid');
    expect(fitness(question, {}, [lane('batch', 900), lane('online', 9, 50), lane('edge', 1)]).state).toBe('invalid');
  });
});
