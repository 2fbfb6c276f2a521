import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { decompress as decompressZstd } from 'fzstd';
import {
  type ColumnMetaData,
  type Compressors,
  type FileMetaData,
  type ParquetParsers,
  parquetSchema,
  type SchemaElement,
} from 'hyparquet';
import { readColumn } from 'hyparquet/src/column.js';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { getTreePath } from 'hyparquet/src/schema.js';
import { decompressLz4, decompressLz4Raw } from 'hyparquet-compressors';
import { checkPages, damaged } from './parquet-limits';

/** The values of a column of one row group. */
export interface ParquetValues {
  /** By row: a number, a text or its bytes, a big integer, a list; null or undefined for nothing. */
  readonly values: ArrayLike<unknown>;
  /** Digits behind the point of decimals, whose values are whole numbers; `null` of any other column. */
  readonly scale: number | null;
}

/** @param bytes of the column chunk. @throws TrilaneError `unreadable-upload` */
export function parquetValues(
  metadata: FileMetaData,
  chunk: ColumnMetaData,
  bytes: ArrayBuffer,
  rows: number,
): ParquetValues {
  checkPages(bytes, Number(chunk.num_values));
  const schemaPath = getTreePath(parquetSchema(metadata), chunk.path_in_schema);
  const whole = schemaPath.at(-1)?.element;
  if (!whole || whole.type !== chunk.type) throw damaged();
  const scale = decimalScale(whole);
  // Decimals are divided here, which rounds once; multiplied by a tenth they would be rounded twice.
  const { converted_type, logical_type, ...bare } = whole;
  const element = scale === null ? whole : bare;
  const { data } = readColumn(
    { view: new DataView(bytes), offset: 0 },
    { groupStart: 0, selectStart: 0, selectEnd: rows, groupRows: rows },
    {
      ...chunk,
      pathInSchema: chunk.path_in_schema,
      element,
      schemaPath,
      compressors: DECOMPRESSORS,
      parsers: PARSERS,
      // Text is decoded where it is expected, so that images stay bytes.
      utf8: false,
    },
  );
  return { values: inOneRow(data, rows), scale };
}

/** The number that a decimal is: the nearest there is. */
export function decimalNumber(value: unknown, scale: number): unknown {
  const text = decimalText(value, scale);
  return text === null ? value : Number(text);
}

/** A decimal with all its digits; `null` where there is none. */
export function decimalText(value: unknown, scale: number): string | null {
  if (value === null || value === undefined) return null;
  const unscaled = value instanceof Uint8Array ? bigEndian(value) : BigInt(value as number | bigint);
  if (scale <= 0) return String(unscaled * 10n ** BigInt(-scale));
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** Two's complement, the highest byte first. */
function bigEndian(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = value * 256n + BigInt(byte);
  return BigInt.asIntN(8 * bytes.length, value);
}

function decimalScale({ converted_type, logical_type, scale }: SchemaElement): number | null {
  if (logical_type?.type === 'DECIMAL') return logical_type.scale;
  return converted_type === 'DECIMAL' ? (scale ?? 0) : null;
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

const DAY_MS = 86_400_000;
const DATE_LENGTH = 10;

/** Moments as text, with all their digits. */
const PARSERS: ParquetParsers = {
  ...DEFAULT_PARSERS,
  dateFromDays: (days: number) => dateText(days * DAY_MS).slice(0, DATE_LENGTH) as unknown as Date,
  timestampFromMilliseconds: (ms: bigint) => momentText(ms, 3) as unknown as Date,
  timestampFromMicroseconds: (us: bigint) => momentText(us, 6) as unknown as Date,
  timestampFromNanoseconds: (ns: bigint) => momentText(ns, 9) as unknown as Date,
};

function momentText(count: bigint, digits: number): string | undefined {
  if (count === undefined || count === null) return undefined;
  const perSecond = 10n ** BigInt(digits);
  const fraction = ((count % perSecond) + perSecond) % perSecond;
  const seconds = (BigInt(count) - fraction) / perSecond;
  return `${dateText(Number(seconds) * 1000).slice(0, -5)}.${String(fraction).padStart(digits, '0')}Z`;
}

/** What lies beyond the years that JavaScript knows has no text. */
function dateText(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

/** The sizes were checked with the page's header; none gives more than it says. */
const DECOMPRESSORS: Compressors = {
  GZIP: (bytes, length) => gunzipSync(bytes, { maxOutputLength: Math.max(1, length) }),
  BROTLI: (bytes, length) => brotliDecompressSync(bytes, { maxOutputLength: Math.max(1, length) }),
  ZSTD: (bytes, length) => decompressZstd(bytes, new Uint8Array(length)),
  LZ4_RAW: decompressLz4Raw,
  LZ4: decompressLz4,
};
