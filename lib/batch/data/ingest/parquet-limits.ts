import type { ColumnMetaData, FileMetaData, SchemaElement } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { quoted } from '../../../upload/words';
import { MOST_UPLOADED_ROWS } from './row-sink';
import { unreadable } from './unreadable';

/** What a Parquet file may make a reader hold, whatever its own figures say. */
export const MOST_FOOTER_BYTES = 8 * 1024 * 1024;
const MOST_GROUP_ROWS = 2 * 1024 * 1024;
const MOST_COLUMN_BYTES = 256 * 1024 * 1024;
const MOST_GROUP_BYTES = 512 * 1024 * 1024;
const MOST_PAGE_BYTES = 128 * 1024 * 1024;
const CODECS: readonly string[] = ['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'BROTLI', 'ZSTD', 'LZ4_RAW', 'LZ4'];
/** A list in a cell, such as a picture, has so many values at most. */
const MOST_LIST = 1024;

export interface CheckedGroup {
  readonly rows: number;
  readonly columns: readonly ColumnMetaData[];
}

/** A column as it is seen from outside: one value a row, or something nested. */
export interface TopColumn {
  readonly name: string;
  /** Its places among the columns of a row group: one, where it is flat or a list. */
  readonly leaves: readonly number[];
  readonly isNested: boolean;
  /** Whether it holds one value a row that has a text. */
  readonly isPlain: boolean;
}

/** Kinds of values that are not read. */
const UNREAD: readonly unknown[] = ['INTERVAL', 'BSON'];

/** The columns of a file. */
export function topColumns({ schema }: FileMetaData): readonly TopColumn[] {
  const columns: TopColumn[] = [];
  let leaf = 0;
  let at = 1;
  const pass = (): number[] => {
    const { num_children = 0 } = schema[at++] ?? {};
    if (num_children === 0) return [leaf++];
    const leaves: number[] = [];
    for (let child = 0; child < num_children && at < schema.length; child++) leaves.push(...pass());
    return leaves;
  };
  while (at < schema.length) {
    const { name, num_children, repetition_type, converted_type } = schema[at] as SchemaElement; // within the list
    const isNested = Boolean(num_children) || repetition_type === 'REPEATED';
    columns.push({ name, isNested, isPlain: !isNested && !UNREAD.includes(converted_type), leaves: pass() });
  }
  return columns;
}

/** The row groups of a file, whose counts are within bounds. @throws TrilaneError `unreadable-upload` */
export function checkedGroups(metadata: FileMetaData): readonly CheckedGroup[] {
  const leaves = topColumns(metadata).reduce((sum, column) => sum + column.leaves.length, 0);
  const groups = metadata.row_groups.map(({ num_rows, columns }): CheckedGroup => {
    if (columns.length !== leaves) throw unreadable('A row group of the Parquet file lacks columns.');
    const checked = columns.map(({ meta_data, file_path }) => {
      if (!meta_data || file_path) throw unreadable('The Parquet file keeps its columns in other files.');
      return meta_data;
    });
    return { rows: checkedCount(num_rows, MOST_GROUP_ROWS, 'rows in one row group'), columns: checked };
  });
  const rows = groups.reduce((sum, group) => sum + group.rows, 0);
  if (rows > MOST_UPLOADED_ROWS) throw tooMuch('rows', MOST_UPLOADED_ROWS);
  if (BigInt(rows) !== BigInt(metadata.num_rows))
    throw unreadable('The Parquet file contradicts itself about its rows.');
  return groups;
}

/** Whether the columns of a row group that are read fit into memory at once. @throws TrilaneError `unreadable-upload` */
export function checkGroupBytes(columns: readonly ColumnMetaData[], rows: number, rowBytes: number): void {
  const packed = columns.reduce((sum, { total_uncompressed_size }) => sum + Number(total_uncompressed_size), 0);
  // Lists are held as numbers of eight bytes, however few they take in the file.
  const lists = columns.filter(({ path_in_schema }) => path_in_schema.length > 1);
  const listed = lists.reduce((sum, { num_values }) => sum + Number(num_values) * Float64Array.BYTES_PER_ELEMENT, 0);
  if (Math.max(packed, rows * rowBytes, listed) > MOST_GROUP_BYTES)
    throw tooMuch('bytes in one row group', MOST_GROUP_BYTES);
}

/** Where a column lies in the file. */
export function rangeOf({ dictionary_page_offset, data_page_offset, total_compressed_size }: ColumnMetaData) {
  const data = Number(data_page_offset);
  const dictionary = Number(dictionary_page_offset ?? 0);
  const start = dictionary > 0 ? Math.min(dictionary, data) : data;
  return { start, end: start + Number(total_compressed_size) };
}

/** Looks at the headers of a column's pages, of so many values, before any is unpacked. @throws TrilaneError `unreadable-upload` */
export function checkPages(bytes: ArrayBuffer, wanted: number): void {
  const reader = { view: new DataView(bytes), offset: 0 };
  let unpackedBytes = 0;
  let values = 0;
  while (values < wanted && reader.offset < bytes.byteLength - 1) {
    const header = parquetHeader(reader);
    const { compressed_page_size: packed, uncompressed_page_size: unpacked } = header;
    const page = header.data_page_header ?? header.data_page_header_v2 ?? header.dictionary_page_header;
    const count = page?.num_values ?? 0;
    const v2 = header.data_page_header_v2;
    const nulls = v2?.num_nulls ?? 0;
    const levels = v2 ? [v2.definition_levels_byte_length, v2.repetition_levels_byte_length] : [0];
    const sizes = [packed, unpacked, count, nulls, ...levels];
    if (!sizes.every((size) => Number.isInteger(size) && size >= 0)) throw damaged();
    // A dictionary may hold what none of these rows has, each entry in a byte at least.
    const most = header.dictionary_page_header ? unpacked : wanted;
    if (nulls > count || packed > bytes.byteLength - reader.offset || count > most) throw damaged();
    if (levels.reduce((sum, length) => sum + length, 0) > packed) throw damaged();
    if (unpacked > MOST_PAGE_BYTES) throw tooMuch('bytes in one page', MOST_PAGE_BYTES);
    unpackedBytes += unpacked;
    if (unpackedBytes > MOST_COLUMN_BYTES) throw tooMuch('bytes in one column of a row group', MOST_COLUMN_BYTES);
    if (!header.dictionary_page_header) values += count;
    reader.offset += packed;
  }
  if (values !== wanted) throw damaged();
}

export function damaged(cause?: unknown): Error {
  return unreadable('The Parquet file is damaged or cut short.', cause);
}

/** Looks at what a column that is to be read says of itself. @throws TrilaneError `unreadable-upload` */
export function checkColumn(
  column: ColumnMetaData,
  rows: number,
  { fileBytes, isNested }: { readonly fileBytes: number; readonly isNested: boolean },
): void {
  const { codec, num_values, total_uncompressed_size, path_in_schema } = column;
  if (!CODECS.includes(codec)) {
    throw unreadable(
      `The Parquet file is compressed with ${quoted(codec)}. Save it with Snappy, gzip, Brotli, Zstandard or LZ4, or uncompressed.`,
    );
  }
  const { start, end } = rangeOf(column);
  if (!(start >= 4 && end > start && end <= fileBytes) && rows > 0) throw damaged();
  if (isNested && Number(num_values) > rows * MOST_LIST) throw tooMuch('values in a list', MOST_LIST);
  if (Number(num_values) < rows || (!isNested && Number(num_values) > rows)) throw damaged();
  if (!isNested && path_in_schema.length !== 1) throw damaged();
  checkedCount(BigInt(end - start), MOST_COLUMN_BYTES, 'bytes in one column of a row group');
  checkedCount(total_uncompressed_size, MOST_COLUMN_BYTES, 'bytes in one column of a row group');
}

function checkedCount(count: bigint, most: number, what: string): number {
  if (count < 0n) throw damaged();
  if (count > BigInt(most)) throw tooMuch(what, most);
  return Number(count);
}

function tooMuch(what: string, most: number): Error {
  const limit = what.startsWith('bytes') ? `${most / 1024 / 1024} MiB` : `${most.toLocaleString('en')}`;
  const remedy = what.endsWith('row group') ? ' Write it in smaller row groups.' : '';
  return unreadable(`The Parquet file has more than ${limit} ${what.replace('bytes ', '')}.${remedy}`);
}
