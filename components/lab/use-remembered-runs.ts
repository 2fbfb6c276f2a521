'use client';

import { useEffect, useRef, useState } from 'react';
import { type ErrorReport, reportOf } from '@/lib/errors';
import type { Opened } from '@/lib/lab/open-run';
import type { RunState } from '@/lib/lab/run-state';

/** The history is code of its own: fetched when there is something to keep or to open. */
const history = () => import('@/lib/lab/history');

/**
 * Keeps each run on this device once it is over, and opens the one that the address names.
 * @returns what went wrong with that, in words; it is of no consequence for the run on the screen
 */
export function useRememberedRuns(
  state: RunState,
  savedId: string | null,
  onOpened: (opened: Opened) => void,
): ErrorReport | null {
  const [error, setError] = useState<ErrorReport | null>(null);
  const opened = useRef(onOpened);
  useEffect(() => {
    opened.current = onOpened;
  });

  const isOver = state.phase === 'done' || state.phase === 'cancelled';
  const over = isOver && state.origin.kind !== 'history' ? state : null;
  const remembered = useRef<string | null>(null);
  useEffect(() => {
    // Late news, such as the memory of the page, makes no other run of it.
    if (!over || remembered.current === over.startedAt) return;
    remembered.current = over.startedAt;
    setError(null);
    history()
      .then(({ rememberRun }) => rememberRun(over))
      .catch((thrown: unknown) => setError(reportOf(thrown, 'storage-failed')));
  }, [over]);

  useEffect(() => {
    if (savedId === null) return;
    const life = new AbortController();
    history()
      .then(({ loadKept }) => loadKept(savedId))
      .then(
        (kept) => life.signal.aborted || opened.current(kept),
        (thrown: unknown) => life.signal.aborted || setError(reportOf(thrown, 'kept-unreadable')),
      );
    return () => life.abort();
  }, [savedId]);

  return error;
}
