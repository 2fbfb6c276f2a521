'use client';

import { useEffect, useRef, useState } from 'react';
import { fetchPatiently } from '@/components/shell/code-part';
import { type ErrorReport, reportOf } from '@/lib/errors';
import type { Opened } from '@/lib/lab/open-run';
import type { RunState } from '@/lib/lab/run-state';
import { history, keepPatiently } from './history-part';

/** Keeps what a run had measured when its page was left: no page is there any more to say that it could not be. */
export function keepLeftRun(state: RunState): void {
  keepPatiently(
    ({ rememberRun }) => rememberRun(state),
    () => {},
  ).catch(() => {});
}

/** @returns its id from then on; the old one where the news could not be kept */
function keepNews(id: string, state: RunState): Promise<string | null> {
  return keepPatiently(
    ({ rememberNews }) => rememberNews(id, state),
    () => {},
  ).then(
    (row) => row?.id ?? id,
    () => id,
  );
}

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
  /** Its place in the history, once it is kept. */
  const kept = useRef<Promise<string | null>>(Promise.resolve(null));
  useEffect(() => {
    if (!over) return;
    if (remembered.current === over.startedAt) {
      // Late news, such as the memory of the page, makes no other run of it.
      if (over.pageMemoryBytes !== null && over.origin.kind === 'measured')
        kept.current = kept.current.then((id) => (id === null ? null : keepNews(id, over)));
      return;
    }
    remembered.current = over.startedAt;
    setError(null);
    const tell = (error: ErrorReport | null) => {
      if (remembered.current === over.startedAt) setError(error);
    };
    kept.current = keepPatiently(
      ({ rememberRun }) => rememberRun(over),
      (thrown) => tell(reportOf(thrown)),
    ).then(
      (row) => {
        tell(null);
        return row?.id ?? null;
      },
      (thrown: unknown) => {
        tell(reportOf(thrown, 'storage-failed'));
        return null;
      },
    );
  }, [over]);

  /** Whoever runs something does not wait any more for what the address asked for. */
  const givenUp = useRef<string | null>(null);
  const isBusy = state.phase === 'preparing' || state.phase === 'running';
  useEffect(() => {
    if (isBusy) givenUp.current = savedId;
    if (savedId === null || savedId === givenUp.current) return;
    const life = new AbortController();
    const open = async () => {
      const code = await fetchPatiently(history, life.signal, (thrown) => setError(reportOf(thrown)));
      if (!code) return;
      setError(null);
      const kept = await code.loadKept(savedId);
      if (!life.signal.aborted) opened.current(kept);
    };
    open().catch((thrown: unknown) => life.signal.aborted || setError(reportOf(thrown, 'kept-unreadable')));
    return () => life.abort();
  }, [savedId, isBusy]);

  return error;
}
