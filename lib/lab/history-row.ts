import type { ExperimentSetup } from '../experiment/setup';
import type { FiguresOfPass } from '../export/run-figures';
import type { LessonFigures } from '../lesson/figures';
import type { PercentileResult } from '../measure/percentile';
import type { ModeId } from '../modes';

/**
 * What the list of saved runs and studies shows of one: enough to choose by, without opening it. Rows are read as they were
 * written: another shape takes another version of the database (`history-database.ts`).
 */
export type HistoryRow = RunRow | StudyRow;

interface Row {
  readonly id: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly sizeBytes: number;
  readonly setup: ExperimentSetup;
  readonly phase: string;
  readonly verdict: 'valid' | 'invalid';
  readonly altered: boolean;
}

export interface RunRow extends Row {
  readonly kind: 'run';
  /** What the lesson may speak of; only of a run measured in this browser, and rows of earlier versions lack it. */
  readonly lessonFigures?: LessonFigures;
  /** Of the last repeat, in fixed lane order. */
  readonly lanes: readonly { readonly modeId: ModeId; readonly median: PercentileResult; readonly completed: number }[];
}

/** A study is known by a figure a lane: samples or requests a second, a time, or how many times as quick. */
export interface Headline {
  readonly lane: ModeId;
  readonly kind: 'rate' | 'duration' | 'ratio';
  readonly value: number;
  /** Its interval. */
  readonly low: number;
  /** `null` = no upper end is known: at least `low`. */
  readonly high: number | null;
}

export interface StudyRow extends Row {
  readonly kind: 'study';
  readonly headlines: readonly Headline[];
}

/** A row of version 1 of the database: all of them were runs, and did not say so. */
export type RowOfVersion1 = Omit<RunRow, 'kind'>;
export const fromVersion1 = (row: RowOfVersion1): RunRow => ({ ...row, kind: 'run' });

export const isRunRow = (row: HistoryRow): row is RunRow => row.kind === 'run';

/** @param pass the last of the run */
export function lanesOf({ lanes }: FiguresOfPass): RunRow['lanes'] {
  return lanes.map(({ summary: { modeId, latency, counts } }) => ({
    modeId,
    median: latency.p50,
    completed: counts.completed,
  }));
}
