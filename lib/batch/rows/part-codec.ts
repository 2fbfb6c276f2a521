import { type FileMetaData, parquetMetadata, parquetScan } from 'hyparquet';
import { reportOf, TrilaneError } from '../../errors';
import { IMAGE_PIXELS } from '../../model/image-classifier';
import { isTable, type ModelEntry } from '../../model/manifest';
import { type ColumnValues, encodeParquet, type ParquetColumn } from './parquet-columns';
import { NO_LABEL, type RowBlock } from './row-block';

export const LABEL_COLUMN = 'label';
export const PIXELS_COLUMN = 'pixels';
/** In the file, of a row whose truth is not known. */
const UNKNOWN_LABEL = -1;
/** Rows transposed together, so that they stay in the processor's cache. */
const TILE_ROWS = 512;

/**
 * A part of a data set as a Parquet file that any reader opens: of a table a FLOAT column for each feature, of images one
 * column of 784 bytes; `label` (INT32, -1 unknown) when the truth of any row is known.
 */
export function encodePart(model: ModelEntry, { count, values, labels }: RowBlock): Uint8Array {
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
  return encodeParquet(columns, count, data);
}

/** @throws TrilaneError `storage-failed` when the bytes are not such a file */
export async function decodePart(model: ModelEntry, bytes: Uint8Array): Promise<RowBlock> {
  try {
    const file = await openParquet(bytes);
    const labels = new Uint8Array(file.rows);
    // -1 is kept in one byte as 255, which is what stands for it here.
    if (file.columns.includes(LABEL_COLUMN)) labels.set(await file.column(LABEL_COLUMN));
    else labels.fill(NO_LABEL);
    if (!isTable(model)) {
      const values = joined(await file.column(PIXELS_COLUMN), IMAGE_PIXELS);
      return { count: file.rows, values, labels };
    }
    const columns: ArrayLike<number>[] = [];
    for (const { id } of model.features) columns.push(await file.column(id));
    return { count: file.rows, values: rowsOf(columns, file.rows), labels };
  } catch (cause) {
    if (cause instanceof TrilaneError) throw cause;
    const detail = `A part of the data set could not be read: ${reportOf(cause).detail}`;
    throw new TrilaneError('storage-failed', detail, { cause });
  }
}

interface OpenParquet {
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
