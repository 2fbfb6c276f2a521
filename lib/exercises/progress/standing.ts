import type { ItemAnswer, StoredTest } from '../answers';
import type { Attempt } from '../attempt';
import { CHANGED_MS, type ProgressRecords, type RecordOf, type RecordStore } from './records';

/** How far a record has come: through how many steps, within them how many tries of a search, and when it last changed. */
type Standing = readonly [steps: number, tries: number, changedMs: number];

/** Whether one state of a record is beyond another: what was finished, committed or answered is never taken back by a later date. */
export function isFurther(one: Standing, other: Standing): boolean {
  const index = one.findIndex((value, place) => value !== other[place]);
  return index >= 0 && (one[index] ?? 0) > (other[index] ?? 0);
}

type Standings = { readonly [Store in RecordStore]: (record: RecordOf<Store>) => Standing };

/** How far the records of one device have come. A test has come as far as that device's answers to it. */
export function standingsOf({ answers }: Pick<ProgressRecords, 'answers'>): Standings {
  const items = answers.flatMap((answer) => (answer.kind === 'item' ? [answer] : []));
  return {
    attempts: (attempt) => [attemptSteps(attempt), attempt.trials.length, CHANGED_MS.attempts(attempt)],
    answers: (answer) => [0, 0, CHANGED_MS.answers(answer)],
    tests: (test) => [testSteps(test, items), 0, CHANGED_MS.tests(test)],
  };
}

function attemptSteps({ commitment, legs, seen, result, followUp, told }: Attempt): number {
  return legs.length + [commitment, seen, result, followUp, told].filter(Boolean).length;
}

/** Two for every answer: one in between is locked in and not graded yet, or graded and still being explained. */
function testSteps({ id, finishedAt, locked }: StoredTest, items: readonly ItemAnswer[]): number {
  if (finishedAt !== null) return Number.POSITIVE_INFINITY;
  const answered = new Set(items.flatMap(({ testId, item }) => (testId === id ? [item] : [])));
  const between = locked === null ? 0 : answered.has(locked.item) ? -1 : 1;
  return 2 * answered.size + between;
}
