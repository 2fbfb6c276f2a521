'use client';

import { ExportMenu } from '@/components/runs/export-menu';
import { ImportRun } from '@/components/runs/import-run';
import type { RunState } from '@/lib/lab/run-state';

interface RunToolsProps {
  readonly state: RunState;
  readonly busy: boolean;
  onState(state: RunState): void;
}

/** The run as a file, and a file as a run. */
export function RunTools({ state, busy, onState }: RunToolsProps) {
  return (
    <>
      <ExportMenu state={state} />
      <ImportRun onState={onState} disabled={busy} />
    </>
  );
}
