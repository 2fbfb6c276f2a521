import { SEPARATOR_NAMES, SEPARATORS, type SeparatorName } from './separators';
import { rowsOf } from './text-rows';

const GAP = /\{\{c\d+::[^{}]*\}\}/g;
/** Anki looks at so many bytes; a letter is one at least. */
const LOOKED_AT = 8192;

/**
 * What stands between the columns where the head does not say it: as Anki finds it, the first of its separators that the
 * beginning of the text holds. Of several, it is the first that gives every row two columns, as a colon or a comma may be
 * part of an answer; tabs are not, so that they count where they divide half of the rows. Words of a sentence are no
 * columns: spaces count only where every row has two words.
 */
export function findSeparator(body: string, firstLine: number): SeparatorName {
  // The marks of a gap to fill are none of its.
  const plain = body.replace(GAP, (gap) => gap.replace(/[^\n"]/g, '_'));
  const start = plain.slice(0, LOOKED_AT);
  const held = SEPARATOR_NAMES.filter((name) => name !== 'space' && start.includes(SEPARATORS[name]));
  const found = held.find((name) => dividedShare(plain, name, firstLine) >= (name === 'tab' ? 0.5 : 1));
  if (found) return found;
  return dividedShare(plain, 'space', firstLine) === 1 ? 'space' : (held[0] ?? 'tab');
}

/** The share of the rows that a separator divides, 0 to 1; a row where it breaks a quoted field is not one of them. */
function dividedShare(body: string, name: SeparatorName, firstLine: number): number {
  const { rows } = rowsOf(body, SEPARATORS[name], firstLine);
  const divided = rows.filter(({ fields }) => {
    const count = fields.filter((field) => field.trim() !== '').length;
    return (name === 'space' ? count === 2 : count >= 2) && !fields.some(isBroken);
  });
  return rows.length === 0 ? 0 : divided.length / rows.length;
}

/** One end of a quoted field. */
function isBroken(field: string): boolean {
  return /^[^"]*"[^"]*$/.test(field) && /^"|,"|;"|"$/.test(field);
}
