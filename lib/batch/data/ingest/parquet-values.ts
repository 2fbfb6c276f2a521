import {
  type ColumnMetaData,
  type DataReader,
  type DecodedArray,
  type FileMetaData,
  parquetSchema,
  type SchemaElement,
} from 'hyparquet';
import { parquetHeader, readColumn, readPage } from 'hyparquet/src/column.js';
import { convert } from 'hyparquet/src/convert.js';
import { getTreePath, isFlatColumn } from 'hyparquet/src/schema.js';
import type { ColumnDecoder } from 'hyparquet/src/types.js';
import { listOf } from '../../../upload/pixel-list';
import { shortFloat } from '../../rows/short-float';
import { DECOMPRESSORS } from './parquet-codecs';
import { checkPages, damaged } from './parquet-limits';
import { timeOfDayDigits, timeOfDayText, timeParsers } from './parquet-times';
import { keptText } from './take-value';

/** The values of a column of one row group. */
export interface ParquetValues {
  /** By row: a number, a text or its bytes, a big integer, a list; null or undefined for nothing. */
  readonly values: ArrayLike<unknown>;
  /** What one of them is to a model. */
  value(at: number): unknown;
  /** What one of them is to a person. */
  text(at: number): string | Uint8Array | null;
}

/** @param bytes of the column chunk. @param rows that are wanted of it, the first ones. @throws TrilaneError `unreadable-upload` */
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
  const decoder: ColumnDecoder = {
    ...chunk,
    pathInSchema: chunk.path_in_schema,
    element,
    schemaPath,
    compressors: DECOMPRESSORS,
    parsers: timeParsers(whole),
    // Text is decoded where it is expected, so that images stay bytes.
    utf8: false,
  };
  const reader = { view: new DataView(bytes), offset: 0 };
  if (!isFlatColumn(schemaPath)) return plainValues(inOneRow([listsIn(reader, decoder, scale, rows)], rows));
  const { data } = readColumn(reader, { groupStart: 0, selectStart: 0, selectEnd: rows, groupRows: rows }, decoder);
  const values = inOneRow(data, rows);
  const digits = timeOfDayDigits(whole);
  if (digits !== null) return plainValues(Array.from(values, (value) => timeOfDayText(value, digits)));
  if (scale !== null) {
    const value = (at: number) => decimalNumber(values[at], scale);
    return { values, value, text: (at) => decimalText(values[at], scale) };
  }
  const text = whole.type === 'FLOAT' ? floatText : keptText;
  return { ...plainValues(values), text: (at) => text(values[at]) };
}

/** Values that are what they look like. */
export function plainValues(values: ArrayLike<unknown>): ParquetValues {
  return { values, value: (at) => values[at], text: (at) => keptText(values[at]) };
}

/** A 32-bit float in the fewest digits that tell it from others. */
function floatText(value: unknown): string | null {
  if (typeof value !== 'number') return null;
  const short = [6, 7, 8].map((digits) => Number(value.toPrecision(digits)));
  return String(short.find((tried) => Math.fround(tried) === value) ?? shortFloat(value));
}

/** The lists of a column, a page at a time so that no more than one is there as JavaScript values. */
function listsIn(reader: DataReader, decoder: ColumnDecoder, scale: number | null, most: number): readonly unknown[] {
  const lists: unknown[] = [];
  let dictionary: DecodedArray | undefined;
  /** The last list of a page goes on in the next. */
  let open: unknown[] | undefined;
  while (lists.length < most && reader.offset < reader.view.byteLength - 1) {
    const header = parquetHeader(reader);
    const page = header.data_page_header ?? header.data_page_header_v2;
    const { data } = readPage(reader, header, decoder, dictionary, open, 0);
    if (header.type === 'DICTIONARY_PAGE') dictionary = data && convert(data, decoder);
    else if (page && page.num_values > 0) {
      for (const list of (data as unknown[]).splice(0, Math.max(0, (data?.length ?? 0) - 1))) {
        lists.push(packed(list, scale));
      }
      open = data as unknown[];
    }
  }
  if (open && lists.length < most) lists.push(packed(open[0], scale));
  return lists;
}

/** A list without its inner ones: of numbers, where they are; `null` where it has none. */
function packed(list: unknown, scale: number | null): ArrayLike<unknown> | null {
  const flat = listOf(list) ?? [];
  if (flat.length === 0) return null;
  const numbers = new Float64Array(flat.length);
  for (let at = 0; at < flat.length; at++) {
    const value = scale === null ? flat[at] : decimalNumber(flat[at], scale);
    if (typeof value === 'number') numbers[at] = value;
    else if (typeof value === 'bigint') numbers[at] = Number(value);
    else if (value === null) numbers[at] = Number.NaN;
    else return flat;
  }
  const small = new Float32Array(numbers);
  return small.every((value, at) => Object.is(value, numbers[at])) ? small : numbers;
}

/** The number that a decimal is: the nearest there is. */
function decimalNumber(value: unknown, scale: number): unknown {
  const text = decimalText(value, scale);
  return text === null ? value : Number(text);
}

/** A decimal with all its digits; `null` where there is none. */
function decimalText(value: unknown, scale: number): string | null {
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
