'use client';

import { type HistoryRow, isRunRow } from '@/lib/lab/history-row';
import { RunEntry } from './run-entry';
import { StudyEntry } from './study-entry';

interface KeptEntryProps {
  readonly row: HistoryRow;
  /** The letter that a run has in the comparison; `null` = it is not compared, as no study is. */
  readonly chosen: 'a' | 'b' | null;
  onChoose(): void;
  onDelete(): void;
}

/** An entry of the list: a run or a study that is kept on this device. */
export function KeptEntry({ row, ...entry }: KeptEntryProps) {
  return isRunRow(row) ? <RunEntry row={row} {...entry} /> : <StudyEntry row={row} onDelete={entry.onDelete} />;
}
