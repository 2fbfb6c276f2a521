import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EXERCISE_IDS } from '@/lib/exercises/catalog';
import { composeExercise } from '@/lib/exercises/compose';
import type { Evidence } from '@/lib/exercises/evidence/evidence';
import type { Grade } from '@/lib/exercises/grading/grade';
import { numberOutcome } from '@/lib/exercises/kinds/number';
import { defineRules } from '@/lib/exercises/rules';
import { readWords } from '@/lib/exercises/source/read-exercises';
import { readTerm, unitOfTerm } from '@/lib/exercises/term';
import { exerciseWords, misfitsOf } from '@/lib/exercises/words';

const exactly = (value: number) => ({ value, low: value, high: value });
const evidenceOf = (...legs: Readonly<Record<string, number>>[]): Evidence =>
  legs.map((figures) => ({
    figures: Object.fromEntries(Object.entries(figures).map(([id, value]) => [id, exactly(value)])),
    trials: [],
  }));

describe('A term', () => {
  const evidence = evidenceOf({ 'online.median': 4, 'batch.median': 1000 }, { 'online.median': 8 });

  test('is a number, a figure of the first leg or of the one it names, or one term divided by another', () => {
    expect(readTerm(evidence, 3)).toEqual(exactly(3));
    expect(readTerm(evidence, 'online.median')).toEqual(exactly(4));
    expect(readTerm(evidence, [1, 'online.median'])).toEqual(exactly(8));
    const times = { above: { above: 'batch.median', below: 'online.median' }, below: 10 } as const;
    expect(readTerm(evidence, times)).toEqual(exactly(25));
    expect([unitOfTerm(times), unitOfTerm('online.bytes-sent')]).toEqual(['ratio', 'bytes']);
  });

  test('is not known while a figure is missing, or where it would be divided by 0', () => {
    expect(readTerm(evidence, [1, 'batch.median'])).toBeNull();
    expect(readTerm(evidence, { above: 'batch.median', below: 'edge.median' })).toBeNull();
    expect(readTerm(evidenceOf({ 'online.median': 0 }), { above: 1, below: 'online.median' })).toBeNull();
  });
});

describe('The explanation of a number', () => {
  const of = (verdict: Grade['verdict']): Grade => ({ verdict, score: 0, gap: null, parts: {} });
  const rule = {
    under: [
      [1, 'dearer'],
      [2, { right: 'alike', high: 'calm' }],
    ],
    right: 'saved',
    tooLow: { outcome: 'reversed', below: 1 },
  } as const;
  const outcome = (value: number, measured: number, verdict: Grade['verdict'] = 'not') =>
    numberOutcome(rule, value, exactly(measured), of(verdict));

  test('is that of what was measured first, then of the side that was missed', () => {
    expect([outcome(9, 0.5, 'right'), outcome(1.5, 1.5, 'right'), outcome(9, 1.5), outcome(0.5, 1.5)]).toEqual([
      'dearer',
      'alike',
      'calm',
      'low',
    ]);
    expect([outcome(9, 9, 'right'), outcome(90, 9), outcome(1, 9), outcome(0.9, 9)]).toEqual([
      'saved',
      'high',
      'low',
      'reversed',
    ]);
  });

  test('of a prediction that is right never says that it was too high or too low', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), (value) => {
        expect(numberOutcome(undefined, value, exactly(1), of('right'))).toBe('right');
      }),
    );
  });
});

describe('Rules and words', () => {
  const rules = defineRules<'order'>({
    kind: 'order',
    level: 'recall',
    concepts: ['lanes'],
    minutes: 2,
    input: { items: [{ id: 'batch', lane: 'batch' }, 'other'] },
    legs: [{ changes: { lanes: ['edge'], count: 100, perSecond: 20 } }],
    reasons: { clock: 'sound', slow: 'batch-is-slow-online', none: 'unsound' },
    truth: { by: { batch: 'batch.rate', other: 'edge.rate' }, first: 'most' },
    facts: { rate: { of: { above: 'edge.rate', below: 3 }, as: 'count', rounded: 'up' } },
    watch: ['load.best', 'batch.rate'],
    followUp: 2,
  });
  const choice = (text: string) => ({ text, why: `${text}, since.` });
  const words = {
    ask: {
      ...{ title: 'T', goal: 'G', prompt: 'P', question: 'Q', legs: ['A leg'] },
      input: { items: { batch: 'Batch', other: 'Another' }, first: 'first', last: 'last' },
      reasons: { clock: 'The clock.', slow: 'It is slow.', none: 'None.' },
    },
    key: {
      outcomes: { right: 'Yes.', partly: 'Partly.', not: 'No.' },
      usually: 'Mostly.',
      reasons: { clock: 'It is.', slow: 'It is not.', none: 'There is one.' },
      watch: ['The best', 'Batch'],
      followUp: { question: 'And?', choices: [choice('A'), choice('B'), choice('C')] },
    },
  };
  const { ask, key } = composeExercise('made-up', rules, words);

  test('make what is asked, options with their words and lanes', () => {
    expect(ask).toMatchObject({
      id: 'made-up',
      input: {
        items: [
          { id: 'batch', lane: 'batch', text: 'Batch' },
          { id: 'other', text: 'Another' },
        ],
        first: 'first',
      },
      reasons: [{ id: 'clock', text: 'The clock.' }, { id: 'slow' }, { id: 'none' }],
      legs: [{ title: 'A leg', changes: { lanes: ['edge'] } }],
    });
  });

  test('make a key: what each reason is, what is drawn of which lane, the right choice, facts as they are told', () => {
    expect(key.reasons).toEqual({
      clock: { sound: true, why: 'It is.' },
      slow: { sound: false, why: 'It is not.', misconception: 'batch-is-slow-online' },
      none: { sound: false, why: 'There is one.' },
    });
    expect(key.watch.map(({ lane, words: said }) => [lane, said])).toEqual([
      ['edge', 'The best'],
      ['batch', 'Batch'],
    ]);
    expect(key.followUp.choices.map(({ right }) => right)).toEqual([false, false, true]);
    expect(key.facts(evidenceOf({ 'edge.rate': 10 }))).toEqual({ rate: { unit: 'count', value: 4 } });
  });

  test('have the most come first where it is said so, and nothing before all is measured', () => {
    const by = key.truth(evidenceOf({ 'edge.rate': 10, 'batch.rate': 40 }));
    expect(by).toMatchObject({ by: { batch: { value: 1 / 40 }, other: { value: 1 / 10 } } });
    expect(key.truth(evidenceOf({ 'edge.rate': 10 }))).toBeNull();
  });

  test('are held against each other: what is missing or too much is named', () => {
    expect(misfitsOf(rules, words)).toEqual([]);
    const { clock: _, ...fewer } = words.key.reasons;
    const changed = {
      ask: { ...words.ask, legs: [] },
      key: { ...words.key, reasons: fewer, watch: [...words.key.watch, 'More'] },
    };
    expect(misfitsOf(rules, changed)).toEqual(['ask.legs', 'key.reasons', 'key.watch']);
    expect(exerciseWords.safeParse({ ...words, ask: { ...words.ask, hint: 'x' } }).success).toBe(false);
  });
});

test.each(EXERCISE_IDS)(
  'The module of %s, which learners fetch, holds rules and neither words nor examples',
  async (id) => {
    const module: object = await import(`../../lib/exercises/catalog/${id}.ts`);
    expect(Object.keys(module)).toEqual(['rules']);
    const { ask, key } = await readWords(id);
    const source = JSON.stringify(module);
    expect([ask.prompt, ...Object.values(key.outcomes)].filter((text) => source.includes(text))).toEqual([]);
    expect(source).not.toContain('"examples"');
  },
);
