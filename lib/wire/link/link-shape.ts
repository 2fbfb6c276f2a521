/** What an address of a page may say. Keys and values but those of people are lower case, without spaces. */
export interface LinkShape {
  /** Keys of values that the site makes up: names, numbers, lists of them. */
  readonly keys: readonly string[];
  /** Of those, keys of lists between commas. */
  readonly lists?: readonly string[];
  /** Further keys, of numbers and of names whose capitals count. */
  readonly exact?: readonly string[];
  /** Keys of what people wrote, or of a whole query. */
  readonly prose?: readonly string[];
  /** Keys that a reader adds or drops: no seal covers them. */
  readonly loose?: readonly string[];
}

/** A key and its value, as far as they are known. */
export type Pair = readonly [key: string, value: string];

export function keysOf({ keys, exact = [], prose = [], loose = [] }: LinkShape): readonly string[] {
  return [...new Set([...keys, ...exact, ...prose, ...loose, SEAL_KEY])];
}

/** Holds the check number of a link, first in it: what is cut off is behind it. */
export const SEAL_KEY = 'sum';
