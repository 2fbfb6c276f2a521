import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { NO_LABEL } from '@/lib/batch/rows/row-block';
import { findModel } from '@/lib/model';
import { MISSING } from '@/lib/model/features';
import { ingested } from './uploaded-file';

/** Written by pyarrow, pandas, polars and fastparquet: see `make.py` there. */
const FOLDER = 'tests/unit/foreign-parquet';
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.parquet'));
const pictures = files.filter((name) => name.includes('pixels'));

const VALUES = [
  [4, 2, 24, 44, 1, 0, 1, 75, 86, 5000, 0, 900, 1100],
  [0, 5, 60, 31, 3, 1, 0, 48, MISSING, MISSING, 0, 1600, 1930],
  [17, 3, 36, 58, 4, 0, MISSING, 35, 214, 12000, MISSING, 800, 1064],
  [2, MISSING, 12, 23, MISSING, 0, 3, 90, 85, 0, 1810, 3001, 3334],
];

describe('The same rows by another writer', () => {
  test.each(files.filter((name) => !pictures.includes(name)))('are the same in %s', async (name) => {
    const back = await ingested(findModel('credit-risk'), 'parquet', readFileSync(`${FOLDER}/${name}`));
    expect(back.rejects).toBeNull();
    expect(back.values).toEqual(VALUES.flat());
    expect(back.labels).toEqual([0, 1, NO_LABEL, 0]);
    expect(back.lines).toEqual([1, 2, 3, 4]);
    expect(back.kept.customer).toEqual(['9007199254740993', '7', '8', '9']);
    expect(back.kept.joined?.map((text) => text?.slice(0, 10) ?? null)).toEqual([
      ...['2024-02-29', '1969-12-31', null, '2000-01-01'],
    ]);
    expect(back.reading).toMatchObject({ format: 'parquet', label: 'label', leftOut: [], columns: [] });
  });

  test('come back with a column that is empty', async () => {
    const file = readFileSync(`${FOLDER}/pyarrow-lz4-empty-column.parquet`);
    const back = await ingested(findModel('credit-risk'), 'parquet', file);
    expect(back.kept.empty).toEqual([null, null, null, null]);
  });

  test('come back with the index that pandas writes', async () => {
    const back = await ingested(findModel('credit-risk'), 'parquet', readFileSync(`${FOLDER}/pandas-index.parquet`));
    expect(back.reading.kept).toEqual(['customer', 'joined', '__index_level_0__']);
    expect(back.kept.__index_level_0__).toEqual(['11', '12', '13', '17']);
  });
});

test('A page that does not say how long its levels are is refused, and nothing goes round in circles', async () => {
  // One byte of a file of pyarrow, with pages of the second version, is another.
  const file = readFileSync(`${FOLDER}/damaged-page-header.bin`);
  await expect(ingested(findModel('credit-risk'), 'parquet', file)).rejects.toMatchObject({
    code: 'unreadable-upload',
    message: 'The Parquet file is damaged or cut short.',
  });
});

describe('The same pictures by another writer', () => {
  test.each(pictures)('are the same in %s', async (name) => {
    const back = await ingested(findModel('digits'), 'parquet', readFileSync(`${FOLDER}/${name}`));
    const wedge = Array.from({ length: 784 }, (_, at) => at % 256);
    expect(back.rejects).toBeNull();
    expect(back.labels).toEqual([7, 2]);
    expect(back.values).toEqual([...wedge, ...[...wedge].reverse()]);
    expect(back.reading.range).toBe(name.includes('shares') ? 'shares' : 'bytes');
  });
});
