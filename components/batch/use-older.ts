'use client';

import { useCallback, useRef, useState } from 'react';
import { type Dated, nextPage, pushedOff, withOlder } from '@/lib/batch-page/older-entries';
import { OVERVIEW_ENTRIES } from '@/lib/wire/overview-schema';
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
  fetchPage: (after: string | null) => Promise<readonly Entry[]>,
): OlderEntries<Entry> {
  const [older, setOlder] = useState<readonly Entry[]>([]);
  const [before, setBefore] = useState(live);
  const last = useRef<string | null>(null);
  const action = useAction();
  if (before !== live) {
    setBefore(live);
    const pushed = pushedOff(before, live, OVERVIEW_ENTRIES);
    if (pushed.length > 0) setOlder([...pushed, ...older]);
  }
  const entries = withOlder(live, older);
  const forget = useCallback((id: string) => setOlder((known) => known.filter((entry) => entry.id !== id)), []);
  return {
    entries,
    missing: Math.max(0, total - entries.length),
    action,
    show: () =>
      action.run(async () => {
        const known = new Set(entries.map(({ id }) => id));
        const next = await nextPage(fetchPage, last.current, (id) => known.has(id));
        last.current = next.last;
        setOlder((shown) => [...shown, ...next.entries]);
      }),
    forget,
  };
}
