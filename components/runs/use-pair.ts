'use client';

import { useCallback } from 'react';
import { useLinkParams } from '@/components/shell/use-link-params';

const PAIR_LINK = { keys: [], exact: ['a', 'b'] };

/** The two runs chosen to be compared: they live in the address, so Back works and a reload keeps them. */
export interface Pair {
  readonly a: string | null;
  readonly b: string | null;
  /** Takes a run in or out; a third one takes the place of the second. */
  toggle(id: string): void;
  clear(): void;
}

export function usePair(): Pair {
  const params = useLinkParams(PAIR_LINK);
  const a = params.get('a');
  const b = params.get('b');
  const go = useCallback((ids: readonly (string | null)[]) => {
    const [first, second] = ids.filter((id) => id !== null);
    const query = new URLSearchParams({ ...(first && { a: first }), ...(second && { b: second }) }).toString();
    window.history.pushState(null, '', query === '' ? window.location.pathname : `?${query}`);
  }, []);
  return {
    a,
    b,
    toggle: (id) => {
      if (id === a) go([b]);
      else if (id === b) go([a]);
      else go([a, id]);
    },
    clear: () => go([]),
  };
}
