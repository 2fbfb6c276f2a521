import type { ModelEntry } from '../model/manifest';
import { withoutUnseen } from '../wire/shown-name';
import { LABEL_COLUMN, PIXELS_COLUMN } from './columns';

/** Columns that are kept for the answers at most. */
export const MOST_KEPT = 100;
/** Longer names are cut, in characters: they stand in every answer of the API about the data set. */
const LONGEST_NAME = 200;
/** Names that columns of answers have. */
const ANSWER_NAMES = ['row', 'line', 'predicted', 'probability', LABEL_COLUMN, 'correct', PIXELS_COLUMN];

/** The name a column that is kept has beside the answers: its own, but for one that is there already. */
export function keptName(name: string, others: readonly string[], model: ModelEntry): string {
  const own = shownName(name);
  const isTaken = (tried: string) =>
    others.includes(tried) || ANSWER_NAMES.includes(tried) || model.classes.some((id) => tried === `p_${id}`);
  if (!isTaken(own)) return own;
  for (let number = 1; ; number++) {
    const tried = number === 1 ? `${own} (file)` : `${own} (file ${number})`;
    if (!isTaken(tried)) return tried;
  }
}

/** A name of a file as it is kept and told: without what cannot be seen or stored, and not too long. */
export function shownName(name: string): string {
  const start = [...name.slice(0, 2 * LONGEST_NAME)].slice(0, LONGEST_NAME).join('');
  return withoutUnseen(start)
    .replace(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, ' ')
    .trim();
}
