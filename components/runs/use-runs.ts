'use client';

import { useCallback, useEffect, useState } from 'react';
import { type ErrorReport, reportOf } from '@/lib/errors';
import { clearRuns, deleteRun, listRuns, rememberRun } from '@/lib/lab/history';
import type { HistoryRow } from '@/lib/lab/history-row';
import type { RunState } from '@/lib/lab/run-state';

interface Runs {
  /** The newest first; `null` until they are read. */
  readonly rows: readonly HistoryRow[] | null;
  /** What this browser would not do. */
  readonly error: ErrorReport | null;
  add(state: RunState): Promise<void>;
  remove(id: string): Promise<void>;
  clear(): Promise<void>;
}

/** The runs kept on this device. */
export function useRuns(): Runs {
  const [rows, setRows] = useState<readonly HistoryRow[] | null>(null);
  const [error, setError] = useState<ErrorReport | null>(null);

  const after = useCallback(async (change: () => Promise<unknown>) => {
    setError(null);
    try {
      await change();
      setRows(await listRuns());
    } catch (thrown) {
      setError(reportOf(thrown, 'storage-failed'));
      setRows((before) => before ?? []);
    }
  }, []);
  useEffect(() => {
    void after(async () => {});
  }, [after]);

  return {
    rows,
    error,
    add: useCallback((state) => after(() => rememberRun(state)), [after]),
    remove: useCallback((id) => after(() => deleteRun(id)), [after]),
    clear: useCallback(() => after(clearRuns), [after]),
  };
}
