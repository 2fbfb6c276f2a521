import type { ExperimentSetup } from '../experiment/setup';
import type { LessonFigures } from '../lesson/figures';
import type { LaneId } from '../measure/lane-record';
import type { PercentileResult } from '../measure/percentile';
import type { RunFigures } from '../measure/run-figures';
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
  readonly setup: ExperimentSetup;
  readonly phase: string;
  readonly verdict: 'valid' | 'invalid';
  readonly altered: boolean;
  /** By this browser, and not read from a file; rows of earlier versions do not say. */
  readonly measuredHere?: boolean;
  /** What the lesson may speak of; only of a run measured in this browser, and rows of earlier versions lack it. */
  readonly lessonFigures?: LessonFigures;
  /** Of the last repeat, in fixed lane order; rows of earlier versions have no `id`, their lanes being one a mode. */
  readonly lanes: readonly {
    readonly id?: LaneId;
    readonly modeId: ModeId;
    readonly median: PercentileResult;
    readonly completed: number;
  }[];
}

export function lanesOf({ last }: RunFigures): HistoryRow['lanes'] {
  return last.summaries.map(({ id, modeId, latency, counts }) => ({
    id,
    modeId,
    median: latency.p50,
    completed: counts.completed,
  }));
}

/** Rows that do not say were measured here where they have figures for the lesson. */
export const isMeasuredHere = ({ measuredHere, lessonFigures }: HistoryRow): boolean =>
  measuredHere ?? lessonFigures !== undefined;
