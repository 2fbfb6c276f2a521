import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { CompressionCodec, SchemaElement } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { credit, digits, expectRows, NAMES, ROWS, refusal } from './upload-fixtures';
import { parquetWith } from './upload-parquet-writer';
import { type Ingested, ingested } from './uploaded-file';

const readParquet = (file: Uint8Array): Promise<Ingested> => ingested(credit, 'parquet', file);
const column = (back: Ingested, name: string) =>
  back.values.filter((_, at) => at % NAMES.length === NAMES.indexOf(name));
const INCOMES = ROWS.map(({ income }) => Number(income));
const read = (file: Uint8Array) => expectRows(file, {}, 'parquet');

describe('A number of a Parquet file', () => {
  test.each([
    ['INT8', { type: 'INT32', converted_type: 'INT_8' }, [1, 127, 0, 5]],
    ['INT16', { type: 'INT32', converted_type: 'INT_16' }, [1, 32_767, 0, 5]],
    ['INT32', { type: 'INT32' }, [1, 2 ** 30, 0, 5]],
    ['INT64', { type: 'INT64' }, [1n, 2n ** 40n, 0n, 5n]],
    ['UINT8', { type: 'INT32', converted_type: 'UINT_8' }, [1, 255, 0, 5]],
    ['UINT32', { type: 'INT32', converted_type: 'UINT_32' }, [1, 2 ** 31, 0, 5]],
    ['UINT64', { type: 'INT64', converted_type: 'UINT_64' }, [1n, 2n ** 50n, 0n, 5n]],
    ['FLOAT', { type: 'FLOAT' }, [1, 0.1, 0, 5.5]],
    ['DOUBLE', { type: 'DOUBLE' }, [1, 0.1, 0, 5.5]],
    ['text', { type: 'BYTE_ARRAY', converted_type: 'UTF8' }, ['1', ' 0.1 ', '-0', '5.5']],
    ['text without its type', { type: 'BYTE_ARRAY' }, ['1', '0.1', '0', '5.5'].map((text) => Buffer.from(text))],
  ] as const)('may be %s', async (_, element, data) => {
    const back = await readParquet(parquetWith({ income: { element: element as Omit<SchemaElement, 'name'>, data } }));
    expect(back.rejects).toBeNull();
    const expected = data.map((value) => Math.fround(Math.abs(Number(String(value)))));
    expect(column(back, 'income')).toEqual(expected);
  });

  const KINDS = [
    ['INT32', { type: 'INT32', precision: 9 }],
    ['INT64', { type: 'INT64', precision: 18 }],
    ['FIXED_LEN_BYTE_ARRAY', { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 16, precision: 38 }],
    ['BYTE_ARRAY', { type: 'BYTE_ARRAY', precision: 38 }],
  ] as const;
  const SCALES = [0, 1, 2, 4, 5, 18] as const;
  const cases = KINDS.flatMap(([kind, element]) =>
    SCALES.filter((scale) => scale <= element.precision / 2).map((scale) => [kind, scale, element] as const),
  );
  test.each(cases)('may be a DECIMAL as %s with %i digits behind the point', async (_, scale, element) => {
    const decimal = { ...element, converted_type: 'DECIMAL', scale } as const;
    const factor = 10n ** BigInt(scale);
    const whole = INCOMES.map((income) => BigInt(income) * factor);
    const back = await read(
      parquetWith({
        income: { element: decimal, data: whole },
        paid: { element: decimal, data: [1n, 100n * factor + 1n, null, -1n] },
      }),
    );
    const zeros = (before: string, last: string) =>
      scale === 0 ? String(Number(before) + 1) : `${before}.${last.padStart(scale, '0')}`;
    const minus = scale === 0 ? '-1' : `-${zeros('0', '1')}`;
    expect(back.kept.paid).toEqual([zeros('0', '1'), zeros('100', '1'), null, minus]);
  });

  test('as a negative DECIMAL is refused in its row, with its digits', async () => {
    const element = { type: 'INT32', converted_type: 'DECIMAL', precision: 9, scale: 2 } as const;
    const back = await readParquet(parquetWith({ income: { element, data: [-8650n, 1n, 2n, 3n] } }));
    expect(back.rejects).toContain('1,income,"""-86.5"" is negative"');
    expect(back.lines).toEqual([2, 3, 4]);
  });

  test('may be null or NaN where it may be missing', async () => {
    const back = await readParquet(
      parquetWith({
        income: { element: { type: 'DOUBLE' }, data: [null, Number.NaN, 1, 2] },
        home: { element: { type: 'BYTE_ARRAY', converted_type: 'UTF8' }, data: [null, 'NA', 'rent', 'owner'] },
      }),
    );
    expect(column(back, 'income')).toEqual([-1, -1, 1, 2]);
    expect(column(back, 'home')).toEqual([-1, -1, 5, 2]);
    const needed = await readParquet(
      parquetWith({ age: { element: { type: 'DOUBLE' }, data: [null, Number.NaN, 1, 2] } }),
    );
    expect(needed.rejects).toContain('1,age,is missing\r\n2,age,is missing\r\n');
    expect(needed.lines).toEqual([3, 4]);
  });

  const time = (unit: 'MILLIS' | 'MICROS' | 'NANOS', isAdjustedToUTC: boolean) =>
    ({ type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC, unit } }) as const;
  const TIMES: readonly (readonly [string, Omit<SchemaElement, 'name'>, readonly unknown[], string, string | null])[] =
    [
      ['DATE', { type: 'INT32', converted_type: 'DATE' }, [19_782, -1], '2024-02-29', '1969-12-31'],
      [
        'TIMESTAMP_MILLIS',
        { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
        [1n, -1n],
        '1970-01-01T00:00:00.001Z',
        '1969-12-31T23:59:59.999Z',
      ],
      [
        'TIMESTAMP_MICROS',
        { type: 'INT64', converted_type: 'TIMESTAMP_MICROS' },
        [1n, -1n],
        '1970-01-01T00:00:00.000001Z',
        '1969-12-31T23:59:59.999999Z',
      ],
      ['TIMESTAMP of UTC', time('NANOS', true), [1n, null], '1970-01-01T00:00:00.000000001Z', null],
      ['TIMESTAMP of some place', time('MICROS', false), [1n, null], '1970-01-01T00:00:00.000001', null],
    ];
  test.each(TIMES)(
    'as %s is refused as a date, and kept as text',
    async (_, element, [one, other], text, otherText) => {
      const data = [one, other, one, one];
      const back = await read(parquetWith({ seen: { element, data } }));
      expect(back.kept.seen?.slice(0, 2)).toEqual([text, otherText]);
      expect(await refusal(parquetWith({ age: { element, data } }), { format: 'parquet' })).toBe(
        `Not one of its rows can be used: row 1, age: "${text}" is a date.`,
      );
    },
  );

  test('as a time of day is refused, and kept as text', async () => {
    const element = { type: 'INT32', logical_type: { type: 'TIME', isAdjustedToUTC: false, unit: 'MILLIS' } } as const;
    const data = [45_000_000, 0, null, 1];
    expect((await read(parquetWith({ at: { element, data } }))).kept.at).toEqual([
      ...['12:30:00.000', '00:00:00.000', null, '00:00:00.001'],
    ]);
    expect(await refusal(parquetWith({ time: { element, data } }), { format: 'parquet' })).toContain(
      'row 1, time: "12:30:00.000" is not a number',
    );
  });
});

describe('What the model does not know comes back from Parquet', () => {
  test.each([
    [
      '32-bit floats, in as many digits as they need',
      { type: 'FLOAT' },
      [0.1, 1 / 3, 16_777_216, null],
      ['0.1', '0.33333334', '16777216', null],
    ],
    ['64-bit floats', { type: 'DOUBLE' }, [0.1, 1 / 3, 5, null], ['0.1', '0.3333333333333333', '5', null]],
    [
      '64-bit whole numbers',
      { type: 'INT64' },
      [9_007_199_254_740_993n, -1n, 0n, null],
      ['9007199254740993', '-1', '0', null],
    ],
    ['truths', { type: 'BOOLEAN' }, [true, false, true, null], ['true', 'false', 'true', null]],
    [
      'JSON as it stands',
      { type: 'BYTE_ARRAY', converted_type: 'JSON' },
      [{ a: 1 }, [1], 'x', null],
      ['{"a":1}', '[1]', '"x"', null],
    ],
    [
      'bytes that are no text',
      { type: 'BYTE_ARRAY' },
      [Buffer.from([0xff, 0x41]), Buffer.from('ü'), Buffer.from(''), null],
      ['\ufffdA', 'ü', '', null],
    ],
  ] as const)('%s', async (_, element, data, texts) => {
    const back = await read(parquetWith({ extra: { element: element as Omit<SchemaElement, 'name'>, data } }));
    expect(back.kept.extra).toEqual(texts);
    expect(back.reading).toMatchObject({ kept: ['extra'], label: 'label', format: 'parquet' });
  });
});

test('A text of more than 64 KiB, which no line of a text file may be, is refused in its row', async () => {
  const data = ['x'.repeat(65_537), 'x'.repeat(65_536), null, ''];
  const element = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const;
  const back = await readParquet(parquetWith({ note: { element, data } }));
  expect(back.rejects).toContain('1,note,is longer than 64 KiB');
  expect(back.kept.note).toEqual(data.slice(1));
});

describe('A page of a Parquet file packed with', () => {
  const packedBy = (codec: CompressionCodec, pack: (bytes: Uint8Array) => Uint8Array) =>
    parquetWith({}, { codec, compressors: { [codec]: pack } });
  const u24 = (value: number) => [value & 255, (value >> 8) & 255, value >> 16];
  const join = (...parts: readonly (readonly number[] | Uint8Array)[]) =>
    Buffer.concat(parts.map((part) => Buffer.from(part)));
  const MAGIC = [0x28, 0xb5, 0x2f, 0xfd];
  /** A frame of Zstandard that says no size, of one block as it is. */
  const zstd = (bytes: Uint8Array, head: readonly number[] = [0, 0x50]) =>
    join(MAGIC, head, u24((bytes.length << 3) | 1), bytes);
  /** Literals of LZ4, and nothing else. */
  const lz4 = (bytes: Uint8Array) => {
    if (bytes.length < 15) return join([bytes.length << 4], bytes);
    const more = bytes.length - 15;
    return join([0xf0], new Array(Math.floor(more / 255)).fill(255), [more % 255], bytes);
  };
  const hadoop = (bytes: Uint8Array) => {
    const block = lz4(bytes);
    const sizes = Buffer.alloc(8);
    sizes.writeUInt32BE(bytes.length, 0);
    sizes.writeUInt32BE(block.length, 4);
    return join(sizes, block);
  };
  const halves = (bytes: Uint8Array) => join(hadoop(bytes.subarray(0, 9)), hadoop(bytes.subarray(9)));

  test.each([
    ['gzip', 'GZIP', gzipSync],
    ['Brotli', 'BROTLI', brotliCompressSync],
    ['Zstandard that says no size', 'ZSTD', zstd],
    [
      'Zstandard that says its size',
      'ZSTD',
      (bytes: Uint8Array) => zstd(bytes, [0b1010_0000, bytes.length & 255, bytes.length >> 8, 0, 0]),
    ],
    ['LZ4', 'LZ4_RAW', lz4],
    ['LZ4 of older writers', 'LZ4', lz4],
    ['LZ4 as Hadoop frames it', 'LZ4', hadoop],
    ['LZ4 as Hadoop frames it, in two', 'LZ4', halves],
  ] as const)('%s is read', async (_, codec, pack) => {
    await read(packedBy(codec, pack));
  });

  const longer = (bytes: Uint8Array) => join(bytes, [1]);
  const shorter = (bytes: Uint8Array) => bytes.subarray(1);
  test.each([
    ['gzip, more than its header says', 'GZIP', (bytes: Uint8Array) => gzipSync(longer(bytes))],
    ['gzip, less', 'GZIP', (bytes: Uint8Array) => gzipSync(shorter(bytes))],
    ['Brotli, more', 'BROTLI', (bytes: Uint8Array) => brotliCompressSync(longer(bytes))],
    ['Brotli, less', 'BROTLI', (bytes: Uint8Array) => brotliCompressSync(shorter(bytes))],
    ['Zstandard, more', 'ZSTD', (bytes: Uint8Array) => zstd(longer(bytes))],
    ['Zstandard, less', 'ZSTD', (bytes: Uint8Array) => zstd(shorter(bytes))],
    [
      'Zstandard, a block that repeats a byte for long',
      'ZSTD',
      () => join(MAGIC, [0, 0x50], u24((100_000 << 3) | 3), [65]),
    ],
    [
      'Zstandard that says a terabyte',
      'ZSTD',
      (bytes: Uint8Array) => zstd(bytes, [0b1110_0000, 0, 0, 0, 0, 0, 1, 0, 0]),
    ],
    ['Zstandard that looks back a terabyte', 'ZSTD', (bytes: Uint8Array) => zstd(bytes, [0, 0xf0])],
    ['Zstandard of nothing', 'ZSTD', () => Buffer.alloc(0)],
    ['LZ4, more', 'LZ4_RAW', (bytes: Uint8Array) => lz4(longer(bytes))],
    ['LZ4, less', 'LZ4_RAW', (bytes: Uint8Array) => lz4(shorter(bytes))],
    [
      'LZ4, a match without an end',
      'LZ4_RAW',
      (bytes: Uint8Array) => join([0x1f, bytes[0] ?? 0, 1, 0], new Array(1_000_000).fill(255), [0]),
    ],
    ['LZ4, cut short', 'LZ4_RAW', (bytes: Uint8Array) => lz4(bytes).subarray(0, -1)],
    ['LZ4 of Hadoop, more', 'LZ4', (bytes: Uint8Array) => hadoop(longer(bytes))],
    ['Snappy that is none', 'SNAPPY', (bytes: Uint8Array) => longer(bytes)],
  ] as const)('%s is refused', async (_, codec, pack) => {
    expect(await refusal(packedBy(codec, pack), { format: 'parquet' })).toBe(
      'The Parquet file is damaged or cut short.',
    );
  });
});

describe('A list in a cell of a Parquet file', () => {
  const list = (data: readonly (readonly number[])[], name: string) => ({
    schema: [
      { name, repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      { name: 'element', type: 'INT32', repetition_type: 'OPTIONAL' },
    ] as const,
    column: { name, data: [...data] },
  });
  const million = Array.from({ length: 1_000_000 }, (_, at) => at % 256);
  const picture = million.slice(0, 784);

  function pictures(data: readonly (readonly number[])[], rows: number): Uint8Array {
    const { schema, column: lists } = list(data, 'pixels');
    return new Uint8Array(
      parquetWriteBuffer({
        schema: [
          { name: 'root', num_children: 2 },
          ...schema,
          { name: 'label', type: 'INT32', repetition_type: 'REQUIRED' },
        ],
        columnData: [lists, { name: 'label', data: Array.from({ length: rows }, () => 1) }],
      }),
    );
  }

  test('of a million values is refused', async () => {
    expect(await refusal(pictures([million], 1), { format: 'parquet', model: digits })).toBe(
      'The Parquet file has more than 1,024 values in a list.',
    );
  });

  test('of many values among others is refused in its row', async () => {
    const data = [million.slice(0, 100_000), ...Array.from({ length: 500 }, () => picture)];
    const back = await ingested(digits, 'parquet', pictures(data, data.length));
    expect(back.rejects).toContain('1,pixels,has 100000 numbers instead of 784');
    expect(back.rows).toBe(500);
  });

  test('that the model does not know may be as long as it likes: it is left out', async () => {
    const { schema, column: lists } = list([million, [], [1], []], 'embedding');
    const names = ['label', ...NAMES];
    const file = parquetWriteBuffer({
      schema: [
        { name: 'root', num_children: names.length + 1 },
        ...names.map(
          (name) => ({ name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' }) as const,
        ),
        ...schema,
      ],
      columnData: [...names.map((name) => ({ name, data: ROWS.map((row) => row[name]) })), lists],
    });
    const back = await read(new Uint8Array(file));
    expect(back.reading.leftOut).toEqual(['embedding']);
  });
});
