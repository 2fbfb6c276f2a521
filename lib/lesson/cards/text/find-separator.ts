import { SEPARATOR_NAMES, SEPARATORS, type SeparatorName } from './separators';
import { rowsOf } from './text-rows';

/** Anki looks at so many bytes; a letter is one at least. */
const LOOKED_AT = 8192;

/**
 * What stands between the columns where the head does not say it: as Anki finds it, the first of its separators that the
 * beginning of the text holds; of several, the first that gives every row two columns. Words of a sentence are no
 * columns: spaces count only where every row has two words.
 */
export function findSeparator(body: string, firstLine: number): SeparatorName {
  const start = body.slice(0, LOOKED_AT);
  const held = SEPARATOR_NAMES.filter((name) => name !== 'space' && start.includes(SEPARATORS[name]));
  const [first = 'tab', ...others] = held;
  const fits = (name: SeparatorName) => {
    const { rows, unclosed } = rowsOf(body, SEPARATORS[name], firstLine);
    const counts = rows.map(({ fields }) => fields.filter((field) => field.trim() !== '').length);
    return unclosed.length === 0 && counts.every((count) => (name === 'space' ? count === 2 : count >= 2));
  };
  if (fits(first)) return first;
  return others.find(fits) ?? (fits('space') ? 'space' : first);
}
