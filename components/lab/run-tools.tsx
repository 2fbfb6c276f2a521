'use client';

import { ExportMenu } from '@/components/runs/export-menu';
import { ImportRun } from '@/components/runs/import-run';
import type { Opened } from '@/lib/lab/open-run';
import type { RunState } from '@/lib/lab/run-state';

interface RunToolsProps {
  readonly state: RunState;
  readonly busy: boolean;
  onOpened(opened: Opened): void;
}

/** The run as a file, and a file as a run. */
export function RunTools({ state, busy, onOpened }: RunToolsProps) {
  return (
    <>
      <ExportMenu state={state} />
      <ImportRun onOpened={onOpened} disabled={busy} />
    </>
  );
}
