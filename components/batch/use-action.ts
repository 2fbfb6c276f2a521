'use client';

import { useCallback, useRef, useState } from 'react';
import { type ErrorReport, reportOf } from '@/lib/errors';

export interface Action {
  readonly busy: boolean;
  /** What the server would not do; `null` when it did, or when it was called off. */
  readonly error: ErrorReport | null;
  /** Runs one thing at a time; what is asked for meanwhile is let be. */
  run(work: () => Promise<unknown>): void;
  dismiss(): void;
}

/** One request of the reader at a time, and what became of it. */
export function useAction(): Action {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorReport | null>(null);
  const running = useRef(false);
  const run = useCallback((work: () => Promise<unknown>) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setError(null);
    work()
      .catch((thrown: unknown) => {
        const report = reportOf(thrown, 'internal');
        if (report.code !== 'cancelled') setError(report);
      })
      .finally(() => {
        running.current = false;
        setBusy(false);
      });
  }, []);
  return { busy, error, run, dismiss: useCallback(() => setError(null), []) };
}
