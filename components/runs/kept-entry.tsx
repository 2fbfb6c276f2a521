'use client';

import { type HistoryRow, isRunRow } from '@/lib/lab/history-row';
import { RunEntry } from './run-entry';
import { StudyEntry } from './study-entry';

interface KeptEntryProps {
  readonly row: HistoryRow;
  /** Its letter in the comparison; only runs are compared. */
  readonly chosen: 'a' | 'b' | null;
  onChoose(): void;
  onDelete(): void;
}

/** One thing kept on this device. */
export function KeptEntry({ row, ...entry }: KeptEntryProps) {
  return isRunRow(row) ? <RunEntry row={row} {...entry} /> : <StudyEntry row={row} onDelete={entry.onDelete} />;
}
