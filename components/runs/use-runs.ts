'use client';

import { useCallback, useEffect, useState } from 'react';
import { type ErrorReport, reportOf } from '@/lib/errors';
import { rememberRun, rememberStudy } from '@/lib/lab/history';
import type { HistoryRow } from '@/lib/lab/history-row';
import { clearKept, deleteKept, listKept, listUnreadable } from '@/lib/lab/history-store';
import type { Opened } from '@/lib/lab/open-run';

interface Runs {
  /** The newest first; `null` until they are read, and where they cannot be. */
  readonly rows: readonly HistoryRow[] | null;
  /** The keys of entries that cannot be read. */
  readonly unreadable: readonly string[];
  /** Why this browser could not read or keep a run. */
  readonly error: ErrorReport | null;
  add(opened: Opened): Promise<void>;
  remove(...ids: readonly string[]): Promise<void>;
  clear(): Promise<void>;
}

/** The runs and studies kept on this device. */
export function useRuns(): Runs {
  const [rows, setRows] = useState<readonly HistoryRow[] | null>(null);
  const [unreadable, setUnreadable] = useState<readonly string[]>([]);
  const [error, setError] = useState<ErrorReport | null>(null);

  const after = useCallback(async (change: () => Promise<unknown>) => {
    setError(null);
    try {
      await change();
      setRows(await listKept());
      setUnreadable(await listUnreadable());
    } catch (thrown) {
      setError(reportOf(thrown, 'storage-failed'));
    }
  }, []);
  useEffect(() => {
    void after(async () => {});
  }, [after]);

  return {
    rows,
    unreadable,
    error,
    add: useCallback(
      (opened) => after(() => (opened.kind === 'run' ? rememberRun(opened.run) : rememberStudy(opened.study))),
      [after],
    ),
    remove: useCallback((...ids) => after(() => deleteKept(...ids)), [after]),
    clear: useCallback(() => after(clearKept), [after]),
  };
}
