import type { ColumnChunk, Encoding, RowGroup, SchemaElement } from 'hyparquet';
import { ByteWriter } from 'hyparquet-writer/src/bytewriter.js';
import { writePageHeader } from 'hyparquet-writer/src/datapage.js';
import { writeRleBitPackedHybrid } from 'hyparquet-writer/src/encoding.js';
import { writeMetadata } from 'hyparquet-writer/src/metadata.js';
import type { TextColumn } from './text-column';

/**
 * Flat columns as Parquet, without a JavaScript value for each of theirs: numbers and bytes are copied as they lie in
 * memory (uncompressed PLAIN pages, little endian like every machine that runs Node), which the general writer of
 * hyparquet-writer does value by value. The Thrift around them is its own.
 *
 * `words` is a column of text with few values, given as places in `words`; `NO_WORD` is null. `text` is one of any texts.
 */
export type ParquetColumn =
  | { readonly name: string; readonly kind: 'float' | 'int' }
  | { readonly name: string; readonly kind: 'bytes'; readonly length: number }
  | { readonly name: string; readonly kind: 'text' }
  | { readonly name: string; readonly kind: 'words'; readonly words: readonly string[] };

/** By kind: floats, integers, `length` bytes a row, places in `words`, or texts. */
export type ColumnValues = NumberValues | TextColumn;
type NumberValues = Float32Array | Int32Array | Uint8Array;

export const NO_WORD = 255;

export interface ParquetStream {
  /** The bytes that come first. */
  start(): Uint8Array;
  /** One row group; `values` in the order of the columns. */
  group(rows: number, values: readonly ColumnValues[]): Uint8Array;
  /** The bytes that come last. */
  end(): Uint8Array;
}

/** A Parquet file in pieces that are to be written one after the other. */
export function createParquetStream(columns: readonly ParquetColumn[]): ParquetStream {
  const file = createFile(columns);
  let offset = 0;
  const piece = (write: (writer: ByteWriter) => void, sizeBytes?: number) => {
    const writer = new ByteWriter(sizeBytes);
    writer.offset = offset;
    write(writer);
    offset = writer.offset;
    return writer.getBytes();
  };
  return {
    start: () => piece(file.start),
    group: (rows, values) => piece((writer) => file.group(writer, rows, values), groupBytes(values)),
    end: () => piece(file.end, ROOM_BYTES),
  };
}

/** A file of one row group. */
export function encodeParquet(
  columns: readonly ParquetColumn[],
  rows: number,
  values: readonly ColumnValues[],
): Uint8Array {
  const file = createFile(columns);
  const writer = new ByteWriter(groupBytes(values) + (columns.length + 1) * ROOM_BYTES);
  file.start(writer);
  file.group(writer, rows, values);
  file.end(writer);
  return writer.getBytes();
}

function createFile(columns: readonly ParquetColumn[]) {
  const groups: RowGroup[] = [];
  return {
    start: (writer: ByteWriter) => writer.appendUint32(MAGIC),
    group(writer: ByteWriter, rows: number, values: readonly ColumnValues[]) {
      const before = writer.offset;
      const chunks = columns.map((column, index) => writeColumn(writer, column, rows, values[index] ?? EMPTY));
      const sizeBytes = BigInt(writer.offset - before);
      groups.push({
        columns: chunks,
        total_byte_size: sizeBytes,
        num_rows: BigInt(rows),
        total_compressed_size: sizeBytes,
      });
    },
    end(writer: ByteWriter) {
      writeMetadata(writer, {
        version: 1,
        created_by: 'Trilane',
        schema: [{ name: 'root', num_children: columns.length }, ...columns.map(schemaOf)],
        num_rows: groups.reduce((sum, { num_rows }) => sum + num_rows, 0n),
        row_groups: groups,
        metadata_length: 0,
      });
      writer.appendUint32(MAGIC);
    },
  };
}

/** "PAR1". */
const MAGIC = 0x31524150;
const EMPTY = new Uint8Array();
/** Room for the description of a column, bytes. */
const ROOM_BYTES = 256;

function groupBytes(values: readonly ColumnValues[]): number {
  return values.reduce((bytes, column) => bytes + sizeOf(column) + ROOM_BYTES, ROOM_BYTES);
}

function sizeOf(values: ColumnValues): number {
  return isText(values) ? values.plain.length + values.present.length : values.byteLength;
}

const isText = (values: ColumnValues): values is TextColumn => 'plain' in values;

function schemaOf(column: ParquetColumn): SchemaElement {
  const { name } = column;
  switch (column.kind) {
    case 'float':
      return { name, type: 'FLOAT', repetition_type: 'REQUIRED' };
    case 'int':
      return { name, type: 'INT32', repetition_type: 'REQUIRED' };
    case 'bytes':
      return { name, type: 'FIXED_LEN_BYTE_ARRAY', type_length: column.length, repetition_type: 'REQUIRED' };
    case 'text':
    case 'words':
      return {
        name,
        type: 'BYTE_ARRAY',
        converted_type: 'UTF8',
        logical_type: { type: 'STRING' },
        repetition_type: 'OPTIONAL',
      };
  }
}

function writeColumn(writer: ByteWriter, column: ParquetColumn, rows: number, values: ColumnValues): ColumnChunk {
  const start = writer.offset;
  const type = schemaOf(column).type;
  if (!type) throw new Error(`column ${column.name} has no type`);
  const isWords = column.kind === 'words';
  if (isWords) writeDictionary(writer, column.words);
  const pageStart = writer.offset;
  const encoding: Encoding = isWords ? 'RLE_DICTIONARY' : 'PLAIN';
  const page = pageOf(column, values);
  writePageHeader(writer, {
    type: 'DATA_PAGE',
    uncompressed_page_size: page.length,
    compressed_page_size: page.length,
    data_page_header: {
      num_values: rows,
      encoding,
      definition_level_encoding: 'RLE',
      repetition_level_encoding: 'RLE',
    },
  });
  writer.appendBytes(page);
  const sizeBytes = BigInt(writer.offset - start);
  return {
    file_offset: BigInt(start),
    meta_data: {
      type,
      encodings: isWords ? ['PLAIN', 'RLE', encoding] : ['RLE', encoding],
      path_in_schema: [column.name],
      codec: 'UNCOMPRESSED',
      num_values: BigInt(rows),
      total_uncompressed_size: sizeBytes,
      total_compressed_size: sizeBytes,
      data_page_offset: BigInt(pageStart),
      ...(isWords && { dictionary_page_offset: BigInt(start) }),
    },
  };
}

function writeDictionary(writer: ByteWriter, words: readonly string[]): void {
  const page = new ByteWriter();
  for (const word of words) {
    const bytes = Buffer.from(word);
    page.appendUint32(bytes.length);
    page.appendBytes(bytes);
  }
  writePageHeader(writer, {
    type: 'DICTIONARY_PAGE',
    uncompressed_page_size: page.offset,
    compressed_page_size: page.offset,
    dictionary_page_header: { num_values: words.length, encoding: 'PLAIN', is_sorted: false },
  });
  writer.appendBytes(page.getBytes());
}

function pageOf(column: ParquetColumn, values: ColumnValues): Uint8Array {
  if (isText(values)) return textPage(values);
  return column.kind === 'words' ? wordsPage(values, column.words.length) : bytesOf(values);
}

function textPage({ plain, present }: TextColumn): Uint8Array {
  const page = new ByteWriter(plain.length + present.length + ROOM_BYTES);
  appendLevels(page, present);
  page.appendBytes(plain);
  return page.getBytes();
}

/** Which rows have a value, 1, and which are null, 0. */
function appendLevels(page: ByteWriter, present: ArrayLike<number>): void {
  const levels = new ByteWriter();
  writeRleBitPackedHybrid(levels, present as number[], 1); // it only reads
  page.appendUint32(levels.offset);
  page.appendBytes(levels.getBytes());
}

/** Which rows have a word, then the places of those that have one. */
function wordsPage(places: NumberValues, words: number): Uint8Array {
  const page = new ByteWriter(places.length + ROOM_BYTES);
  appendLevels(
    page,
    places.map((place) => (place === NO_WORD ? 0 : 1)),
  );
  const bitWidth = Math.max(1, 32 - Math.clz32(words - 1));
  page.appendUint8(bitWidth);
  const known = places.filter((place) => place !== NO_WORD);
  writeRleBitPackedHybrid(page, known, bitWidth);
  return page.getBytes();
}

function bytesOf({ buffer, byteOffset, byteLength }: NumberValues): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
