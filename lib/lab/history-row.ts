import type { RunSetup } from '../experiment/setup';
import type { FiguresOfPass } from '../export/run-figures';
import type { LessonFigures } from '../lesson/figures';
import type { PercentileResult } from '../measure/percentile';
import type { ModeId } from '../modes';

/**
 * What the list of saved runs shows of one: enough to choose by, without opening it. Rows are read as they were written:
 * another shape takes another version of the database (`history-database.ts`).
 */
export interface HistoryRow {
  readonly id: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly sizeBytes: number;
  readonly setup: RunSetup;
  readonly phase: string;
  readonly verdict: 'valid' | 'invalid';
  readonly altered: boolean;
  /** What the lesson may speak of; only of a run measured in this browser, and rows of earlier versions lack it. */
  readonly lessonFigures?: LessonFigures;
  /** Of the last repeat, in fixed lane order. */
  readonly lanes: readonly { readonly modeId: ModeId; readonly median: PercentileResult; readonly completed: number }[];
}

/** @param pass the last of the run */
export function lanesOf({ lanes }: FiguresOfPass): HistoryRow['lanes'] {
  return lanes.map(({ summary: { modeId, latency, counts } }) => ({
    modeId,
    median: latency.p50,
    completed: counts.completed,
  }));
}
