import 'client-only';
import { withHistory } from '../lab/history-database';
import { isRunRow, type RunRow } from '../lab/history-row';
import { FIGURE_IDS, type LessonFigures } from '../lesson/figures';

/** What the lesson may say of the runs on this device. */
export type OwnFigures =
  /** Every figure: half of one run and half of another would compare two machines. `startedAt` is ISO 8601. */
  | { readonly state: 'there'; readonly startedAt: string; readonly figures: LessonFigures }
  | { readonly state: 'none' }
  /** There was such a run, but it counts for nothing. */
  | { readonly state: 'invalid' };

/**
 * The figures of the newest run on this device that the lesson may speak of: measured here, valid, of all three lanes, with
 * nothing emulated. A browser that keeps nothing has none.
 */
export async function latestFigures(): Promise<OwnFigures> {
  try {
    const rows = (await withHistory((database) => database.getAllFromIndex('rows', 'startedAt'))).reverse();
    const fitting = rows.filter(isRunRow).filter(isFitting);
    const valid = fitting.find(({ verdict }) => verdict === 'valid');
    if (valid?.lessonFigures) return { state: 'there', startedAt: valid.startedAt, figures: valid.lessonFigures };
    if (fitting.length > 0) return { state: 'invalid' };
  } catch {
    // The lesson has sample figures to fall back on.
  }
  return { state: 'none' };
}

function isFitting({ lessonFigures, altered, setup }: RunRow): boolean {
  const asItIs = setup.network === 'loopback' && setup.slowdown === 1 && setup.stallMs === 0;
  const isWhole = lessonFigures !== undefined && FIGURE_IDS.every((id) => lessonFigures[id] !== undefined);
  return isWhole && !altered && asItIs && setup.generator === 'browser';
}
