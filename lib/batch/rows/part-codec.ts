import { type FileMetaData, parquetMetadata, parquetScan } from 'hyparquet';
import { reportOf, TrilaneError } from '../../errors';
import { IMAGE_PIXELS } from '../../model/image-classifier';
import { isTable, type ModelEntry } from '../../model/manifest';
import { LABEL_COLUMN, PIXELS_COLUMN } from '../../upload/columns';
import { type ColumnValues, encodeParquet, type ParquetColumn } from './parquet-columns';
import { NO_LABEL, type RowBlock, type RowOrigins } from './row-block';
import { TextColumnBuilder } from './text-column';

/** Where a row of an upload stands in its file. */
export const LINE_COLUMN = 'line';
/** In the file, of a row whose truth is not known. */
const UNKNOWN_LABEL = -1;
/** Rows transposed together, so that they stay in the processor's cache. */
const TILE_ROWS = 512;

/**
 * A part of a data set as a Parquet file that any reader opens: of a table a FLOAT column for each feature, of images one
 * column of 784 bytes; `label` (INT32, -1 unknown) when the truth of any row is known; of an upload `line` (INT32) and the
 * columns that the model does not know (UTF8).
 */
export function encodePart(model: ModelEntry, { count, values, labels, origins }: RowBlock): Uint8Array {
  const columns: ParquetColumn[] = [];
  const data: ColumnValues[] = [];
  if (isTable(model)) {
    columns.push(...model.features.map(({ id }) => ({ name: id, kind: 'float' as const })));
    data.push(...columnsOf(values, count, model.features.length));
  } else {
    columns.push({ name: PIXELS_COLUMN, kind: 'bytes', length: IMAGE_PIXELS });
    data.push(values instanceof Uint8Array ? values : Uint8Array.from(values));
  }
  const truths = labelColumn(labels);
  if (truths) {
    columns.push({ name: LABEL_COLUMN, kind: 'int' });
    data.push(truths);
  }
  if (origins) addOrigins(origins, columns, data);
  return encodeParquet(columns, count, data);
}

/** The columns that tell where rows come from, behind others. */
export function addOrigins({ lines, kept }: RowOrigins, columns: ParquetColumn[], data: ColumnValues[]): void {
  columns.push({ name: LINE_COLUMN, kind: 'int' }, ...kept.map(({ name }) => ({ name, kind: 'text' as const })));
  data.push(lines, ...kept.map(({ texts }) => texts));
}

/** The same back, but for the columns of a name that is `known`; absent where there are none. */
export async function originsOf(file: OpenParquet, known: ReadonlySet<string>): Promise<RowOrigins | undefined> {
  if (!file.columns.includes(LINE_COLUMN)) return undefined;
  const kept: RowOrigins['kept'][number][] = [];
  for (const name of file.columns) {
    if (name === LINE_COLUMN || known.has(name)) continue;
    const texts = new TextColumnBuilder();
    const values = await file.column<Uint8Array | null>(name);
    for (let row = 0; row < file.rows; row++) texts.add(values[row] ?? null);
    kept.push({ name, texts: texts.build() });
  }
  return { lines: Int32Array.from(await file.column(LINE_COLUMN)), kept };
}

/** @throws TrilaneError `storage-failed` when the bytes are not such a file */
export async function decodePart(model: ModelEntry, bytes: Uint8Array): Promise<RowBlock> {
  try {
    const file = await openParquet(bytes);
    const labels = new Uint8Array(file.rows);
    // -1 is kept in one byte as 255, which is what stands for it here.
    if (file.columns.includes(LABEL_COLUMN)) labels.set(await file.column(LABEL_COLUMN));
    else labels.fill(NO_LABEL);
    const names = isTable(model) ? model.features.map(({ id }) => id) : [PIXELS_COLUMN];
    const origins = await originsOf(file, new Set([...names, LABEL_COLUMN]));
    const columns: ArrayLike<unknown>[] = [];
    for (const name of names) columns.push(await file.column(name));
    const values = isTable(model)
      ? rowsOf(columns as ArrayLike<number>[], file.rows) // FLOAT columns, all of them
      : joined(columns[0] ?? [], IMAGE_PIXELS);
    return { count: file.rows, values, labels, ...(origins && { origins }) };
  } catch (cause) {
    if (cause instanceof TrilaneError) throw cause;
    const detail = `A part of the data set could not be read: ${reportOf(cause).detail}`;
    throw new TrilaneError('storage-failed', detail, { cause });
  }
}

export interface OpenParquet {
  readonly rows: number;
  readonly columns: readonly string[];
  column<T = number>(name: string): Promise<ArrayLike<T>>;
}

/** One of our own files, in memory. */
export async function openParquet(bytes: Uint8Array): Promise<OpenParquet> {
  const metadata: FileMetaData = parquetMetadata(bytes, { geoparquet: false });
  const file = {
    byteLength: bytes.length,
    // A copy, and so at the start of its memory: floats are read in place.
    slice: (start: number, end?: number) => new Uint8Array(bytes.subarray(start, end)).buffer,
  };
  const rows = Number(metadata.num_rows);
  const scan = await parquetScan({ file, metadata, utf8: false });
  return {
    rows,
    columns: metadata.schema.slice(1).map(({ name }) => name),
    async column<T>(name: string) {
      const values = (await scan.readColumn({ column: name, rowStart: 0, rowEnd: rows })) as ArrayLike<T>;
      if (values.length !== rows) throw new Error(`"${name}" has ${values.length} of ${rows} values.`);
      return values;
    },
  };
}

/** `null` when no label is known. */
export function labelColumn(labels: Uint8Array): Int32Array | null {
  const column = new Int32Array(labels.length);
  let known = 0;
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row] ?? NO_LABEL;
    if (label !== NO_LABEL) known++;
    column[row] = label === NO_LABEL ? UNKNOWN_LABEL : label;
  }
  return known > 0 ? column : null;
}

/** `[count, width]` as `width` columns. */
export function columnsOf(values: RowBlock['values'], count: number, width: number): Float32Array[] {
  const columns = Array.from({ length: width }, () => new Float32Array(count));
  for (let first = 0; first < count; first += TILE_ROWS) {
    const end = Math.min(count, first + TILE_ROWS);
    columns.forEach((column, at) => {
      for (let row = first, from = first * width + at; row < end; row++, from += width) column[row] = values[from] ?? 0;
    });
  }
  return columns;
}

function rowsOf(columns: readonly ArrayLike<number>[], count: number): Float32Array {
  const width = columns.length;
  const values = new Float32Array(count * width);
  for (let first = 0; first < count; first += TILE_ROWS) {
    const end = Math.min(count, first + TILE_ROWS);
    columns.forEach((column, at) => {
      for (let row = first, to = first * width + at; row < end; row++, to += width) values[to] = column[row] ?? 0;
    });
  }
  return values;
}

function joined(rows: ArrayLike<unknown>, length: number): Uint8Array {
  const bytes = new Uint8Array(rows.length * length);
  for (let row = 0; row < rows.length; row++) {
    const value = rows[row];
    if (!(value instanceof Uint8Array) || value.length !== length) throw new Error('an image is not 784 bytes.');
    bytes.set(value, row * length);
  }
  return bytes;
}
