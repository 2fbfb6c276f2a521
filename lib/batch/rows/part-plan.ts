import { isTable, type ModelEntry } from '../../model/manifest';

/** Rows of one part. */
export interface PlannedPart {
  readonly index: number;
  /** Of the data set, 0 = its first. */
  readonly firstRow: number;
  readonly rows: number;
}

/** Parts a set of known size is cut into, where their sizes allow it: enough to share among workers and to watch. */
const PARTS = 32;
const FEWEST_ROWS = 256;
/** An image is sixty times a row of features. */
const MOST_ROWS = { table: 65_536, images: 8_192 } as const;
/** Of rows that come one after the other, a part holds this share of those before it. */
const SHARE_OF_BEFORE = 1 / 16;

/** The parts of a data set whose number of rows is known: of equal size but for the last. */
export function planParts(model: ModelEntry, rows: number): readonly PlannedPart[] {
  const size = clamped(model, Math.ceil(rows / PARTS));
  return Array.from({ length: Math.ceil(rows / size) }, (_, index) => {
    const firstRow = index * size;
    return { index, firstRow, rows: Math.min(size, rows - firstRow) };
  });
}

/** How many rows the next part holds after so many, when nobody knows how many will come. */
export function nextPartRows(model: ModelEntry, rowsBefore: number): number {
  return clamped(model, Math.floor(rowsBefore * SHARE_OF_BEFORE));
}

function clamped(model: ModelEntry, rows: number): number {
  return Math.min(Math.max(rows, FEWEST_ROWS), isTable(model) ? MOST_ROWS.table : MOST_ROWS.images);
}
