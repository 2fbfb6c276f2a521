import { readdirSync } from 'node:fs';
import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test, vi } from 'vitest';
import { useFoundWords } from '@/components/exercises/chart/use-found-words';
import { usePredictionWords } from '@/components/exercises/chart/use-prediction-words';
import { KIND_VIEWS } from '@/components/exercises/kinds';
import { PredictionField } from '@/components/exercises/kinds/prediction-field';
import { GapWords } from '@/components/exercises/play/gap-words';
import { PartsList } from '@/components/exercises/play/parts-list';
import { useGivenWords } from '@/components/exercises/progress/use-given-words';
import { ExerciseKey } from '@/components/exercises/sets/print/exercise-key';
import { ExerciseSheet } from '@/components/exercises/sets/print/exercise-sheet';
import { questionsOf } from '@/lib/exercises/asked';
import { composeExercise } from '@/lib/exercises/compose';
import { draftOfPrediction, predictionDraft, predictionOf } from '@/lib/exercises/draft';
import { drawingOf } from '@/lib/exercises/draw-exercise';
import { gradeExercise } from '@/lib/exercises/grade-exercise';
import { KIND_IDS, KINDS } from '@/lib/exercises/kinds';
import { kindOf } from '@/lib/exercises/kinds/kind-of';
import { prediction } from '@/lib/exercises/prediction';
import { offeredExercise } from '@/lib/exercises/progress/offered';
import type { Rules } from '@/lib/exercises/rules';
import { keyTolerance } from '@/lib/exercises/sets/key-tolerance';
import { misfitsOf } from '@/lib/exercises/words';
import { MESSAGES } from '@/lib/i18n/messages';

// What a new kind writes into the two lists, and nothing else.
vi.mock('@/lib/exercises/kinds', async (original) => {
  const real = await original<typeof import('@/lib/exercises/kinds')>();
  const { pair } = await import('./made-up-kind');
  return { ...real, KINDS: { ...real.KINDS, pair } };
});
vi.mock('@/components/exercises/kinds', async (original) => {
  const real = await original<typeof import('@/components/exercises/kinds')>();
  const { pairView } = await import('./made-up-kind');
  return { KIND_VIEWS: { ...real.KIND_VIEWS, pair: pairView } };
});

/** Helpers of the kinds, and the lists. */
const filesIn = (folder: string, ...others: string[]) =>
  readdirSync(folder).flatMap((name) => {
    const [stem = '', ending] = name.split('.');
    return ending === 'css' || name.includes('.module.') || others.includes(stem) ? [] : [stem];
  });

test('A kind is a file in each of two folders, and a line in the list of each', () => {
  const kinds = [...KIND_IDS].sort();
  expect(filesIn('lib/exercises/kinds', 'index', 'kind', 'kind-of', 'number').sort()).toEqual(kinds);
  const looks = ['index', 'view', 'view-of', 'prediction-field', 'finding', 'order-row', 'curve-names', 'scale-grid'];
  expect(filesIn('components/exercises/kinds', ...looks).sort()).toEqual(kinds);
});

describe('A made-up kind in both lists', () => {
  // The types know the real kinds only.
  const rules = {
    kind: 'pair',
    level: 'apply',
    concepts: ['lanes'],
    minutes: 3,
    input: { options: [{ id: 'online', lane: 'online' }, 'edge', 'batch'] },
    legs: [{ changes: { count: 100, perSecond: 20 } }],
    reasons: { good: 'sound', bad: 'unsound' },
    truth: { pair: ['online', 'edge'] },
    facts: { median: 'online.median' },
    watch: ['online.median'],
    followUp: 1,
  } as unknown as Rules;
  const choice = { text: 'A choice', why: 'A cause' };
  const words = {
    ask: {
      title: 'Two of them',
      goal: 'You will know which two.',
      prompt: 'Three lanes.',
      question: 'Which two?',
      input: { options: { online: 'Online', edge: 'Edge', batch: 'Batch' } },
      reasons: { good: 'For a cause.', bad: 'For none.' },
      legs: ['Three lanes'],
    },
    key: {
      outcomes: { right: 'Both, at {median}.', partly: 'One of them.', not: 'Neither.' },
      usually: 'It is these two.',
      reasons: { good: 'It holds.', bad: 'It does not.' },
      watch: ['Online'],
      followUp: { question: 'And now?', choices: [choice, { ...choice, text: 'B' }, { ...choice, text: 'C' }] },
    },
  };
  const exercise = composeExercise('two-of-them', rules, words);
  const { ask } = exercise;
  const evidence = [{ figures: { 'online.median': { value: 9, low: 8, high: 10 } }, trials: [] }];
  const given = prediction.parse({ kind: 'pair', pair: ['online', 'batch'] });

  /** What a reader sees of it, as text. */
  const shown = (children: ReactNode): string =>
    renderToStaticMarkup(
      <NextIntlClientProvider locale="en" messages={MESSAGES} timeZone="UTC">
        {children}
      </NextIntlClientProvider>,
    )
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/\s+/g, ' ');

  test('is there', () => {
    expect(Object.keys(KINDS)).toContain('pair');
    expect(Object.keys(KIND_VIEWS)).toContain('pair');
    expect(misfitsOf(rules as never, words)).toEqual([]);
    expect(kindOf(ask.kind).input.safeParse(ask.input).success).toBe(true);
  });

  test('is drafted, committed and read again', () => {
    const half = predictionDraft.parse({ kind: 'pair', pair: ['online'] });
    expect(predictionOf(ask, half)).toBeNull();
    expect(predictionOf(ask, draftOfPrediction(given))).toEqual(given);
    expect(prediction.safeParse({ kind: 'pair', pair: ['online'] }).success).toBe(false);
  });

  test('is graded and explained', () => {
    const graded = gradeExercise(exercise, given, 'good', evidence);
    expect(graded).toMatchObject({ grade: { verdict: 'partly', score: 0.5 }, outcome: 'partly' });
    expect(graded?.facts).toEqual({ median: { unit: 'duration', value: 9 } });
    expect(gradeExercise(exercise, given, 'good', [])).toBeNull();
    const { grade } = graded ?? {};
    if (!grade) throw new Error('There must be a grade.');
    expect(shown(<GapWords exercise={exercise} grade={grade} evidence={evidence} />)).not.toBe(' ');
    const commitment = { prediction: given, reason: 'good', words: '', confidence: 0.5, at: '' };
    expect(shown(<PartsList ask={ask} commitment={commitment} parts={grade.parts} />)).toContain('batch');
  });

  test('is drawn, and asks for a valid run', () => {
    expect(drawingOf(exercise, given, evidence)).toMatchObject({ form: 'panels' });
    expect(questionsOf(exercise, 0)).toEqual([]);
    const Said = () => Object.values(usePredictionWords(exercise, given)).join(' ');
    expect(shown(<Said />)).toContain('online and batch A pair.');
    const Found = () => String(useFoundWords(exercise, evidence, '').title);
    expect(shown(<Found />)).toBe('null');
  });

  test('is asked for on the page and on paper', () => {
    const field = <PredictionField ask={ask} value={null} disabled={false} onChange={() => {}} />;
    expect(shown(field)).toContain('3 to choose from, 0 chosen');
    expect(shown(<ExerciseSheet ask={ask} seed={null} />)).toContain('Batch');
    const measured = { name: 'a laptop', evidence: [{ 'online.median': 9 }], reason: 'good' };
    const example = { ...measured, prediction: given, verdict: 'right', outcome: 'right' } as const;
    const key = <ExerciseKey exercise={exercise} examples={[example]} />;
    expect(shown(key)).toContain('online with batch');
    expect(keyTolerance(exercise)).toBeNull();
  });

  test('is told in the history', () => {
    const Told = () => useGivenWords()(given, offeredExercise(ask));
    expect(shown(<Told />)).toBe('Online + Batch');
    expect(offeredExercise(ask).unit).toBeNull();
  });
});
