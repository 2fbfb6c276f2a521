'use client';

import { useEffect, useState } from 'react';
import { type ErrorReport, reportOf } from '@/lib/errors';
import { type KeptList, type KeptStore, onKept, readKept } from '@/lib/learner/exercises/kept';

interface KeptState<Store extends KeptStore> {
  /** `null` until it is read. */
  readonly kept: KeptList<Store> | null;
  /** Why it could not be read. */
  readonly error: ErrorReport | null;
}

/** What this device keeps of one kind, kept up to date with this page and with what other tabs did before it came to the front. */
export function useKept<Store extends KeptStore>(store: Store): KeptState<Store> {
  const [state, setState] = useState<KeptState<Store>>({ kept: null, error: null });
  useEffect(() => {
    let isGone = false;
    const read = () =>
      readKept(store).then(
        (kept) => isGone || setState({ kept, error: null }),
        (thrown: unknown) =>
          isGone || setState({ kept: { all: [], unreadable: 0 }, error: reportOf(thrown, 'storage-failed') }),
      );
    void read();
    const stop = onKept(() => void read());
    window.addEventListener('focus', read);
    return () => {
      isGone = true;
      stop();
      window.removeEventListener('focus', read);
    };
  }, [store]);
  return state;
}
