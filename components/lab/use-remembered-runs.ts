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
function keepNews(id: string, state: RunState): Promise<string> {
  return keepPatiently(
    ({ rememberNews }) => rememberNews(id, state),
    () => {},
  ).then(
    (row) => row?.id ?? id,
    () => id,
  );
}

interface RememberedRuns {
  /** The run on the screen is one that was just kept. */
  readonly isKept: boolean;
  /** What went wrong, in words; it is of no consequence for the run on the screen. */
  readonly error: ErrorReport | null;
}

/**
 * Keeps each run on this device once it is over, and opens the one that the address names.
 * @param nameSaved has the address name the kept run on the screen, so that it comes back with the page; `null`: there is none any more
 */
export function useRememberedRuns(
  state: RunState,
  savedId: string | null,
  onOpened: (opened: Opened) => void,
  nameSaved: (id: string | null) => void,
): RememberedRuns {
  const [keptRun, setKeptRun] = useState<{ readonly id: string; readonly startedAt: string | null } | null>(null);
  const [error, setError] = useState<ErrorReport | null>(null);
  const opened = useRef(onOpened);
  const { startedAt, origin } = state;
  const isKept = startedAt !== null && keptRun?.startedAt === startedAt && origin.kind !== 'history';
  /** `null` when the page is left: the address is another page's then. */
  const now = useRef<{ startedAt: string | null; savedId: string | null; shownId: string | null } | null>(null);
  useEffect(() => {
    opened.current = onOpened;
    const shownId = origin.kind === 'history' ? origin.id : isKept ? keptRun.id : null;
    now.current = { startedAt, savedId, shownId };
  });
  useEffect(
    () => () => {
      now.current = null;
    },
    [],
  );

  const isOver = state.phase === 'done' || state.phase === 'cancelled';
  const over = isOver && state.origin.kind !== 'history' ? state : null;
  const remembered = useRef<string | null>(null);
  /** Its place in the history, once it is kept. */
  const kept = useRef<Promise<string | null>>(Promise.resolve(null));
  useEffect(() => {
    if (!over) return;
    const { startedAt } = over;
    const name = (id: string) => {
      setKeptRun({ id, startedAt });
      nameSaved(id);
    };
    if (remembered.current === startedAt) {
      // Late news, such as the memory of the page, makes no other run of it.
      if (over.pageMemoryBytes !== null && over.origin.kind === 'measured')
        kept.current = kept.current.then(async (id) => {
          if (id === null) return null;
          const next = await keepNews(id, over);
          if (next !== id && now.current?.savedId === id) name(next);
          return next;
        });
      return;
    }
    remembered.current = startedAt;
    setError(null);
    const tell = (error: ErrorReport | null) => {
      if (remembered.current === startedAt) setError(error);
    };
    kept.current = keepPatiently(
      ({ rememberRun }) => rememberRun(over),
      (thrown) => tell(reportOf(thrown)),
    ).then(
      (row) => {
        tell(null);
        if (row && now.current?.startedAt === startedAt) name(row.id);
        return row?.id ?? null;
      },
      (thrown: unknown) => {
        tell(reportOf(thrown, 'storage-failed'));
        return null;
      },
    );
  }, [over, nameSaved]);

  /** Whoever runs something does not wait any more for what the address asked for. */
  const givenUp = useRef<string | null>(null);
  const isBusy = state.phase === 'preparing' || state.phase === 'running';
  useEffect(() => {
    if (isBusy && savedId !== null) nameSaved(null);
    if (isBusy || savedId === null) givenUp.current = savedId;
    if (savedId === null || savedId === givenUp.current || savedId === now.current?.shownId) return;
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
  }, [savedId, isBusy, nameSaved]);

  return { isKept, error };
}
