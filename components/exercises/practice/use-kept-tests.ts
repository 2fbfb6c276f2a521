'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { type ErrorReport, reportOf } from '@/lib/errors';
import type { ItemAnswer, StoredTest } from '@/lib/exercises/answers';
import { type Kept, type KeptStore, keep, readKept } from '@/lib/learner/exercises/kept';

export interface TestsState {
  readonly answers: readonly ItemAnswer[];
  readonly tests: readonly StoredTest[];
  /** The id of the test that is up. */
  readonly shown: string | null;
}

interface KeptTests {
  /** `null` until what is kept has been read. */
  readonly state: TestsState | null;
  /** Records that could not be read. */
  readonly unreadable: number;
  /** Why the device keeps nothing. */
  readonly unkept: ErrorReport | null;
  /** The state as it is now, also in the midst of a change. */
  now(): TestsState | null;
  show(next: TestsState): void;
  /** Keeps a record, after what was to be kept before. */
  write<Store extends KeptStore>(store: Store, record: Kept<Store>): void;
  /** Does something once what other tabs have kept meanwhile is shown: what they did counts. */
  afterReading(step: () => void): void;
}

/** @param first which test is up at first */
export function useKeptTests(first: (kept: Omit<TestsState, 'shown'>) => string | null): KeptTests {
  const [state, setState] = useState<TestsState | null>(null);
  const [unreadable, setUnreadable] = useState(0);
  const [unkept, setUnkept] = useState<ErrorReport | null>(null);
  const latest = useRef<TestsState | null>(null);
  /** What this page alone knows would be lost by reading. */
  const isFailing = useRef(false);
  /** Reads and writes go one after the other: an older state must not come last. */
  const queue = useRef(Promise.resolve());

  const show = useCallback((next: TestsState) => {
    latest.current = next;
    setState(next);
  }, []);
  const enqueue = useCallback(
    (step: () => Promise<void>) => {
      queue.current = queue.current.then(step).catch((thrown: unknown) => {
        isFailing.current = true;
        setUnkept(reportOf(thrown, 'storage-failed'));
        if (!latest.current) show({ answers: [], tests: [], shown: null });
      });
    },
    [show],
  );
  const write = useCallback(
    <Store extends KeptStore>(store: Store, record: Kept<Store>) => enqueue(() => keep(store, record)),
    [enqueue],
  );
  const read = useCallback(async () => {
    if (isFailing.current) return;
    const before = latest.current;
    const [answers, tests] = await Promise.all([readKept('answers'), readKept('tests')]);
    // Something was done meanwhile and is about to be kept.
    if (latest.current !== before) return;
    setUnreadable(answers.unreadable + tests.unreadable);
    const kept = {
      answers: answers.all.flatMap((answer) => (answer.kind === 'item' ? [answer] : [])),
      tests: tests.all,
    };
    show({ ...kept, shown: before ? before.shown : first(kept) });
  }, [first, show]);
  const afterReading = useCallback(
    (step: () => void) => {
      enqueue(read);
      // Also where nothing can be read.
      enqueue(async () => step());
    },
    [enqueue, read],
  );

  useEffect(() => {
    const again = () => enqueue(read);
    again();
    window.addEventListener('focus', again);
    return () => window.removeEventListener('focus', again);
  }, [enqueue, read]);

  const now = useCallback(() => latest.current, []);
  return { state, unreadable, unkept, now, show, write, afterReading };
}
