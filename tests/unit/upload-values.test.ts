import { describe, expect, test } from 'vitest';
import { MISSING } from '@/lib/model/features';
import { credit, csv, expectRows, NAMES, ROWS, refusal, valuesOf } from './upload-fixtures';
import { parquetOfTexts } from './upload-parquet-writer';
import { ingested } from './uploaded-file';

const FORMATS = ['csv', 'jsonl', 'parquet'] as const;
const INCOME = NAMES.indexOf('income');
const [FIRST = {}, SECOND = {}] = ROWS;

/** A file of text values: a good row, one with the given cell, another good row. */
function fileWith(format: (typeof FORMATS)[number], column: string, cell: string): string | Uint8Array {
  const rows = [FIRST, { ...FIRST, [column]: cell }, SECOND];
  if (format === 'jsonl') return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  if (format === 'parquet') return parquetOfTexts(rows);
  return csv(rows.map((row) => ({ ...row, [column]: `"${(row[column] ?? '').replaceAll('"', '""')}"` })));
}

/** What a cell is taken for, or why it is not. */
async function read(format: (typeof FORMATS)[number], column: string, cell: string): Promise<number | string> {
  const back = await ingested(credit, format, fileWith(format, column, cell));
  const [, reason] = /^\d+,[a-z]*,(.*)\r\n/m.exec(back.rejects?.split('\r\n').slice(1).join('\r\n') ?? '') ?? [];
  if (reason !== undefined) return reason.replace(/^"(.*)"$/, '$1').replaceAll('""', '"');
  return column === 'label' ? (back.labels[1] ?? NaN) : (back.values[NAMES.length + NAMES.indexOf(column)] ?? NaN);
}

describe.each(FORMATS)('A text in %s', (format) => {
  test.each([
    ['86', 86],
    ['86.5', 86.5],
    ['86.0', 86],
    ['+5', 5],
    ['5.', 5],
    ['.5', 0.5],
    ['1e3', 1000],
    ['1E+3', 1000],
    ['2.5e-1', 0.25],
    ['007', 7],
    ['-0', 0],
    ['-0.0', 0],
    [' 86 ', 86],
    ['\u00a086\u202f', 86],
    ["1'234", 1234],
    ['1’234.5', 1234.5],
    ['1 234', 1234],
    ['1\u202f234\u202f567', 1_234_567],
    ['1,234.5', 1234.5],
    ['1,234,567', 1_234_567],
    ['0.1', Math.fround(0.1)],
    ['123456789012345678', Math.fround(1.2345678901234568e17)],
  ])('%j is a number', async (cell, number) => {
    expect(await read(format, 'income', cell)).toBe(number);
  });

  test.each([
    ...['', ' ', '.', '?', '-', '--', '\\N', 'NA', 'na', '<NA>', 'n/a', 'N.A.', '#N/A', '#NA', '#NULL!', 'NaN', 'nan'],
    ...['NULL', 'Null', 'null', '(null)', 'None', 'NONE', 'nil', 'missing', '-1.#IND', '1.#QNAN', ' NA ', '\u00a0'],
  ])('%j is nothing, where that may be', async (word) => {
    expect(await read(format, 'income', word)).toBe(MISSING);
    expect(await read(format, 'marital', word)).toBe(MISSING);
    expect(await read(format, 'label', word)).toBe(255);
    expect(await read(format, 'age', word)).toBe('is missing');
  });

  test.each([
    ['abc', '"abc" is not a number'],
    ['12 km', '"12 km" is not a number'],
    ['$86', '"$86" is not a number'],
    ['86 €', '"86 €" is not a number'],
    ['86 %', '"86 %" is not a number'],
    ['true', '"true" is not a number'],
    ['١٢', '"١٢" is not a number'],
    ['∞', '"∞" is not a number'],
    ['Infinity', '"Infinity" is not a number'],
    ['-inf', '"-inf" is not a number'],
    ['0x10', '"0x10" is not a number'],
    ['1_000', '"1_000" is not a number'],
    ['12 34', '"12 34" is not a number'],
    ['--5', '"--5" is not a number'],
    ['1e400', '"1e400" is too large'],
    ['-1', '"-1" is negative'],
    ['12:30', '"12:30" is not a number'],
    ['2024-05-01', '"2024-05-01" is a date'],
    ['01/05/2024', '"01/05/2024" is a date'],
    ['1.5.2024', '"1.5.2024" is a date'],
    ['2024-05-01T12:00:00Z', '"2024-05-01T12:00:00Z" is a date'],
    ['1-May-24', '"1-May-24" is a date'],
    ['x'.repeat(100), `"${'x'.repeat(40)}…" is not a number`],
    ['a\u0000b\u202ec'.replace('\u0000', '\u0007'), '"a b c" is not a number'],
  ])('%j is refused in its row, by its column', async (cell, reason) => {
    expect(await read(format, 'income', cell)).toBe(reason);
  });

  test.each([
    ['owner', 2],
    ['OWNER', 2],
    [' Owner ', 2],
    ['\u00a0owner', 2],
    ['o-w_n er', 2],
    ['ｏｗｎｅｒ', 2],
    ['landlord', `"landlord" is not one of ${credit.features[1]?.categories?.join(', ')}`],
    ['2', `"2" is not one of ${credit.features[1]?.categories?.join(', ')}`],
  ])('%j as a category is %j', async (cell, code) => {
    expect(await read(format, 'home', cell)).toBe(code);
  });

  test.each([
    ['good', 0],
    ['BAD', 1],
    ['0', 0],
    ['1', 1],
    ['1.0', 1],
    ['1.', 1],
    ['2', '"2" is not one of good, bad'],
    ['-1', '"-1" is not one of good, bad'],
    ['0.5', '"0.5" is not one of good, bad'],
    ['perhaps', '"perhaps" is not one of good, bad'],
  ])('%j as a label is %j', async (cell, label) => {
    expect(await read(format, 'label', cell)).toBe(label);
  });
});

describe('A decimal comma in CSV', () => {
  const withIncome = (separator: string, ...incomes: readonly string[]) =>
    csv(
      incomes.map((income) => ({ ...FIRST, income })),
      { separator },
    );
  const incomes = async (file: string, wishes = {}) => {
    const back = await ingested(credit, 'csv', file, wishes);
    return [back.reading.decimal, back.rejected, ...back.values.filter((_, at) => at % NAMES.length === INCOME)];
  };

  test.each([
    ['is found by one number that can have no other', ['86,5', '1.234', '7'], ['comma', 0, 86.5, 1234, 7]],
    ['is found beside grouped numbers', ['1.234,5', '1.234', '0'], ['comma', 0, 1234.5, 1234, 0]],
    ['is no decimal point', ['86.5', '1,234', '7'], ['point', 0, 86.5, 1234, 7]],
    ['is not there where no number has a mark', ['86', '5', '7'], [null, 0, 86, 5, 7]],
    ['is not told by apostrophes', ["1'234", '5', '7'], [null, 0, 1234, 5, 7]],
    ['of a number without its whole part', [',5', '5', '7'], ['comma', 0, 0.5, 5, 7]],
    ['of a number without a fraction', ['5,', '5', '7'], ['comma', 0, 5, 5, 7]],
    ['with a power of ten', ['1,5e1', '5', '7'], ['comma', 0, 15, 5, 7]],
  ])('%s', async (_, cells, expected) => {
    expect(await incomes(withIncome(';', ...cells))).toEqual(expected);
    expect(await incomes(withIncome('\t', ...cells))).toEqual(expected);
    expect(await incomes(withIncome('|', ...cells))).toEqual(expected);
  });

  test.each([
    ['that may be thousands', ['1.234', '2.345', '7'], '1.234'],
    ['that may be a fraction of three digits', ['1,234', '2,345', '7'], '1,234'],
    ['of both kinds', ['86,5', '86.5', '7'], '86,5 and 86.5'],
  ])('%s is asked, never guessed; said, it is followed', async (_, cells, example) => {
    const file = withIncome(';', ...cells);
    expect(await refusal(file)).toBe(
      `Numbers such as ${example} may have a decimal comma or a decimal point. Say which: decimal=comma, decimal=point.`,
    );
    const [said] = await incomes(file, { decimal: 'comma' });
    expect(said).toBe('comma');
  });

  test('that is said turns 1.234 into a thousand, and a point into one and a bit', async () => {
    const file = withIncome(';', '1.234', '7');
    expect(await incomes(file, { decimal: 'comma' })).toEqual(['comma', 0, 1234, 7]);
    expect(await incomes(file, { decimal: 'point' })).toEqual(['point', 0, Math.fround(1.234), 7]);
  });

  test('between commas is found in quotation marks; a point there needs no question', async () => {
    expect(await incomes(withIncome(',', '"86,5"', '7'))).toEqual(['comma', 0, 86.5, 7]);
    expect(await incomes(withIncome(',', '1.234', '7'))).toEqual(['point', 0, Math.fround(1.234), 7]);
    expect(await refusal(withIncome(',', '"1,234"', '7'))).toContain('decimal=comma');
  });

  test.each([
    ['86,5', ['comma', 0, 86.5]],
    ['86.5', ['point', 0, 86.5]],
  ])('that first comes after 300 KiB of whole numbers is found: %s', async (last, expected) => {
    const many = Array.from({ length: 6000 }, () => '86');
    const [decimal, rejected, ...values] = await incomes(withIncome(';', ...many, last));
    expect([decimal, rejected, values.at(-1)]).toEqual(expected);
  });

  test.each([
    ['"86,5"', ['comma', 0, 86.5]],
    ['"1,086.5"', ['point', 0, 1086.5]],
    ['" 086,5 "', ['comma', 0, 86.5]],
  ])('between commas that first comes after 300 KiB is found: %s', async (last, expected) => {
    for (const before of ['86', '"86"']) {
      const many = Array.from({ length: 6000 }, () => before);
      const [decimal, rejected, ...values] = await incomes(withIncome(',', ...many, last));
      expect([decimal, rejected, values.at(-1)]).toEqual(expected);
    }
  });

  test('that first comes after 300 KiB and is not clear is asked, with what else there is to ask', async () => {
    const many = Array.from({ length: 6000 }, () => '86');
    expect(await refusal(withIncome(';', ...many, '1.234'))).toContain('Numbers such as 1.234 may have');
    expect(await refusal(withIncome(',', ...many, '"1,234"'))).toContain('Numbers such as 1,234 may have');
  });

  test('in columns the model does not know says nothing', async () => {
    const names = ['label', ...NAMES, 'share'];
    const back = await expectRows(
      csv(
        ROWS.map((row) => ({ ...row, share: '1,5' })),
        { separator: ';', names },
      ),
    );
    expect(back.reading.decimal).toBeNull();
    expect(back.kept.share).toEqual(['1,5', '1,5', '1,5', '1,5']);
  });

  test('against what was said is refused in its row', async () => {
    const back = await ingested(credit, 'csv', withIncome(';', '86,5', '86.5', '7'), { decimal: 'comma' });
    expect(back.rejects).toContain('has a decimal point, and the file has decimal commas');
    expect(back.lines).toEqual([2, 4]);
  });
});

test('everything that is wrong is told at once', async () => {
  const names = ['label', ...NAMES.slice(1)];
  const rows = [
    { ...FIRST, income: '1.234', age: 'x' },
    { ...SECOND, price: 'y' },
  ];
  const message = await refusal(csv(rows, { separator: ';', names }));
  expect(message).toContain('The file lacks the column seniority.');
  expect(message).toContain('decimal=comma, decimal=point');
  expect(message).toContain('Line 2, age: "x" is not a number.');
  expect(message).toContain('Line 3, price: "y" is not a number.');
});

test.each(FORMATS)('where no row is good, all that is wrong with the first is told: %s', async (format) => {
  const rows = [{ ...FIRST, seniority: '', age: 'x', label: 'z' }];
  const bad =
    format === 'csv'
      ? csv(rows)
      : format === 'jsonl'
        ? rows.map((row) => `${JSON.stringify(row)}\n`).join('')
        : parquetOfTexts(rows);
  const message = await refusal(bad, { format });
  expect(message).toMatch(/^Not one of its rows can be used: (?:line [12]|row 1), \w+: .*; .*; .*\.$/);
  for (const told of ['seniority: is missing', 'age: "x" is not a number', 'label: "z" is not one of good, bad']) {
    expect(message).toContain(told);
  }
});

test('every cell of a row that is wrong is told', async () => {
  const back = await ingested(credit, 'csv', csv([FIRST, { ...SECOND, age: 'x', home: 'y', label: 'z' }]));
  expect(back.rejects?.split('\r\n').filter((line) => line.startsWith('3,'))).toHaveLength(3);
  expect(back.values).toEqual(valuesOf(FIRST));
});
