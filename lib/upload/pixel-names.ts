import { IMAGE_PIXELS, IMAGE_SIDE } from '../model/image-classifier';

export interface PixelNames {
  /** The place of the pixel in each column, by the column's own place; -1 = it is none. */
  readonly places: Int32Array;
  /** "pixel1 to pixel784". */
  readonly words: string;
  readonly isFromOne: boolean;
  /**
   * Of 785 columns that are numbered alike, `V1` to `V785`: the first and the last, one of which is no pixel. `places` is as
   * if it were the last.
   */
  readonly ends: readonly [first: number, last: number] | null;
}

/** Names of pixels: one word and a number (`pixel0`, `px 17`, `V5`, `42`), or a row and a column (`1x1`, `r0c27`). */
const NUMBERED = /^(\D*)(\d{1,3})$/;
const BY_ROW = /^(\D*)(\d{1,2})(\D{1,5})(\d{1,2})$/;

interface Family {
  readonly isByRow: boolean;
  /** The column of each number. */
  readonly numbers: Map<number, number>;
  isTwice: boolean;
}

/** The columns that hold one pixel each, if there are 784, counted from 0 or from 1; `null` where there are not. */
export function pixelNames(names: readonly string[]): PixelNames | null {
  for (const { isByRow, numbers, isTwice } of familiesOf(names)) {
    if (numbers.size < IMAGE_PIXELS || isTwice) continue;
    for (const first of [0, 1]) {
      const places = placesFrom(numbers, { first, isByRow, columns: names.length });
      if (!places) continue;
      const [start, end] = [places.indexOf(0), places.indexOf(IMAGE_PIXELS - 1)];
      const next = isByRow ? undefined : numbers.get(first + IMAGE_PIXELS);
      const words = `${names[start]?.trim()} to ${names[end]?.trim()}`;
      return { places, words, isFromOne: first === 1, ends: next === undefined ? null : [start, next] };
    }
  }
  return null;
}

/** The same columns, where it is the first of 785 that is no pixel. */
export function pixelsAfterFirst({ places, ends }: PixelNames): Int32Array {
  return places.map((place, at) => (at === ends?.[1] ? IMAGE_PIXELS - 1 : place < 0 ? -1 : place - 1));
}

function familiesOf(names: readonly string[]): Iterable<Family> {
  const families = new Map<string, Family>();
  const add = (isByRow: boolean, word: string, number: number, at: number) => {
    const key = `${isByRow} ${word}`;
    const family = families.get(key) ?? { isByRow, numbers: new Map(), isTwice: false };
    families.set(key, family);
    if (family.numbers.has(number)) family.isTwice = true;
    family.numbers.set(number, at);
  };
  names.forEach((given, at) => {
    const name = given.trim().toLowerCase();
    const [, word = '', number] = NUMBERED.exec(name) ?? [];
    if (number !== undefined) add(false, word, Number(number), at);
    const [, before, row, between, column] = BY_ROW.exec(name) ?? [];
    // Columns go to 28 at most, so that no two places have one number.
    if (row !== undefined) add(true, `${before} ${between}`, Number(row) * (IMAGE_SIDE + 1) + Number(column), at);
  });
  return families.values();
}

function placesFrom(
  numbers: ReadonlyMap<number, number>,
  { first, isByRow, columns }: { readonly first: number; readonly isByRow: boolean; readonly columns: number },
): Int32Array | null {
  const places = new Int32Array(columns).fill(-1);
  for (let place = 0; place < IMAGE_PIXELS; place++) {
    const row = Math.floor(place / IMAGE_SIDE) + first;
    const column = (place % IMAGE_SIDE) + first;
    const at = numbers.get(isByRow ? row * (IMAGE_SIDE + 1) + column : place + first);
    if (at === undefined) return null;
    places[at] = place;
  }
  return places;
}
