/** A name as it is compared: letters and digits only, small. `Debt_Amount`, `debt amount` and `DEBT-AMOUNT` are one. */
export function plainName(name: string): string {
  const plain = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return plain === '' ? name.trim() : plain;
}

/**
 * Words that stand for a value that is not known, as writers of files leave them: spreadsheets, R, pandas, SQL, SAS,
 * Weka. Compared without case and without blanks around them.
 */
const MISSING_WORDS: ReadonlySet<string> = new Set([
  ...['', '.', '?', '-', '--', '\\n', 'na', '<na>', 'n/a', 'n.a.', '#n/a', '#na', '#n/a n/a', '#null!', 'nan', '-nan'],
  ...['null', '<null>', '(null)', 'none', 'nil', 'missing', '1.#ind', '-1.#ind', '1.#qnan', '-1.#qnan'],
]);

/** @param text without blanks around it */
export const isMissingWord = (text: string): boolean => text.length <= 8 && MISSING_WORDS.has(text.toLowerCase());

/** The place of each name, by its plain form; without those that would have two. */
export function plainPlaces(
  names: readonly string[],
  others: Readonly<Record<string, string>> = {},
): ReadonlyMap<string, number> {
  const places = new Map(names.map((name, place) => [plainName(name), place]));
  for (const [other, name] of Object.entries(others)) {
    const place = names.indexOf(name);
    if (place >= 0 && !places.has(plainName(other))) places.set(plainName(other), place);
  }
  return places;
}
