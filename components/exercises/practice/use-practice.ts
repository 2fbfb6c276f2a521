'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { type ErrorReport, reportOf } from '@/lib/errors';
import type { ItemAnswer, StoredTest } from '@/lib/exercises/answers';
import type { ConceptId } from '@/lib/exercises/concepts';
import type { TestItem } from '@/lib/exercises/content';
import { assembleForm } from '@/lib/exercises/practice/assemble-form';
import { answerOf } from '@/lib/exercises/practice/grade-item';
import type { ItemAsk, LookAlikes } from '@/lib/exercises/practice/item-ask';
import { latestFinished, unfinished } from '@/lib/exercises/practice/sitting';
import { type Kept, type KeptStore, keep, readKept } from '@/lib/learner/exercises/kept';

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
  /** The key of the item that is locked in has come. */
  grade(key: TestItem): void;
  goOn(): void;
  finish(): void;
  showResults(): void;
  /** To the choice of concepts. */
  leave(): void;
}

interface State {
  readonly answers: readonly ItemAnswer[];
  readonly tests: readonly StoredTest[];
  readonly shown: string | null;
}

/** The practice tests of this device. What is done is shown at once, then kept. */
export function usePractice(bank: readonly ItemAsk[], lookAlikes: readonly LookAlikes[]): Practice {
  const [state, setState] = useState<State | null>(null);
  const [unreadable, setUnreadable] = useState(0);
  const [unkept, setUnkept] = useState<ErrorReport | null>(null);
  const latest = useRef<State | null>(null);
  /** Writes go one after the other: an older state must not come last. */
  const writing = useRef(Promise.resolve());

  const show = useCallback((next: State) => {
    latest.current = next;
    setState(next);
  }, []);
  const write = useCallback(<Store extends KeptStore>(store: Store, record: Kept<Store>) => {
    writing.current = writing.current
      .then(() => keep(store, record))
      .catch((thrown: unknown) => setUnkept(reportOf(thrown, 'storage-failed')));
  }, []);

  useEffect(() => {
    let isGone = false;
    const read = async () => {
      const [answers, tests] = await Promise.all([readKept('answers'), readKept('tests')]);
      if (isGone) return;
      setUnreadable(answers.unreadable + tests.unreadable);
      const items = answers.all.flatMap((answer) => (answer.kind === 'item' ? [answer] : []));
      const open = unfinished(tests.all, items, bank);
      const wanted = location.hash === RESULTS_HASH ? latestFinished(tests.all, items) : null;
      show({ answers: items, tests: tests.all, shown: (wanted ?? open)?.id ?? null });
    };
    read().catch((thrown: unknown) => {
      if (isGone) return;
      setUnkept(reportOf(thrown, 'storage-failed'));
      show({ answers: [], tests: [], shown: null });
    });
    return () => {
      isGone = true;
    };
  }, [bank, show]);

  const test = state?.tests.find(({ id }) => id === state.shown) ?? null;
  /** Shows a test as it is now and keeps it. */
  const put = useCallback(
    (changed: StoredTest) => {
      const before = latest.current;
      if (!before) return;
      show({ ...before, tests: [...before.tests.filter(({ id }) => id !== changed.id), changed], shown: changed.id });
      write('tests', changed);
    },
    [show, write],
  );
  const shownTest = useCallback(() => {
    const now = latest.current;
    return now?.tests.find(({ id }) => id === now.shown) ?? null;
  }, []);

  const begin = useCallback(
    (concepts: readonly ConceptId[]) => {
      const answers = latest.current?.answers ?? [];
      const [seed = 0] = crypto.getRandomValues(new Uint32Array(1));
      const { items } = assembleForm({ items: bank, concepts, answers, lookAlikes, seed });
      markResults(false);
      const startedAt = new Date().toISOString();
      // One test at a time: those left over, as from another tab, are over.
      for (const other of latest.current?.tests ?? [])
        if (other.finishedAt === null) put({ ...other, locked: null, finishedAt: startedAt });
      const common = { schema: 1, id: newId(), startedAt, seed, finishedAt: null, locked: null } as const;
      put({ ...common, concepts: [...concepts], items: [...items] });
    },
    [bank, lookAlikes, put],
  );
  const lock = useCallback(
    (item: string, given: number, confidence: number) => {
      const now = shownTest();
      if (now && !now.locked) put({ ...now, locked: { item, given, confidence, at: new Date().toISOString() } });
    },
    [put, shownTest],
  );
  const grade = useCallback(
    (key: TestItem) => {
      const [now, before] = [shownTest(), latest.current];
      const answer = now && answerOf(now, key);
      if (!answer || !before || before.answers.some(({ id }) => id === answer.id)) return;
      show({ ...before, answers: [...before.answers, answer] });
      write('answers', answer);
    },
    [show, shownTest, write],
  );
  const turnTo = useCallback(
    (id: string | null) => {
      markResults(id !== null);
      if (latest.current) show({ ...latest.current, shown: id });
    },
    [show],
  );
  const end = useCallback(
    (isOver: boolean) => {
      const now = shownTest();
      if (!now) return;
      put({ ...now, locked: null, finishedAt: isOver ? new Date().toISOString() : null });
      const isEmpty = !latest.current?.answers.some(({ testId }) => testId === now.id);
      if (isOver) turnTo(isEmpty ? null : now.id);
    },
    [put, shownTest, turnTo],
  );
  const goOn = useCallback(() => {
    const [now, answers] = [shownTest(), latest.current?.answers ?? []];
    const left = now && unfinished([{ ...now, locked: null }], answers, bank);
    end(!left);
  }, [bank, end, shownTest]);
  const finish = useCallback(() => end(true), [end]);

  const finished = state && latestFinished(state.tests, state.answers);
  return {
    answers: state?.answers ?? null,
    test,
    finished,
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

/** `crypto.randomUUID` is missing over plain HTTP. */
function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
