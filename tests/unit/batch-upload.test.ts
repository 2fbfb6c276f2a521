import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { beforeAll, describe, expect, test } from 'vitest';
import { exampleFile } from '@/lib/batch/data/example-file';
import { NO_LABEL } from '@/lib/batch/rows/row-block';
import { findModel } from '@/lib/model';
import { MISSING } from '@/lib/model/features';
import { isTable, type TableModel } from '@/lib/model/manifest';
import { UPLOAD_FORMATS } from '@/lib/wire/batch-system';
import { type WithSamples, withSamples } from './batch-samples';
import { ingested } from './uploaded-file';

const model = tableModel();
const { features } = model;
const names = features.map(({ id }) => id);
/** A row that fits, by name. */
const good: Readonly<Record<string, string>> = Object.fromEntries(
  features.map(({ id, categories, most }) => [id, categories?.[0] ?? String(most)]),
);
const gap = features.find(({ mayBeMissing, kind }) => mayBeMissing && kind === 'number')?.id ?? '';
const needed = features.find(({ mayBeMissing, kind }) => !mayBeMissing && kind === 'number')?.id ?? '';
const category = features.find(({ kind }) => kind === 'category')?.id ?? '';

describe.each(['credit-risk', 'clothing'])('the example files of %s', (modelId) => {
  let known: WithSamples;
  beforeAll(async () => {
    known = await withSamples(modelId);
  });
  test.each(UPLOAD_FORMATS)('as %s are taken whole, each value as it is in the test samples', async (format) => {
    const { samples } = known;
    const back = await ingested(known.model, format, exampleFile(known.model, samples, format));
    const raw = samples.kind === 'images' ? samples.pixels : samples.values;
    expect(back.rejects).toBeNull();
    expect(back.rows).toBe(100);
    expect(back.labels).toEqual([...samples.labels.subarray(0, 100)]);
    expect(back.values).toEqual([...raw.subarray(0, (raw.length / samples.count) * 100)]);
  });
});

describe('a CSV file', () => {
  test('may have its columns in any order, a byte order mark, line ends of any kind, quotes and no label', async () => {
    const order = [...names].reverse();
    const line = order.map((name) => `"${good[name]}"`).join(',');
    const back = await ingested(model, 'csv', `\uFEFF${order.join(',')}\r\n${line}\n\r\n\n${line}\r${line}\r\n`);
    expect(back.rows).toBe(3);
    expect(back.labels).toEqual([NO_LABEL, NO_LABEL, NO_LABEL]);
    expect(back.values).toEqual([...valuesOfGood(), ...valuesOfGood(), ...valuesOfGood()]);
  });

  test('takes a label by name, by index, or none', async () => {
    const back = await ingested(model, 'csv', csv({ label: model.classes[1] ?? '' }, { label: '0' }, { label: '' }));
    expect(back.labels).toEqual([1, 0, NO_LABEL]);
  });

  test('may leave out what may be missing', async () => {
    const back = await ingested(model, 'csv', csv({ [gap]: '' }, { [gap]: 'NA' }));
    const at = names.indexOf(gap);
    expect([back.values[at], back.values[names.length + at]]).toEqual([MISSING, MISSING]);
  });

  test.each([
    [needed, '', 'is missing'],
    [needed, 'abc', '"abc" is not a number'],
    [needed, '1e400', '"1e400" is too large'],
    [needed, 'Infinity', '"Infinity" is not a number'],
    [needed, '0x10', '"0x10" is not a number'],
    [needed, '-1', '"-1" is negative'],
    [category, 'no such', /^"no such" is not one of /],
    ['label', 'maybe', `"maybe" is not one of ${model.classes.join(', ')}`],
    ['label', '9', `"9" is not one of ${model.classes.join(', ')}`],
  ])('has a row rejected whose %s is %j, with line, column and reason', async (column, value, reason) => {
    const back = await ingested(model, 'csv', csv({}, { [column]: value }, {}));
    expect(back.rows).toBe(2);
    const [, row] = rejectsOf(back.rejects);
    expect(row?.slice(0, 2)).toEqual(['3', column]);
    expect(row?.[2]).toEqual(typeof reason === 'string' ? reason : expect.stringMatching(reason));
  });

  test('has a row rejected that has more or fewer cells than the header', async () => {
    const back = await ingested(model, 'csv', `${csv({})}1,2\n`);
    expect(rejectsOf(back.rejects)[1]).toEqual(['3', '', `has 2 cells instead of ${names.length + 1}`]);
  });

  test('with many bad rows lists the first of them and says how many more there are', async () => {
    const bad = Array.from({ length: 10_050 }, () => ({ [needed]: 'x' }));
    const back = await ingested(model, 'csv', csv({}, ...bad));
    expect(back.rejected).toBe(10_050);
    const rows = rejectsOf(back.rejects);
    expect(rows).toHaveLength(10_002);
    expect(rows.at(-1)).toEqual(['', '', '50 more rows were rejected.']);
  });

  test('is cut into parts that grow, its rows in order', async () => {
    const back = await ingested(
      model,
      'csv',
      csv(...Array.from({ length: 9000 }, (_, row) => ({ [needed]: String(row) }))),
    );
    expect(back.partRows[0]).toBe(256);
    expect(back.partRows.at(-2)).toBeGreaterThan(400);
    const at = names.indexOf(needed);
    expect(Array.from({ length: 9000 }, (_, row) => back.values[row * names.length + at])).toEqual(
      Array.from({ length: 9000 }, (_, row) => row),
    );
  });

  test.each([
    ['none of the columns', 'shoe size,colour\n44,red\n', 'The file has none of the model’s columns. They are label,'],
    ['a column twice', `${names.join(',')},${needed}\n`, `The column "${needed}" is there twice`],
    ['a missing column', `${names.slice(1).join(',')}\n`, `The file lacks the column ${names[0]}.`],
    ['separators nobody knows', `${names.join('^')}\n`, 'The file has none of the model’s columns.'],
    ['nothing', '', 'The file is empty.'],
    ['only line ends', '\n\r\n\n', 'The file is empty.'],
    ['a header and no rows', `${names.join(',')}\n`, 'The file has no rows.'],
    ['no good row', csv({ [needed]: 'x' }), `Not one of its rows can be used: line 2, ${needed}: "x" is not a number.`],
    ['a quotation mark too many', `${csv({})}"a,b\n`, 'A cell on line 3 starts with a quotation mark and never ends.'],
    ['a line of 10 MB', `${csv({})}${'1'.repeat(10_000_000)}\n`, 'Line 3 is longer than 64 KiB'],
    ['a null character', `${csv({})}a\0b\n`, 'The file is not text'],
    ['an encoding nobody knows', Buffer.from(`${csv({})}M\x81ller\n`, 'latin1'), 'neither UTF-8 nor UTF-16'],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 65, 0, 0, 0]), 'The file is text in UTF-32'],
    ['a gzip archive', gzipSync(csv({})), 'The file is a gzip archive, not plain text'],
    ['a Parquet file', Buffer.from('PAR1'), 'The file is a Parquet file, not plain text'],
  ])('with %s is refused in a sentence', async (_, file, sentence) => {
    await expect(ingested(model, 'csv', file)).rejects.toMatchObject({
      code: 'unreadable-upload',
      message: expect.stringContaining(sentence),
    });
  });
});

describe('a JSON Lines file', () => {
  const line = (changes: Readonly<Record<string, unknown>> = {}) =>
    `${JSON.stringify({ ...Object.fromEntries(features.map(({ id, kind }) => [id, kind === 'number' ? Number(good[id]) : good[id]])), ...changes })}\n`;

  test('takes numbers, names of categories, and null or nothing for what may be missing', async () => {
    const back = await ingested(model, 'jsonl', line() + line({ [gap]: null }) + line({ [gap]: undefined, label: 1 }));
    expect(back.rows).toBe(3);
    expect(back.values.slice(0, names.length)).toEqual(valuesOfGood());
    expect(back.labels).toEqual([NO_LABEL, NO_LABEL, 1]);
  });

  test.each([
    ['broken JSON', '{"a":\n', ['2', '', 'is no JSON object']],
    ['a list', '[1,2]\n', ['2', '', 'is no JSON object']],
    ['a text where a number belongs', line({ [needed]: 'five' }), ['2', needed, '"five" is not a number']],
    ['a list where a number belongs', line({ [needed]: [5] }), ['2', needed, 'a list is not one value']],
  ])('has a row rejected that is %s', async (_, bad, row) => {
    const back = await ingested(model, 'jsonl', line() + bad + line());
    expect(back.rows).toBe(2);
    expect(rejectsOf(back.rejects)[1]).toEqual(row);
  });

  test('with a line of 10 MB is refused', async () => {
    await expect(ingested(model, 'jsonl', `${line()}${' '.repeat(10_000_000)}`)).rejects.toMatchObject({
      code: 'unreadable-upload',
      message: 'Line 2 is longer than 64 KiB.',
    });
  });
});

describe('a Parquet file', () => {
  const columns = (changes: Readonly<Record<string, unknown>> = {}) =>
    names.map((name) => ({ name, data: [changes[name] ?? valueIn(name), valueIn(name)] }));
  const valueIn = (name: string) =>
    name === category || features.find(({ id }) => id === name)?.categories ? good[name] : Number(good[name]);
  const file = (
    options: Partial<Parameters<typeof parquetWriteBuffer>[0]> & {
      columnData: Parameters<typeof parquetWriteBuffer>[0]['columnData'];
    },
  ) => new Uint8Array(parquetWriteBuffer(options));

  test('may be packed with gzip', async () => {
    const back = await ingested(
      model,
      'parquet',
      file({ columnData: columns(), codec: 'GZIP', compressors: { GZIP: (bytes) => gzipSync(bytes) } }),
    );
    expect(back.values).toEqual([...valuesOfGood(), ...valuesOfGood()]);
  });

  test('has a bad row rejected by its place', async () => {
    const back = await ingested(model, 'parquet', file({ columnData: columns({ [needed]: -5 }) }));
    expect(back.rows).toBe(1);
    expect(rejectsOf(back.rejects)[1]).toEqual(['1', needed, '"-5" is negative']);
  });

  test.each([
    [
      'packed in a way nobody here can undo',
      file({ columnData: columns(), codec: 'LZO', compressors: { LZO: (bytes) => bytes } }),
      'compressed with "LZO"',
    ],
    [
      'whose pages are not packed as it says',
      file({ columnData: columns(), codec: 'ZSTD', compressors: { ZSTD: (bytes) => bytes } }),
      'damaged',
    ],
    ['of four bytes', Buffer.from('PAR1'), 'no Parquet file'],
    ['that is text', Buffer.from('a,b,c\n1,2,3\n'), 'no Parquet file'],
    ['of nothing', Buffer.from(''), 'The file is empty.'],
  ])('%s is refused in a sentence', async (_, bytes, sentence) => {
    await expect(ingested(model, 'parquet', bytes)).rejects.toMatchObject({
      code: 'unreadable-upload',
      message: expect.stringContaining(sentence),
    });
  });

  test('that has nested columns the model does not know is read without them, and says so', async () => {
    const nested = file({
      columnData: [...columns(), { name: 'list', data: [[1, 2], [3]] }],
      schema: [
        { name: 'root', num_children: names.length + 1 },
        ...names.map((name) =>
          typeof valueIn(name) === 'string'
            ? ({ name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' } as const)
            : ({ name, type: 'DOUBLE', repetition_type: 'OPTIONAL' } as const),
        ),
        { name: 'list', repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
        { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
        { name: 'element', type: 'INT32', repetition_type: 'OPTIONAL' },
      ],
    });
    const back = await ingested(model, 'parquet', nested);
    expect(back.rows).toBe(2);
    expect(back.reading.leftOut).toEqual(['list']);
  });
});

function tableModel(): TableModel {
  const found = findModel('credit-risk');
  if (!isTable(found)) throw new Error('no table');
  return found;
}

function csv(...rows: readonly Readonly<Record<string, string>>[]): string {
  const lines = rows.map((changes) => ['label', ...names].map((name) => changes[name] ?? good[name] ?? '').join(','));
  return [`label,${names.join(',')}`, ...lines, ''].join('\n');
}

function valuesOfGood(): number[] {
  return features.map(({ most, kind }) => (kind === 'category' ? 0 : Math.fround(most)));
}

function rejectsOf(text: string | null): string[][] {
  return parse(text ?? '') as string[][];
}
