import type { ItemAnswer, StoredTest } from '../answers';
import type { ItemAsk } from './item-ask';

/** A test as it stands. */
export interface Sitting {
  readonly test: StoredTest;
  /** In the order they are asked; those that are in the bank no longer are left out. */
  readonly items: readonly ItemAsk[];
  /** How many are left out. */
  readonly gone: number;
  /** The answers of this test, by item. */
  readonly answers: ReadonlyMap<string, ItemAnswer>;
  /** The question that is up: the one locked in, else the first without an answer; `null` when there is none. */
  readonly current: ItemAsk | null;
  /** Its place, from 0. */
  readonly place: number;
}

export function sittingOf(test: StoredTest, answers: readonly ItemAnswer[], bank: readonly ItemAsk[]): Sitting {
  const byId = new Map(bank.map((item) => [item.id, item]));
  // A drawn test holds no item twice; one that was meddled with may.
  const items = [...new Set(test.items)].flatMap((id) => byId.get(id) ?? []);
  const given = new Map(
    answers.flatMap((answer) => (answer.testId === test.id ? [[answer.item, answer] as const] : [])),
  );
  const place = items.findIndex(({ id }) => (test.locked ? id === test.locked.item : !given.has(id)));
  const next = place >= 0 ? place : items.findIndex(({ id }) => !given.has(id));
  return {
    test,
    items,
    gone: new Set(test.items).size - items.length,
    answers: given,
    current: items[next] ?? null,
    place: Math.max(0, next),
  };
}

/** Whether an answer to a question of a test is kept. */
export function hasAnswer(answers: readonly ItemAnswer[], testId: string, item: string): boolean {
  return answers.some((answer) => answer.testId === testId && answer.item === item);
}

/**
 * Whether a question of a test can still be answered. Not once an answer was locked in or graded, whichever tab did it:
 * its key may have been seen.
 */
export function isOpen({ id, finishedAt, locked }: StoredTest, item: string, answers: readonly ItemAnswer[]): boolean {
  return finishedAt === null && locked === null && !hasAnswer(answers, id, item);
}

/** A test after its question was explained or it was finished. An answer that was locked in and not graded yet stays: it counts. */
export function movedOn(test: StoredTest, answers: readonly ItemAnswer[], finishedAt: string | null): StoredTest {
  const { id, locked } = test;
  return { ...test, finishedAt, locked: locked && !hasAnswer(answers, id, locked.item) ? locked : null };
}

/** The question of a finished test whose answer was locked in before its key came, in whichever tab; `null` = there is none. */
export function leftToGrade(
  tests: readonly StoredTest[],
  answers: readonly ItemAnswer[],
  bank: readonly ItemAsk[],
): string | null {
  const ids = new Set(bank.map(({ id }) => id));
  const left = tests.find(
    ({ id, finishedAt, locked }) =>
      finishedAt !== null && locked && ids.has(locked.item) && !hasAnswer(answers, id, locked.item),
  );
  return left?.locked?.item ?? null;
}

/** The test to go on with: the latest that was begun and not finished and has a question left. */
export function unfinished(
  tests: readonly StoredTest[],
  answers: readonly ItemAnswer[],
  bank: readonly ItemAsk[],
): StoredTest | null {
  const open = latestFirst(tests.filter(({ finishedAt }) => finishedAt === null));
  return open.find((test) => sittingOf(test, answers, bank).current !== null) ?? null;
}

/** The latest test that was finished and has an answer. */
export function latestFinished(tests: readonly StoredTest[], answers: readonly ItemAnswer[]): StoredTest | null {
  const answered = new Set(answers.map(({ testId }) => testId));
  return latestFirst(tests.filter(({ id, finishedAt }) => finishedAt !== null && answered.has(id)))[0] ?? null;
}

const latestFirst = (tests: readonly StoredTest[]) => [...tests].sort((a, b) => b.startedAt.localeCompare(a.startedAt));
