import type { RunSetup } from '../experiment/setup';
import type { MeasuredStudy, SetupOf } from '../experiment/setup-fields';
import type { LessonFigures } from '../lesson/figures';
import type { LaneId } from '../measure/lane-record';
import { medianOfSorted, type PercentileResult } from '../measure/percentile';
import type { RepeatSpread } from '../measure/repeats';
import type { RunFigures } from '../measure/run-figures';
import type { ModeId } from '../modes';

/**
 * What the list of saved runs and studies shows of one: enough to choose by, without opening it. Rows are read as they were
 * written: another shape takes another version of the database (`history-database.ts`).
 */
export type HistoryRow = RunRow | StudyRow;

interface Row<Setup> {
  readonly id: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly sizeBytes: number;
  readonly setup: Setup;
  readonly phase: string;
  readonly verdict: 'valid' | 'invalid';
  readonly altered: boolean;
  /** By this browser, and not read from a file; rows of earlier versions do not say. */
  readonly measuredHere?: boolean;
}

export interface RunRow extends Row<RunSetup> {
  readonly kind: 'run';
  /** What the lesson may speak of; only of a run measured in this browser, and rows of earlier versions lack it. */
  readonly lessonFigures?: LessonFigures;
  /**
   * In fixed lane order; rows of earlier versions have no `id`, their lanes being one a mode. The median is that of all repeats, its
   * interval open with fewer than five (SPEC 2.6), in rows of earlier versions that of the last; `completed` is of the last.
   */
  readonly lanes: readonly {
    readonly id?: LaneId;
    readonly modeId: ModeId;
    readonly median: PercentileResult;
    readonly completed: number;
  }[];
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

export interface StudyRow extends Row<SetupOf<MeasuredStudy>> {
  readonly kind: 'study';
  readonly headlines: readonly Headline[];
}

/** A row of version 1 of the database: all of them were runs, and did not say so. */
export type RowOfVersion1 = Omit<RunRow, 'kind'>;
export const fromVersion1 = (row: RowOfVersion1): RunRow => ({ ...row, kind: 'run' });

export const isRunRow = (row: HistoryRow): row is RunRow => row.kind === 'run';

export function lanesOf({ last, repeats }: Pick<RunFigures, 'last' | 'repeats'>): RunRow['lanes'] {
  return last.summaries.map(({ id, modeId, latency, counts }) => ({
    id,
    modeId,
    median: medianOfRepeats(repeats?.find((lane) => lane.id === id)) ?? latency.p50,
    completed: counts.completed,
  }));
}

function medianOfRepeats(spread: RepeatSpread | undefined): PercentileResult | null {
  if (!spread) return null;
  const valueMs = medianOfSorted(Float64Array.from(spread.medianMs.filter((median) => median !== null)).sort());
  const { low, high } = spread.interval ?? { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  return valueMs === null ? null : { state: 'earned', valueMs, low, high };
}

/** Rows that do not say were measured here where they have figures for the lesson. */
export const isMeasuredHere = (row: HistoryRow): boolean =>
  row.measuredHere ?? (row.kind === 'run' && row.lessonFigures !== undefined);
