import { describe, expect, test } from 'vitest';
import { questionsOf } from '@/lib/exercises/asked';
import type { ExerciseId } from '@/lib/exercises/catalog';
import { legEvidence } from '@/lib/exercises/evidence/evidence';
import { excusedReason } from '@/lib/exercises/evidence/excused-reason';
import { judgeRun } from '@/lib/exercises/evidence/judge-run';
import { isPlainRun } from '@/lib/exercises/leg';
import { readExercise, readExercises } from '@/lib/exercises/source/read-exercises';
import { NO_FAULTS } from '@/lib/measure/faults';
import type { Question } from '@/lib/measure/fitness';
import type { Stability } from '@/lib/measure/stability';
import { type ValidityInput, validityOf } from '@/lib/measure/validity';
import type { ModeId } from '@/lib/modes';
import { createRandom } from '@/lib/workload/random';
import { summarise } from '../summarise';
import { steadyRecord } from './measure-fixtures';

const exercises = await readExercises();

/** `order p50 of batch, online, edge`; a size with the factor a lane may have moved, in all. */
function wordsOf(question: Question): string {
  const size = question.kind === 'size' ? ` x${Math.sqrt(question.within).toFixed(2)}` : '';
  return `${question.kind} ${question.figure} ${question.lanes.join('+')}${size}`;
}

test('SPEC 5.11: every leg that is a run asks what its exercise is graded on', () => {
  const asked = exercises.flatMap((exercise) =>
    exercise.ask.legs.flatMap((leg, index) =>
      isPlainRun(leg) ? [[`${exercise.ask.id} ${index}`, questionsOf(exercise, index).map(wordsOf).join(', ')]] : [],
    ),
  );
  expect(Object.fromEntries(asked)).toEqual({
    'first-answer 0': 'order p50 batch+online+edge',
    'batch-over-online 0': 'size p50 batch+online x1.41',
    'why-p99 0': 'size p99 online x1.19, size p50 online x1.19',
    'within-the-limit 0': 'size p50 edge x1.41, size p99 edge x1.41',
    'work-done-together 0': 'size work-rate batch+online x1.41',
    'who-does-more 0': 'order work-rate batch+online+edge',
    'users-in-flight 0': 'size p50 online x1.19',
    'users-in-flight 1': 'size p50 online x1.19',
    // The rate of the other legs rests on it to a few per cent.
    'queue-at-99 0': 'size throughput edge x1.12',
    'queue-at-99 1': 'size p90 edge x1.16',
    'queue-at-99 2': 'size p90 edge x1.16',
    'queue-at-99 3': 'size p90 edge x1.16',
    'capacity-limit 0': 'size p50 online x1.19',
    // What disturbs a share of a latency is not known.
    'network-share 0': '',
    'network-share 1': '',
    'offline 0': '',
    'what-leaves 0': '',
    'memory 0': 'size memory batch+online+edge x1.41',
    'slow-phone 0': 'size p50 online+edge x1.41',
    'i-tried-it 0': 'size p50 online x1.41, size p50 edge x1.41',
    'the-pause 0': 'size p99 online x1.41',
    'race-or-alone 0': 'size p50 edge x1.11',
    'race-or-alone 1': 'size p50 edge x1.11',
    // Nor is what disturbs an age.
    'freshness 0': '',
    'freshness 1': '',
    'energy 0': 'size energy online+batch x1.41',
    'break-even 1': 'size bytes online x1.19',
    'month-end 0': 'size work-rate batch x1.12, size work-rate online x1.12, size work-rate edge x1.12',
    'fraud-at-the-till 0': 'size p50 batch x1.12, size p50 edge x1.12, size p90 online x1.12',
  });
});

const random = createRandom(7);
const lane = (modeId: ModeId, ms: number) => summarise(steadyRecord(modeId, 300, () => ms * (0.9 + 0.2 * random())));
const LANES = [lane('batch', 900), lane('online', 9), lane('edge', 1)];

function pass(moved: Partial<Record<ModeId, number>>, extra: Partial<ValidityInput> = {}) {
  const stability = Object.fromEntries(
    Object.entries(moved).map(([id, ratio]): [string, Stability] => [
      id,
      { state: 'unstable', windows: [], latencyRatio: ratio, throughputRatio: 1, moved: ['latency'] },
    ]),
  );
  const input = {
    summaries: LANES,
    outputsAgree: true,
    faults: NO_FAULTS,
    floor: 'class',
    stability,
    ...extra,
  } as const;
  return { validity: validityOf(input), summaries: LANES };
}

async function askedBy(id: ExerciseId) {
  const exercise = await readExercise(id);
  return { asks: questionsOf(exercise, 0), onPurpose: exercise.ask.legs[0]?.onPurpose ?? [] };
}
const excuses = ({ excused }: ReturnType<typeof judgeRun>) =>
  excused.map(({ reason, why }) => `${reason.lane} ${reason.id}: ${why}`);
const faults = (judged: ReturnType<typeof judgeRun>) => judged.faults.map(({ id, lane }) => `${lane} ${id}`);

describe('A run that is not valid', () => {
  test('SPEC 5.11: tells who answers first when online moved by a factor of 1.2 and the lanes stand far apart', async () => {
    const judged = judgeRun([pass({ online: 1.2 })], await askedBy('first-answer'));
    expect(judged.faults).toEqual([]);
    expect(excuses(judged)).toEqual(['online unstable: order-stands']);
  });

  test('SPEC 5.11: is not graded on where the lanes may have changed places', async () => {
    const judged = judgeRun([pass({ online: 12 })], await askedBy('first-answer'));
    expect(faults(judged)).toEqual(['online unstable']);
    expect(judged.excused).toEqual([]);
  });

  test('SPEC 5.11: leaves alone what was asked of other lanes, of sizes that may be off by more, and of bytes', async () => {
    const moved = pass({ online: 1.2, edge: 3 });
    expect(excuses(judgeRun([moved], await askedBy('batch-over-online')))).toEqual([
      'edge unstable: other-lane',
      'online unstable: small-for-this',
    ]);
    expect(faults(judgeRun([moved], await askedBy('fraud-at-the-till')))).toEqual(['edge unstable', 'online unstable']);
    // Where it is not known what disturbs a figure, the run has to be valid, and that a lane moved a little is no reason against that.
    expect(faults(judgeRun([pass({ online: 1.2 })], await askedBy('network-share')))).toEqual([]);
    expect(faults(judgeRun([moved], await askedBy('network-share')))).toEqual(['edge unstable']);
  });

  test('SPEC 5.11: has to be good enough in every pass, and each reason is told once', async () => {
    const asked = await askedBy('first-answer');
    expect(excuses(judgeRun([pass({ online: 1.2 }), pass({ online: 1.3 })], asked))).toHaveLength(1);
    expect(faults(judgeRun([pass({ online: 1.2 }), pass({ online: 12 })], asked))).toEqual(['online unstable']);
    expect(judgeRun([pass({}), pass({})], asked)).toEqual({ faults: [], excused: [] });
  });

  test('SPEC 5.11: is never good enough when the page was hidden, whatever an exercise asks', () => {
    const hidden = pass({}, { faults: { ...NO_FAULTS, wasHidden: true } });
    for (const exercise of exercises)
      for (const index of exercise.ask.legs.keys())
        expect(faults(judgeRun([hidden], { asks: questionsOf(exercise, index), onPurpose: [] }))).toEqual([
          'null page-hidden',
        ]);
  });

  test('SPEC 5.11: counts all the same for what the exercise brings about on purpose, which is no excuse', () => {
    const judged = judgeRun([pass({ online: 12 })], { asks: [], onPurpose: ['unstable'] });
    expect(judged).toEqual({ faults: [], excused: [] });
  });

  test('what was excused before it was kept how late items were, or what a busy page did, can still be read', () => {
    const late = { id: 'generator-late', lane: 'online', count: 5, of: 100, raised: 'p99', factor: 1.3 };
    expect(excusedReason.parse({ reason: late, why: 'other-figure' }).reason).toEqual({
      ...late,
      lateMedianMs: null,
      medianMs: null,
    });
    const busy = { id: 'page-busy', lane: null, share: 0.3 };
    expect(excusedReason.parse({ reason: busy, why: 'other-figure' }).reason).toEqual({ ...busy, didHarm: true });
  });

  test('what was excused is kept with the evidence, and read again', async () => {
    const { excused } = judgeRun([pass({ online: 1.2, batch: 1.1 })], await askedBy('first-answer'));
    const kept = {
      setup: '',
      measuredAt: '2026-11-23T10:00:00.000Z',
      runId: null,
      figures: {},
      emulated: [],
      trials: [],
      excused,
    };
    expect(excused).toHaveLength(2);
    expect(legEvidence.parse(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  });
});
