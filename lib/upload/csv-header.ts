import { IMAGE_PIXELS } from '../model/image-classifier';
import { isTable, type ModelEntry } from '../model/manifest';
import type { UploadHeader, UploadLabel, UploadNote } from '../wire/upload';
import { LABEL_COLUMN, modelColumnNames } from './columns';
import { type CsvRecords, isBlank } from './csv-records';
import { areClasses, labelEnd } from './label-place';
import { plainName } from './names';
import { pixelNames } from './pixel-names';
import { decimalEvidence, readNumber } from './read-number';

/** The names of a file's columns, and where its rows begin. */
export interface CsvHeader {
  readonly header: UploadHeader;
  /** Records above the first one of values, the header among them. */
  readonly recordsBefore: number;
  readonly names: readonly string[];
  readonly notes: readonly UploadNote[];
  /** Nobody knows which end of a row the label is. */
  readonly isLabelOpen: boolean;
}

/** A name may stand below so many lines of other things. */
const MOST_LINES_ABOVE = 20;

/** A name with one at its side was not parted as it is meant. */
const ANY_SEPARATOR = /[,;\t|]/;

/** How well some records fit a model. */
export interface HeaderScore {
  /** The record with most of the model's names in it. */
  readonly at: number;
  /** How many of them it has. */
  readonly names: number;
  /** Its cells. */
  readonly width: number;
  /** Records below that have as many. */
  readonly alike: number;
}

export function scoreHeader({ records }: CsvRecords, model: ModelEntry): HeaderScore {
  const known = new Set(modelColumnNames(model).map(plainName));
  let best = { at: 0, names: 0 };
  records.slice(0, MOST_LINES_ABOVE).forEach((record, at) => {
    const names =
      record.filter((name) => known.has(plainName(name)) && !ANY_SEPARATOR.test(name.trim())).length +
      (isTable(model) || record.length < IMAGE_PIXELS || !pixelNames(record) ? 0 : IMAGE_PIXELS);
    if (names > best.names) best = { at, names };
  });
  const width = records[best.at]?.length ?? 0;
  return { ...best, width, alike: records.filter((record, at) => at > best.at && record.length === width).length };
}

/** @param linesBefore records that are known to be no header and no row */
export function namedHeader({ records }: CsvRecords, at: number, linesBefore: number): CsvHeader {
  const header = records[at] ?? [];
  const body = records.slice(at + 1);
  const notes: UploadNote[] = at > linesBefore ? ['lines-above'] : [];
  const names = [...header];
  while (names.length > 1 && isBlank(names.at(-1) ?? '') && body.every((row) => isBlank(row[names.length - 1] ?? ''))) {
    names.pop();
  }
  // One that is wrong by itself does not tell.
  const longer = body.filter((row) => row.length === header.length + 1);
  const isLonger = longer.length > body.length / 2;
  if (isLonger && longer.some((row) => !isBlank(row.at(-1) ?? ''))) {
    notes.push('row-names');
    names.unshift('row name');
  } else if (isLonger || names.length < header.length) notes.push('trailing-separator');
  return { header: 'names', recordsBefore: at + 1, names, notes, isLabelOpen: false };
}

/** Of a file that has no names: its columns are the model's own, in their order. */
export function headlessHeader(
  { records }: CsvRecords,
  model: ModelEntry,
  recordsBefore: number,
  wished?: UploadLabel,
): CsvHeader {
  const rows = records.slice(recordsBefore);
  const width = Math.max(...rows.slice(0, 1).map(widthOf));
  const columns = isTable(model)
    ? model.features.map(({ id }) => id)
    : Array.from({ length: IMAGE_PIXELS }, (_, place) => `pixel${place}`);
  const said = wished === 'none' ? undefined : wished;
  const place = width === columns.length + 1 ? (said ?? labelEndIn(rows, width, model)) : null;
  const isTrailing = rows.some((row) => row.length > widthOf(row));
  const notes: UploadNote[] = isTable(model) ? [] : ['pixels-by-place'];
  if (isTrailing) notes.push('trailing-separator');
  return {
    ...{ header: 'none', recordsBefore, notes, isLabelOpen: place === 'ask' },
    names: place === null ? columns : place === 'last' ? [...columns, LABEL_COLUMN] : [LABEL_COLUMN, ...columns],
  };
}

/** Whether the first row has as many numbers as the model takes, or one cell more. */
export function isHeadless({ records }: CsvRecords, model: ModelEntry, recordsBefore: number): boolean {
  const row = records[recordsBefore] ?? [];
  const width = isTable(model) ? model.features.length : IMAGE_PIXELS;
  const found = widthOf(row);
  if (found !== width && found !== width + 1) return false;
  return isTable(model) || row.filter(isNumber).length >= width;
}

/** Cells of a row, without the empty one behind a separator at its end. */
const widthOf = (row: readonly string[]): number => (isBlank(row.at(-1) ?? '') ? row.length - 1 : row.length);

function isNumber(cell: string): boolean {
  const text = cell.trim();
  return typeof readNumber(text, null) === 'number' || decimalEvidence(text) !== null;
}

function labelEndIn(rows: readonly (readonly string[])[], width: number, model: ModelEntry): UploadLabel | 'ask' {
  const first = rows.map((row) => row[0] ?? '');
  const last = rows.map((row) => row[width - 1] ?? '');
  if (!isTable(model)) return labelEnd(first, last, model);
  const isFirst = areClasses(first, model);
  if (isFirst === areClasses(last, model)) return 'ask';
  return isFirst ? 'first' : 'last';
}
