import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { timeTicks } from '@/lib/chart/ticks';
import { CONCEPT_IDS } from '@/lib/exercises/concepts';
import { conceptProgress } from '@/lib/exercises/progress/concept-progress';
import { byDay, historyOf } from '@/lib/exercises/progress/history';
import { judgedAnswers } from '@/lib/exercises/progress/judged-answers';
import type { OfferedExercise } from '@/lib/exercises/progress/offered';
import { predictionErrors } from '@/lib/exercises/progress/prediction-errors';
import { NO_PROGRESS, type ProgressRecords } from '@/lib/exercises/progress/records';
import { scenarioVerdict } from '@/lib/exercises/progress/scenario-verdict';
import { anyProgress, DAY_MS, graded, item, on, scenario, testOf } from './progress-fixtures';

const exercise = (id: string, concepts: OfferedExercise['concepts']): OfferedExercise => ({
  id,
  kind: 'ratio',
  title: `The ${id}`,
  concepts,
  unit: 'ratio',
  names: {},
});
const OFFERED = {
  exercises: [exercise('near', ['queues', 'latency']), exercise('own', ['latency'])],
  scenarios: [{ id: 'card', title: 'A case', concepts: ['latency' as const] }],
};
const latencyOf = (records: Partial<ProgressRecords>) => {
  const found = conceptProgress(OFFERED, { ...NO_PROGRESS, ...records }).find(({ concept }) => concept === 'latency');
  if (!found) throw new Error('There is no such concept.');
  return found;
};
/** A whole test on latency. */
const answers = (days: number, right: number) =>
  [1, 2, 3, 4, 5].map((place) => item(`${days}-${place}`, days, { testId: `test-${days}`, right: place <= right }));
const bothDone = [graded('a', 0, 1, 'own'), graded('b', 0, 3, 'near')];

describe('How far one has come', () => {
  test('is told for every concept in the order they are taught', () => {
    expect(conceptProgress(OFFERED, NO_PROGRESS).map(({ concept }) => concept)).toEqual(CONCEPT_IDS);
  });

  test('puts the exercises that are filed under a concept before those that touch it', () => {
    expect(latencyOf({}).exercises.map(({ id }) => id)).toEqual(['own', 'near']);
  });

  test('takes the best verdict of an exercise and the latest answer to a case', () => {
    const { exercises, scenarios, meanPoints } = latencyOf({
      attempts: [graded('a', 0, 1, 'own'), graded('b', 1, 9, 'own')],
      answers: [scenario('s', 1, 0.9), scenario('r', 0, 0.1)],
    });
    expect(exercises.map(({ state }) => state)).toEqual(['right', 'new']);
    expect(scenarios.map(({ state }) => state)).toEqual(['right']);
    expect(meanPoints).toBeCloseTo(90);
  });
});

describe('The next step', () => {
  test('of somebody new is the first exercise of the concept', () => {
    expect(latencyOf({}).next).toEqual({ kind: 'exercise', href: '/exercises/own', title: 'The own' });
  });

  test('is first of all what was begun', () => {
    const begun = { ...graded('a', 0, 1, 'near'), result: null };
    expect(latencyOf({ attempts: [begun] }).next).toMatchObject({ kind: 'goOn', href: '/exercises/near' });
  });

  test('is the test once every exercise is done', () => {
    expect(latencyOf({ attempts: bothDone }).next).toEqual({ kind: 'test', href: '/exercises/test?concepts=latency' });
  });

  test('after a test that did not go well is the lesson, and the test again once one has practised', () => {
    expect(latencyOf({ attempts: bothDone, answers: answers(2, 3) }).next).toEqual({
      kind: 'lesson',
      href: '/learn/online',
    });
    const since = [...bothDone, graded('c', 3, 1, 'own')];
    expect(latencyOf({ attempts: since, answers: answers(2, 3) }).next).toMatchObject({ kind: 'testAgain' });
  });

  test('of what is mastered is a case, until there is nothing left', () => {
    const mastered = { attempts: bothDone, answers: answers(2, 4) };
    expect(latencyOf(mastered).next).toMatchObject({ kind: 'scenario', href: '/exercises/scenarios/card' });
    expect(latencyOf({ ...mastered, answers: [...mastered.answers, scenario('s', 3, 0.2)] }).next).toEqual({
      kind: 'none',
    });
  });
});

describe('A case', () => {
  test('counts as right from 80 points, and not at all where the weights alone could bring them', () => {
    expect([0, 0.4, 0.41, 0.79, 0.8, 1].map(scenarioVerdict)).toEqual([
      'not',
      'not',
      'partly',
      'partly',
      'right',
      'right',
    ]);
  });
});

describe('Prediction errors', () => {
  test('are the graded factors by date, with the median of the last five from the third on', () => {
    const attempts = [4, 1, 16, 2, 8, 3].map((times, index) => graded(`a${index}`, index, times, `e${index}`));
    const { errors } = predictionErrors(attempts.toReversed());
    expect(errors.map(({ factor }) => factor)).toEqual([4, 1, 16, 2, 8, 3]);
    expect(errors.map(({ median }) => median)).toEqual([null, null, 4, Math.sqrt(8), 4, 3]);
  });

  test('leave out what is off by an amount and say how many those are', () => {
    const by = graded('b', 1, 2, 'linear');
    const attempts = [graded('a', 0, 2, 'own'), graded('c', 2, null, 'choice'), by].map((attempt) =>
      attempt === by && attempt.result
        ? { ...attempt, result: { ...attempt.result, gap: { kind: 'by' as const, value: 3 } } }
        : attempt,
    );
    const { errors, leftOut } = predictionErrors(attempts);
    expect(errors).toHaveLength(1);
    expect(leftOut).toBe(1);
  });

  test('are of the first time an exercise was graded, in whatever order its attempts lie: repeats are made knowing the key', () => {
    const attempts = [graded('again', 2, 1.1), graded('first', 1, 8), { ...graded('open', 0, 1), result: null }];
    for (const order of [attempts, attempts.toReversed()])
      expect(predictionErrors(order).errors.map(({ attemptId }) => attemptId)).toEqual(['first']);
  });

  test('are none where the first time had no factor', () => {
    expect(predictionErrors([graded('never', 0, null), graded('again', 1, 2)])).toEqual({ errors: [], leftOut: 0 });
  });

  test('are at least 1, and each median lies among the last five', () => {
    fc.assert(
      fc.property(anyProgress, ({ attempts }) => {
        const { errors } = predictionErrors(attempts);
        errors.forEach(({ factor, median }, index) => {
          expect(factor).toBeGreaterThanOrEqual(1);
          if (median === null) return;
          const last = errors.slice(Math.max(0, index - 4), index + 1).map((error) => error.factor);
          expect(median).toBeGreaterThanOrEqual(Math.min(...last) - 1e-9);
          expect(median).toBeLessThanOrEqual(Math.max(...last) + 1e-9);
        });
      }),
    );
  });
});

describe('Confidence', () => {
  test('is held against exercises, cases and questions', () => {
    const judged = judgedAnswers({
      attempts: [graded('a', 0, 1), { ...graded('b', 0, 1), result: null }],
      answers: [scenario('s', 0, 0.7), item('i', 0, { right: false })],
    });
    expect(judged).toEqual({
      exercise: [{ confidence: 0.75, right: true }],
      scenario: [{ confidence: 0.95, right: false }],
      item: [{ confidence: 0.5, right: false }],
    });
  });
});

describe('An exercise that was first graded on a sample run, or told without a grade', () => {
  const leg = { setup: '', measuredAt: on(0), runId: null, figures: {}, emulated: [], trials: [] };
  const sampled = { ...graded('a', 0, 9), legs: [{ ...leg, sample: 'a laptop' }] };
  const told = { ...graded('a', 0, 9), result: null, told: { at: on(0) } };

  test('counts neither for confidence nor for errors, then or later: its key was seen', () => {
    for (const first of [sampled, told]) {
      const attempts = [graded('b', 1, 2), first, graded('c', 2, 3, 'other')];
      expect(predictionErrors(attempts).errors.map(({ attemptId }) => attemptId)).toEqual(['c']);
      expect(judgedAnswers({ attempts, answers: [] }).exercise).toHaveLength(1);
    }
  });

  test('that had been graded on an own run before counts as it did', () => {
    const attempts = [graded('own', 0, 2), { ...sampled, result: graded('x', 3, 9).result }];
    expect(predictionErrors(attempts).errors.map(({ attemptId }) => attemptId)).toEqual(['own']);
  });
});

describe('Confidence in a repeat', () => {
  test('counts for nothing, since the key was seen: of each exercise, case and question the first answer does', () => {
    const judged = judgedAnswers({
      attempts: [graded('b', 2, 1), graded('a', 1, 9), graded('c', 3, 1, 'other')],
      answers: [
        scenario('t', 1, 1),
        scenario('s', 0, 0.1),
        scenario('u', 0, 0.9, 'another'),
        item('j', 1, { item: 'same', testId: 'test-2', right: true }),
        item('i', 0, { item: 'same', right: false }),
      ],
    });
    const rights = (kind: 'exercise' | 'scenario' | 'item') => judged[kind].map(({ right }) => right);
    expect(rights('exercise')).toEqual([false, true]);
    expect(rights('scenario')).toEqual([false, true]);
    expect(rights('item')).toEqual([false]);
  });
});

describe('The history', () => {
  test('has every commitment, case and test once, the newest first', () => {
    fc.assert(
      fc.property(anyProgress, (records) => {
        const history = historyOf(records);
        const committed = records.attempts.filter(({ commitment }) => commitment).length;
        const cases = records.answers.filter(({ kind }) => kind === 'scenario').length;
        const tests = new Set([
          ...records.tests.map(({ id }) => id),
          ...records.answers.flatMap((answer) => (answer.kind === 'item' ? [answer.testId] : [])),
        ]).size;
        expect(history).toHaveLength(committed + cases + tests);
        const times = history.map(({ atMs }) => atMs);
        expect(times).toEqual([...times].sort((a, b) => b - a));
        expect(byDay(history, 'Pacific/Auckland').flatMap(({ entries }) => entries)).toEqual(history);
      }),
    );
  });

  test('parts days by the clock of the reader', () => {
    const history = historyOf({ ...NO_PROGRESS, answers: [scenario('a', 0, 1), scenario('b', 0.5, 1)] });
    expect(byDay(history, 'UTC').map(({ day }) => day)).toEqual(['2026-11-23']);
    expect(byDay(history, 'Asia/Tokyo').map(({ day }) => day)).toEqual(['2026-11-24', '2026-11-23']);
  });

  test('tells of a test how it went and whether its results can be shown', () => {
    const [entry] = historyOf({
      ...NO_PROGRESS,
      answers: answers(2, 3),
      tests: [testOf('test-2', 1, { finishedAt: on(2.1) })],
    });
    expect(entry).toMatchObject({
      kind: 'test',
      right: 3,
      answered: 5,
      asked: 5,
      confidence: 0.5,
      concepts: ['latency'],
      isFinished: true,
      isLatest: true,
    });
  });
});

describe('Ticks of time', () => {
  test('are few, ascend, and lie on the axis', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4000 * DAY_MS }),
        fc.integer({ min: 1, max: 4000 * DAY_MS }),
        fc.integer({ min: 2, max: 9 }),
        (fromMs, span, most) => {
          const { ticksMs } = timeTicks(fromMs, fromMs + span, most);
          expect(ticksMs.length).toBeLessThanOrEqual(most);
          ticksMs.forEach((tick, index) => {
            expect(tick).toBeGreaterThanOrEqual(fromMs);
            expect(tick).toBeLessThanOrEqual(fromMs + span);
            if (index > 0) expect(tick).toBeGreaterThan(ticksMs[index - 1] ?? 0);
          });
        },
      ),
    );
  });

  test.each([2, 3, 5])('of a fortnight are midnights, also where there is room for %i only', (most) => {
    const { ticksMs, as } = timeTicks(Date.parse(on(0)), Date.parse(on(14)), most);
    expect(as).toBe('day');
    expect(ticksMs.length).toBeGreaterThan(0);
    for (const tick of ticksMs) expect(new Date(tick).getHours()).toBe(0);
  });
});
