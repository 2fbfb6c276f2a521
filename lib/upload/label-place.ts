import type { ModelEntry } from '../model/manifest';
import type { UploadLabel } from '../wire/upload';
import { LABEL_COLUMN, labelColumn } from './columns';
import { isMissingWord, plainName } from './names';
import { listed, quoted } from './words';

/** What other programs call the column of the truth. */
const LABEL_NAMES = ['labels', 'class', 'target', 'y'];

/** Names that the column of the truth may have, if its values are classes; the surest first. */
function labelNames({ otherNames = {} }: ModelEntry): readonly (readonly string[])[] {
  const own = Object.entries(otherNames).filter(([, of]) => of === LABEL_COLUMN);
  return [own.map(([name]) => plainName(name)), LABEL_NAMES];
}

/** Whether a column of that name may hold the truth, if its values are of it. */
export const isLabelName = (name: string, model: ModelEntry): boolean =>
  labelNames(model).flat().includes(plainName(name));

/** Whether every value that is there is a class. */
export function areClasses(values: readonly unknown[], model: ModelEntry): boolean {
  const { fromValue } = labelColumn(model);
  const isThere = (value: unknown) => !(typeof value === 'string' && isMissingWord(value.trim()));
  return values.filter(isThere).every((value) => typeof fromValue(value) === 'number');
}

/**
 * The column of the truth by its name.
 * @param names of the columns that may be it; `null` for any other
 * @param sample some values of a column
 * @returns where it is (in more places than one if it is called so twice), and why that cannot be told
 */
export function labelPlace(
  names: readonly (string | null)[],
  model: ModelEntry,
  sample: (at: number) => readonly unknown[],
): { places: readonly number[]; problem: string | null } {
  const placesOf = (called: readonly string[]) =>
    names.flatMap((name, at) => (name !== null && called.includes(plainName(name)) ? [at] : []));
  const exact = placesOf([LABEL_COLUMN]);
  if (exact.length > 0) return { places: exact, problem: null };
  for (const called of labelNames(model)) {
    const fit = placesOf(called).filter((at) => areClasses(sample(at), model));
    if (fit.length === 0) continue;
    const which = listed(fit.map((at) => quoted(names[at])));
    const problem = `Each of the columns ${which} may be the label: name one of them "${LABEL_COLUMN}".`;
    return { places: fit.slice(0, 1), problem: fit.length > 1 ? problem : null };
  }
  return { places: [], problem: null };
}

/** Nothing, too, as where a row ends with a separator. */
const ZERO = /^\s*0*(?:[.,]0*)?(?:e[+-]?\d+)?\s*$/i;

/**
 * Which of two columns at the ends of a row of numbers holds the label of a picture: the one whose values are all classes,
 * or where both are that, the one beside which the other is a black corner.
 * @param first some values of the first column, `last` of the last
 */
export function labelEnd(first: readonly unknown[], last: readonly unknown[], model: ModelEntry): UploadLabel | 'ask' {
  const isBlack = (values: readonly unknown[]) => values.every((value) => ZERO.test(String(value)));
  const [mayFirst, mayLast] = [areClasses(first, model), areClasses(last, model)];
  if (mayFirst !== mayLast) return mayFirst ? 'first' : 'last';
  if (!mayFirst || isBlack(first) === isBlack(last)) return 'ask';
  return isBlack(last) ? 'first' : 'last';
}
