import 'client-only';
import { withHistory } from '../lab/history-database';
import type { HistoryRow } from '../lab/history-row';
import { FIGURE_IDS, type LessonFigures } from '../lesson/figures';

export interface OwnFigures {
  /** ISO 8601. */
  readonly startedAt: string;
  /** Every one of them: half of one run and half of another would compare two machines. */
  readonly figures: LessonFigures;
}

/**
 * The figures of the newest run on this device that the lesson may speak of: measured here, valid, of all three lanes, with
 * nothing emulated. `null` where there is none, or this browser keeps nothing.
 */
export async function latestFigures(): Promise<OwnFigures | null> {
  try {
    const rows = (await withHistory((database) => database.getAllFromIndex('rows', 'startedAt'))).reverse();
    for (const row of rows) {
      const figures = isPlain(row) && row.lessonFigures;
      if (figures && FIGURE_IDS.every((id) => figures[id] !== undefined)) return { startedAt: row.startedAt, figures };
    }
  } catch {
    // The lesson has sample figures to fall back on.
  }
  return null;
}

function isPlain({ verdict, altered, setup }: HistoryRow): boolean {
  const asItIs = setup.network === 'loopback' && setup.slowdown === 1 && setup.stallMs === 0;
  return verdict === 'valid' && !altered && asItIs && setup.generator === 'browser';
}
