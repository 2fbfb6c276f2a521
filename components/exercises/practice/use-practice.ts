'use client';

import { useCallback } from 'react';
import type { ErrorReport } from '@/lib/errors';
import type { ItemAnswer, StoredTest } from '@/lib/exercises/answers';
import type { ConceptId } from '@/lib/exercises/concepts';
import type { TestItem } from '@/lib/exercises/content';
import { newId } from '@/lib/exercises/new-id';
import { assembleForm } from '@/lib/exercises/practice/assemble-form';
import { answerOf } from '@/lib/exercises/practice/grade-item';
import type { ItemAsk, LookAlikes } from '@/lib/exercises/practice/item-ask';
import { hasAnswer, isOpen, latestFinished, leftToGrade, movedOn, unfinished } from '@/lib/exercises/practice/sitting';
import { type TestsState, useKeptTests } from './use-kept-tests';

/** Marks the results in the address, so that a reload shows them again. */
const RESULTS_HASH = '#results';

export interface Practice {
  /** `null` until what is kept has been read. */
  readonly answers: readonly ItemAnswer[] | null;
  /** The one that is going on or whose results are shown; `null` where the next one is being set up. */
  readonly test: StoredTest | null;
  /** The latest whose results can be shown. */
  readonly finished: StoredTest | null;
  /** Records that could not be read. */
  readonly unreadable: number;
  /** Why the device keeps nothing. */
  readonly unkept: ErrorReport | null;
  begin(concepts: readonly ConceptId[]): void;
  lock(item: string, given: number, confidence: number): void;
  /** The item of a finished test whose answer still wants its key; `null` = none. */
  readonly left: string | null;
  /** The key of an item that is locked in has come. */
  grade(key: TestItem): void;
  /** From the explanation of this item. */
  goOn(item: string): void;
  finish(): void;
  showResults(): void;
  /** To the choice of concepts. */
  leave(): void;
}

/** The practice tests of this device. What another tab did counts; what is done here is shown, then kept. */
export function usePractice(bank: readonly ItemAsk[], lookAlikes: readonly LookAlikes[]): Practice {
  const first = useCallback(
    ({ tests, answers }: Omit<TestsState, 'shown'>) => {
      const wanted = location.hash === RESULTS_HASH ? latestFinished(tests, answers) : null;
      return (wanted ?? unfinished(tests, answers, bank))?.id ?? null;
    },
    [bank],
  );
  const { state, unreadable, unkept, now, show, write, afterReading } = useKeptTests(first);
  const test = state?.tests.find(({ id }) => id === state.shown) ?? null;
  /** Shows a test as it is now and keeps it. */
  const put = useCallback(
    (changed: StoredTest) => {
      const before = now();
      if (!before) return;
      show({ ...before, tests: [...before.tests.filter(({ id }) => id !== changed.id), changed], shown: changed.id });
      write('tests', changed);
    },
    [now, show, write],
  );
  const shownTest = useCallback(() => {
    const before = now();
    return before?.tests.find(({ id }) => id === before.shown) ?? null;
  }, [now]);

  const begin = useCallback(
    (concepts: readonly ConceptId[]) => {
      const answers = now()?.answers ?? [];
      const [seed = 0] = crypto.getRandomValues(new Uint32Array(1));
      const { items } = assembleForm({ items: bank, concepts, answers, lookAlikes, seed });
      markResults(false);
      const startedAt = new Date().toISOString();
      // One test at a time: those left over, as from another tab, are over.
      for (const other of now()?.tests ?? []) if (other.finishedAt === null) put(movedOn(other, answers, startedAt));
      const common = { schema: 1, id: newId(), startedAt, seed, finishedAt: null, locked: null } as const;
      put({ ...common, concepts: [...concepts], items: [...items] });
    },
    [bank, lookAlikes, now, put],
  );
  const lock = useCallback(
    (item: string, given: number, confidence: number) =>
      afterReading(() => {
        const up = shownTest();
        if (up && isOpen(up, item, now()?.answers ?? []))
          put({ ...up, locked: { item, given, confidence, at: new Date().toISOString() } });
      }),
    [afterReading, now, put, shownTest],
  );
  const grade = useCallback(
    (key: TestItem) => {
      afterReading(() => {
        const before = now();
        if (!before) return;
        // What was answered first in some tab stays.
        const graded = before.tests
          .flatMap((test) => answerOf(test, key) ?? [])
          .filter(({ testId, item }) => !hasAnswer(before.answers, testId, item));
        if (graded.length === 0) return;
        show({ ...before, answers: [...before.answers, ...graded] });
        for (const answer of graded) write('answers', answer);
      });
    },
    [afterReading, now, show, write],
  );
  const turnTo = useCallback(
    (id: string | null) => {
      markResults(id !== null);
      const before = now();
      if (before) show({ ...before, shown: id });
    },
    [now, show],
  );
  const end = useCallback(
    (isOver: boolean) => {
      const up = shownTest();
      if (!up) return;
      const answers = now()?.answers ?? [];
      const over = movedOn(up, answers, up.finishedAt ?? (isOver ? new Date().toISOString() : null));
      put(over);
      const isEmpty = over.locked === null && !answers.some(({ testId }) => testId === up.id);
      if (isOver) turnTo(isEmpty ? null : up.id);
    },
    [now, put, shownTest, turnTo],
  );
  const goOn = useCallback(
    (item: string) =>
      // The answer has been graded by then.
      afterReading(() => {
        const up = shownTest();
        if (up?.locked?.item === item) end(!unfinished([{ ...up, locked: null }], now()?.answers ?? [], bank));
      }),
    [afterReading, bank, end, now, shownTest],
  );
  const finish = useCallback(() => afterReading(() => end(true)), [afterReading, end]);

  const finished = state && latestFinished(state.tests, state.answers);
  return {
    answers: state?.answers ?? null,
    test,
    finished,
    left: state && leftToGrade(state.tests, state.answers, bank),
    unreadable,
    unkept,
    begin,
    lock,
    grade,
    goOn,
    finish,
    showResults: () => turnTo(finished?.id ?? null),
    leave: () => turnTo(null),
  };
}

function markResults(shown: boolean) {
  history.replaceState(history.state, '', shown ? RESULTS_HASH : location.pathname + location.search);
}
