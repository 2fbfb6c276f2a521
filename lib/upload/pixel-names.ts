import { IMAGE_PIXELS, IMAGE_SIDE } from '../model/image-classifier';

export interface PixelNames {
  /** The place of the pixel in each column, by the column's own place; -1 = it is none. */
  readonly places: Int32Array;
  /** "pixel1 to pixel784". */
  readonly words: string;
  readonly isFromOne: boolean;
}

/** Names of pixels: one word and a number (`pixel0`, `px 17`, `V5`, `42`), or a row and a column (`1x1`, `r0c27`). */
const NUMBERED = /^(\D*)(\d{1,3})$/;
const BY_ROW = /^(\D*)(\d{1,2})(\D{1,5})(\d{1,2})$/;

interface Family {
  readonly numbers: Map<number, number>;
  isTwice: boolean;
}

/** The columns that hold one pixel each, if there are 784, counted from 0 or from 1; `null` where there are not. */
export function pixelNames(names: readonly string[]): PixelNames | null {
  const families = new Map<string, Family>();
  const add = (key: string, number: number, at: number) => {
    const family = families.get(key) ?? { numbers: new Map(), isTwice: false };
    families.set(key, family);
    if (family.numbers.has(number)) family.isTwice = true;
    family.numbers.set(number, at);
  };
  names.forEach((given, at) => {
    const name = given.trim().toLowerCase();
    const [, word, number] = NUMBERED.exec(name) ?? [];
    if (number !== undefined) add(`n ${word}`, Number(number), at);
    const [, before, row, between, column] = BY_ROW.exec(name) ?? [];
    // Columns go to 28 at most, so that no two places have one number.
    if (row !== undefined) add(`r ${before} ${between}`, Number(row) * (IMAGE_SIDE + 1) + Number(column), at);
  });
  for (const [key, { numbers, isTwice }] of families) {
    if (numbers.size < IMAGE_PIXELS || isTwice) continue;
    for (const first of [0, 1]) {
      const places = placesFrom(numbers, first, key.startsWith('r'), names.length);
      if (!places) continue;
      const start = names[places.indexOf(0)]?.trim();
      const end = names[places.indexOf(IMAGE_PIXELS - 1)]?.trim();
      return { places, words: `${start} to ${end}`, isFromOne: first === 1 };
    }
  }
  return null;
}

function placesFrom(
  numbers: ReadonlyMap<number, number>,
  first: number,
  isByRow: boolean,
  columns: number,
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
