'use client';

import { useCallback, useEffect, useState } from 'react';
import { type ErrorReport, reportOf } from '@/lib/errors';
import { NO_PROGRESS, type ProgressRecords } from '@/lib/exercises/progress/records';
import { onKept } from '@/lib/learner/exercises/kept';
import { readProgress } from '@/lib/learner/exercises/progress-files';

interface Kept {
  readonly records: ProgressRecords;
  /** Records that are not what they should be. */
  readonly unreadable: number;
  /** Why nothing could be read. */
  readonly error: ErrorReport | null;
}

export interface ProgressControl {
  /** `null` until it is read. */
  readonly kept: Kept | null;
  /** Reads it again, after a change that was made here. */
  again(): Promise<void>;
}

/** All that this device keeps of exercises, cases and tests, as it is now and after what other tabs did. */
export function useProgress(): ProgressControl {
  const [kept, setKept] = useState<Kept | null>(null);
  const again = useCallback(
    () =>
      readProgress().then(
        (read) => setKept({ ...read, error: null }),
        (thrown: unknown) =>
          setKept({ records: NO_PROGRESS, unreadable: 0, error: reportOf(thrown, 'storage-failed') }),
      ),
    [],
  );
  useEffect(() => {
    void again();
    const stop = onKept(() => void again());
    const onFocus = () => void again();
    window.addEventListener('focus', onFocus);
    return () => {
      stop();
      window.removeEventListener('focus', onFocus);
    };
  }, [again]);
  return { kept, again };
}
