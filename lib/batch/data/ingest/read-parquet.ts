import { type FileHandle, open } from 'node:fs/promises';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { type ColumnMetaData, type Compressors, type FileMetaData, parquetMetadata, parquetSchema } from 'hyparquet';
import { readColumn } from 'hyparquet/src/column.js';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { getTreePath } from 'hyparquet/src/schema.js';
import { TrilaneError } from '../../../errors';
import { IMAGE_PIXELS } from '../../../model/image-classifier';
import { isTable, type ModelEntry } from '../../../model/manifest';
import { LABEL_COLUMN, PIXELS_COLUMN } from '../../rows/part-codec';
import { checkedGroups, checkPages, damaged, MOST_FOOTER_BYTES, rangeOf } from './parquet-limits';
import { matchColumns } from './read-csv';
import type { RowSink } from './row-sink';
import { unreadable } from './unreadable';
import { type UploadColumn, uploadColumns } from './upload-columns';

/** Rows between two looks at whether a part is full. */
const ROWS_AT_A_TIME = 4096;
/** The metadata's length and "PAR1". */
const TAIL_BYTES = 8;

type Reader = (value: unknown, sink: RowSink) => string | null;

/**
 * Reads a flat Parquet file, a row group at a time: of a table its features and label, of images `pixels` (784 bytes) and
 * the label. A rejected row is named by its place, from 1.
 * @throws TrilaneError `unreadable-upload`, `too-many-samples`
 */
export async function readParquet(path: string, model: ModelEntry, sink: RowSink): Promise<void> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const metadata = await readMetadata(file, size);
    const groups = checkedGroups(metadata, size);
    const names = metadata.schema.slice(1).map(({ name }) => name);
    const columns = matchColumns(names, knownColumns(model));
    let line = 0;
    for (const { rows, columns: chunks } of groups) {
      const values: ArrayLike<unknown>[] = [];
      for (const chunk of chunks) values.push(await readChunk(file, metadata, chunk, rows));
      for (let row = 0; row < rows; row++) {
        takeRow(values, row, ++line, columns, sink);
        if (row % ROWS_AT_A_TIME === 0) await sink.drain();
      }
      await sink.drain();
    }
  } catch (error) {
    throw error instanceof TrilaneError || isStorage(error) ? error : damaged(error);
  } finally {
    await file.close();
  }
}

interface ParquetColumn extends UploadColumn {
  readonly take: Reader;
}

function knownColumns(model: ModelEntry): readonly ParquetColumn[] {
  const columns = uploadColumns(model).map((column) => ({ ...column, take: takerOf(column) }));
  if (isTable(model)) return columns;
  const pixels = {
    name: PIXELS_COLUMN,
    place: 0,
    required: true,
    fromText: () => '',
    fromValue: () => '',
    take: takePixels,
  };
  return [pixels, ...columns.filter(({ name }) => name === LABEL_COLUMN)];
}

function takerOf({ place, fromValue }: UploadColumn): Reader {
  return (value, sink) => {
    const taken = fromValue(value);
    if (typeof taken === 'string') return taken;
    if (place === null) sink.label = taken;
    else sink.row[place] = taken;
    return null;
  };
}

function takePixels(value: unknown, sink: RowSink): string | null {
  if (!(value instanceof Uint8Array)) return 'is not bytes';
  if (value.length !== IMAGE_PIXELS) return `has ${value.length} bytes instead of ${IMAGE_PIXELS}`;
  sink.row.set(value);
  return null;
}

function takeRow(
  values: readonly ArrayLike<unknown>[],
  row: number,
  line: number,
  columns: readonly ParquetColumn[],
  sink: RowSink,
): void {
  for (let at = 0; at < columns.length; at++) {
    const column = columns[at];
    const reason = column?.take(values[at]?.[row], sink) ?? null;
    if (reason !== null) {
      sink.reject(line, column?.name ?? '', reason);
      return;
    }
  }
  sink.accept();
}

async function readMetadata(file: FileHandle, size: number): Promise<FileMetaData> {
  if (size === 0) throw unreadable('The file is empty.');
  const isParquet =
    size >= 12 && isMagic(await readBytes(file, 0, 4)) && isMagic(await readBytes(file, size - 4, size));
  if (!isParquet)
    throw unreadable('The file is no Parquet file, or it is cut short: "PAR1" has to be at both its ends.');
  const length = new DataView(await readBytes(file, size - TAIL_BYTES, size)).getUint32(0, true);
  if (length > MOST_FOOTER_BYTES || length > size - TAIL_BYTES - 4) throw damaged();
  return parquetMetadata(await readBytes(file, size - TAIL_BYTES - length, size), { geoparquet: false });
}

async function readChunk(
  file: FileHandle,
  metadata: FileMetaData,
  chunk: ColumnMetaData,
  rows: number,
): Promise<ArrayLike<unknown>> {
  if (rows === 0) return [];
  const { start, end } = rangeOf(chunk);
  const bytes = await readBytes(file, start, end);
  checkPages(bytes, rows);
  const schemaPath = getTreePath(parquetSchema(metadata), chunk.path_in_schema);
  const element = schemaPath.at(-1)?.element;
  if (!element || element.type !== chunk.type) throw damaged();
  const { data } = readColumn(
    { view: new DataView(bytes), offset: 0 },
    { groupStart: 0, selectStart: 0, selectEnd: rows, groupRows: rows },
    {
      ...chunk,
      pathInSchema: chunk.path_in_schema,
      element,
      schemaPath,
      compressors: DECOMPRESSORS,
      parsers: DEFAULT_PARSERS,
      // Text is decoded where it is expected, so that images stay bytes.
      utf8: false,
    },
  );
  return inOneRow(data, rows);
}

function inOneRow(pages: readonly ArrayLike<unknown>[], rows: number): ArrayLike<unknown> {
  const [only] = pages;
  if (only && pages.length === 1 && only.length === rows) return only;
  const values = new Array<unknown>(rows);
  let at = 0;
  for (const page of pages) for (let index = 0; index < page.length && at < rows; index++) values[at++] = page[index];
  if (at !== rows) throw damaged();
  return values;
}

/** The sizes were checked with the page's header; neither gives more than it says. */
const DECOMPRESSORS: Compressors = {
  GZIP: (bytes, length) => gunzipSync(bytes, { maxOutputLength: Math.max(1, length) }),
  BROTLI: (bytes, length) => brotliDecompressSync(bytes, { maxOutputLength: Math.max(1, length) }),
};

async function readBytes(file: FileHandle, start: number, end: number): Promise<ArrayBuffer> {
  const bytes = new Uint8Array(end - start);
  for (let at = 0; at < bytes.length; ) {
    const { bytesRead } = await file.read(bytes, at, bytes.length - at, start + at);
    if (bytesRead === 0) throw damaged();
    at += bytesRead;
  }
  return bytes.buffer;
}

const isMagic = (bytes: ArrayBuffer) => Buffer.from(bytes).toString('latin1') === 'PAR1';

/** What the disk said, not the file. */
function isStorage(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
