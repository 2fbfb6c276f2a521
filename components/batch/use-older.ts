'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { type Dated, fetchAgain, nextPage, pushedOff, reachOf, withOlder } from '@/lib/batch-page/older-entries';
import { OVERVIEW_OF_SCHEDULE } from '@/lib/wire/overview-schema';
import type { Paged } from '@/lib/wire/page-query';
import { type Action, useAction } from './use-action';

export interface OlderEntries<Entry> {
  /** All that the page knows, newest first. */
  readonly entries: readonly Entry[];
  /** How many there are beside them. */
  readonly missing: number;
  readonly action: Action;
  /** Fetches some of them. */
  show(): void;
  /** It is deleted. */
  forget(id: string): void;
}

/** The entries that the stream tells of, which are the newest, and older ones that are fetched when somebody asks for them. */
export function useOlder<Entry extends Dated>(
  live: readonly Entry[],
  total: number,
  fetchPage: (after: string | null) => Promise<Paged<Entry>>,
): OlderEntries<Entry> {
  const [older, setOlder] = useState<readonly Entry[]>([]);
  const [before, setBefore] = useState({ entries: live, total });
  // Something was deleted, nobody knows what: the older ones are fetched again, as far back as this.
  const [lost, setLost] = useState<{ readonly reach: string } | null>(null);
  const cursor = useRef<string | null>(null);
  const deleted = useRef(new Set<string>());
  const isFetching = useRef(false);
  const action = useAction();
  if (before.entries !== live || before.total !== total) {
    const now = { entries: live, total };
    setBefore(now);
    const known = new Set(older.map(({ id }) => id));
    const pushed = pushedOff(before, now, (id) => known.has(id), OVERVIEW_OF_SCHEDULE);
    const reach = reachOf(older, before, now);
    if (pushed === null && older.length > 0 && reach !== undefined)
      setLost(lost && lost.reach < reach ? { ...lost } : { reach });
    else if (pushed !== null && pushed.length > 0) setOlder([...pushed, ...older]);
  }
  // A page that was asked for before the deletion may come after it.
  const keep = useCallback(
    (change: (shown: readonly Entry[]) => readonly Entry[]) =>
      setOlder((shown) => change(shown).filter(({ id }) => !deleted.current.has(id))),
    [],
  );
  useEffect(() => {
    if (lost === null || isFetching.current) return;
    isFetching.current = true;
    fetchAgain(fetchPage, lost.reach)
      // They are offered anew.
      .catch((): Paged<Entry> => ({ entries: [], next: null }))
      .then(({ entries, next }) => {
        cursor.current = next;
        keep(() => entries);
        isFetching.current = false;
        // What was lost meanwhile calls for another time.
        setLost((latest) => (latest === lost ? null : latest && { ...latest }));
      });
  }, [lost, fetchPage, keep]);
  const entries = withOlder(live, older);
  return {
    entries,
    missing: Math.max(0, total - entries.length),
    action,
    show: () =>
      action.run(async () => {
        const known = new Set(entries.map(({ id }) => id));
        const next = await nextPage(fetchPage, cursor.current, (id) => known.has(id));
        cursor.current = next.next;
        keep((shown) => [...shown, ...next.entries]);
      }),
    forget: useCallback(
      (id: string) => {
        deleted.current.add(id);
        keep((shown) => shown);
      },
      [keep],
    ),
  };
}
