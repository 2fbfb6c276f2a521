import 'client-only';
import { figuresOf } from '../export/run-figures';
import { listRuns, loadRun } from '../lab/history';
import type { HistoryRow } from '../lab/history-row';
import { type LessonFigures, lessonFiguresOf } from '../lesson/figures';
import { MODE_IDS } from '../modes';

/** A longer run would hold the page up for the sake of a few words. */
const MOST_BYTES = 4e6;

export interface OwnFigures {
  readonly runId: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly figures: LessonFigures;
}

/**
 * The figures of the newest run on this device that the lesson may speak of: valid, of all three lanes, with nothing
 * emulated. `null` where there is none, or this browser keeps nothing.
 */
export async function latestFigures(): Promise<OwnFigures | null> {
  try {
    const row = (await listRuns()).find(isPlain);
    if (!row) return null;
    const last = (await figuresOf(await loadRun(row.id))).at(-1);
    if (!last) return null;
    const figures = lessonFiguresOf(last.lanes.map(({ summary }) => summary));
    return { runId: row.id, startedAt: row.startedAt, figures };
  } catch {
    // The lesson has sample figures to fall back on.
    return null;
  }
}

function isPlain({ verdict, altered, lanes, sizeBytes, setup }: HistoryRow): boolean {
  const asItIs = setup.network === 'loopback' && setup.slowdown === 1 && setup.stallMs === 0;
  return verdict === 'valid' && !altered && asItIs && sizeBytes <= MOST_BYTES && lanes.length === MODE_IDS.length;
}
