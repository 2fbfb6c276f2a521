'use client';

import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import { type ErrorReport, reportOf } from '@/lib/errors';
import { type Phase, phaseOf } from '@/lib/exercises/phase';

export interface FetchedKey<T> {
  readonly phase: Phase;
  /** There in the phase `explained`. */
  readonly key: T | null;
  /** Why it did not arrive. */
  readonly failure: ErrorReport | null;
  retry(): void;
}

/**
 * A key, fetched once it may be seen and not before.
 * @param id of what it is the key of; `null` as long as it may not be seen
 * @param fetchIt called for each id, and again by `retry`
 * @param onCame called with every key that comes
 */
export function useKey<T>(
  id: string | null,
  fetchIt: (id: string) => Promise<T>,
  onCame?: (key: T) => void,
): FetchedKey<T> {
  const [came, setCame] = useState<{ readonly id: string; readonly key: T } | null>(null);
  const [failed, setFailed] = useState<{ readonly id: string; readonly failure: ErrorReport } | null>(null);
  const [tries, setTries] = useState(0);
  const fetchOne = useEffectEvent(fetchIt);
  const tell = useEffectEvent((key: T) => onCame?.(key));
  useEffect(() => {
    if (id === null) return;
    let isGone = false;
    setFailed(null);
    fetchOne(id).then(
      (key) => {
        if (isGone) return;
        setCame({ id, key });
        tell(key);
      },
      (thrown: unknown) => isGone || setFailed({ id, failure: reportOf(thrown) }),
    );
    return () => {
      isGone = true;
    };
  }, [id, tries]);
  const retry = useCallback(() => setTries((before) => before + 1), []);
  // What came for another one is not this one's.
  const key = came?.id === id ? came.key : null;
  const failure = failed && failed.id === id ? failed.failure : null;
  return { phase: phaseOf(id !== null, key, failure), key, failure, retry };
}
