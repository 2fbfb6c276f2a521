import fc from 'fast-check';
import type { ItemAnswer, ScenarioAnswer, StoredTest } from '@/lib/exercises/answers';
import { type Attempt, newAttempt } from '@/lib/exercises/attempt';
import { CONCEPT_IDS } from '@/lib/exercises/concepts';
import { CRITERIA, PLANS, type Weight } from '@/lib/exercises/content';
import { VERDICTS } from '@/lib/exercises/grading/grade';
import type { ProgressRecords } from '@/lib/exercises/progress/records';

export const DAY_MS = 86_400_000;
const MONDAY_MS = Date.UTC(2026, 10, 23, 10);

/** @param days after a Monday */
export const on = (days: number) => new Date(MONDAY_MS + days * DAY_MS).toISOString();

/** An attempt that was graded. @param times how far off its number was */
export function graded(id: string, days: number, times: number | null, exerciseId = 'e'): Attempt {
  return {
    ...newAttempt({ exerciseId }, id, on(days)),
    commitment: { prediction: { kind: 'ratio', ratio: 3 }, reason: 'x', words: '', confidence: 0.75, at: on(days) },
    result: {
      verdict: times === null || times <= 2 ? 'right' : 'not',
      score: 1,
      outcome: 'a',
      gap: times === null ? null : { kind: 'times', value: times },
      at: on(days),
    },
  };
}

export function item(id: string, days: number, changes: Partial<ItemAnswer> = {}): ItemAnswer {
  return {
    schema: 1,
    kind: 'item',
    id,
    at: on(days),
    confidence: 0.5,
    score: 1,
    item: `item-${id}`,
    concept: 'latency',
    right: true,
    testId: 'test-1',
    given: 2,
    ...changes,
  };
}

export function scenario(id: string, days: number, score: number, card = 'card'): ScenarioAnswer {
  return {
    schema: 1,
    kind: 'scenario',
    id,
    at: on(days),
    confidence: 0.95,
    score,
    scenario: card,
    concepts: ['choosing'],
    plan: 'batch+edge',
    weights: { latency: 0, volume: 1, privacy: 2, connectivity: 0, cost: 1 },
  };
}

export function testOf(id: string, days: number, changes: Partial<StoredTest> = {}): StoredTest {
  return {
    schema: 1,
    id,
    startedAt: on(days),
    seed: 7,
    concepts: ['latency'],
    items: ['item-a', 'item-b', 'item-c', 'item-d', 'item-e'],
    finishedAt: null,
    locked: null,
    ...changes,
  };
}

const at = fc.integer({ min: 0, max: 400 }).map((hours) => on(hours / 24));
const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
const id = fc.integer({ min: 0, max: 5000 }).map((number) => `id-${number}`);
const words = fc.string({ maxLength: 40 });
const conceptIds = fc.uniqueArray(fc.constantFrom(...CONCEPT_IDS), { minLength: 1, maxLength: 3 });
const weight = fc.constantFrom<Weight>(0, 1, 2);

const anyAttempt: fc.Arbitrary<Attempt> = fc.record({
  schema: fc.constant(1 as const),
  id,
  exerciseId: fc.constantFrom('first-answer', 'why-p99', '=cmd'),
  startedAt: at,
  seed: fc.option(fc.nat()),
  set: fc.option(words),
  draft: fc.constant(null),
  commitment: fc.option(
    fc.record({
      prediction: fc.oneof(
        fc.record({ kind: fc.constant('ratio' as const), ratio: fc.integer({ min: 1, max: 900 }) }),
        fc.record({ kind: fc.constant('choose' as const), choice: fc.constantFrom('batch', '"edge",\n') }),
      ),
      reason: fc.constant('because'),
      words,
      confidence: share,
      at,
    }),
  ),
  legs: fc.array(
    fc.record({
      setup: words,
      measuredAt: at,
      runId: fc.option(id),
      figures: fc.constant({ 'batch.p50': { value: 2, low: 1.123456, high: 3 } }),
      emulated: fc.constant([]),
      trials: fc.constant([]),
    }),
    { maxLength: 2 },
  ),
  trials: fc.constant([]),
  seen: fc.option(fc.record({ words, at })),
  result: fc.option(
    fc.record({
      verdict: fc.constantFrom(...VERDICTS),
      score: share,
      outcome: words,
      gap: fc.option(fc.record({ kind: fc.constantFrom('times' as const, 'by' as const), value: fc.nat(50) })),
      at,
    }),
  ),
  followUp: fc.option(fc.record({ choice: fc.nat(3), right: fc.boolean(), at })),
});

const shared = { schema: fc.constant(1 as const), id, at, confidence: share, score: share };
const anyAnswer = fc.oneof(
  fc.record({
    ...shared,
    kind: fc.constant('item' as const),
    item: id,
    concept: fc.constantFrom(...CONCEPT_IDS),
    right: fc.boolean(),
    testId: id,
    given: fc.nat(),
  }),
  fc.record({
    ...shared,
    kind: fc.constant('scenario' as const),
    scenario: id,
    concepts: conceptIds,
    plan: fc.constantFrom(...PLANS),
    weights: fc.tuple(weight, weight, weight, weight, weight).map(
      (weights) =>
        // A weight for each criterion.
        Object.fromEntries(CRITERIA.map((criterion, index) => [criterion, weights[index] ?? 0])) as Record<
          (typeof CRITERIA)[number],
          Weight
        >,
    ),
  }),
);

const anyTest = fc.record({
  schema: fc.constant(1 as const),
  id,
  startedAt: at,
  seed: fc.nat(),
  concepts: conceptIds,
  items: fc.array(id, { minLength: 1, maxLength: 4 }),
  finishedAt: fc.option(at),
  locked: fc.option(fc.record({ item: id, given: fc.nat(), confidence: share, at })),
});

const listOf = <T extends { readonly id: string }>(one: fc.Arbitrary<T>) =>
  fc.uniqueArray(one, { maxLength: 8, selector: (record) => record.id });

/** Anything a device may keep. */
export const anyProgress: fc.Arbitrary<ProgressRecords> = fc.record({
  attempts: listOf(anyAttempt),
  answers: listOf(anyAnswer),
  tests: listOf(anyTest),
});
