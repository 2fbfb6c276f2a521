import { describe, expect, test } from 'vitest';
import { credit, csv, expectRows, NAMES, ROWS, refusal } from './upload-fixtures';
import { ingested } from './uploaded-file';

const ALL = ['label', ...NAMES];
const title = (name: string) => `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
/** As R's credit_data names its columns. */
const R_NAMES = ['Status', ...NAMES.map(title)];
const CELLS = ROWS.map((row) => ALL.map((name) => row[name] ?? ''));
const quote = (cell: string) => (/^\d*$/.test(cell) ? cell : `"${cell}"`);

describe('The model’s columns are found however their names are written', () => {
  test.each([
    ['capitals', (name: string) => name.toUpperCase()],
    ['title case', title],
    ['blanks around', (name: string) => `  ${name} `],
    ['quotation marks', (name: string) => `"${name}"`],
    ['quotation marks and blanks', (name: string) => ` " ${name}" `],
    ['underscores', (name: string) => `_${name}_`],
    ['non-breaking blanks', (name: string) => `\u00a0${name}\u00a0`],
    ['a line break', (name: string) => `"${name}\r\n"`],
    ['hyphens and points', (name: string) => `${name.slice(0, 2)}-${name.slice(2)}.`],
  ])('%s', async (_, change) => {
    const header = ALL.map(change);
    const lines = header.join('').split('\n').length;
    const back = await expectRows(csv(ROWS, { header }), { lines: [1, 2, 3, 4].map((row) => row + lines) });
    expect(back.reading.kept).toEqual([]);
  });

  test('in any order, and what was renamed is said', async () => {
    const names = [...ALL].reverse();
    const back = await expectRows(csv(ROWS, { names, header: names.map(title) }));
    expect(back.reading.columns).toContain('Income = income');
    expect(back.reading.label).toBe('Label');
  });

  test('one that is there twice, in another case, is told', async () => {
    expect(await refusal(csv(ROWS, { names: [...ALL, 'age'], header: [...ALL, 'Age'] }))).toContain(
      'The column "age" is there twice: as "age" and as "Age".',
    );
    expect(await refusal(csv(ROWS, { names: [...ALL, 'label'] }))).toContain('The column "label" is there twice');
  });

  test('without a header the file is refused in words that help, and read once it is said', async () => {
    const file = csv(ROWS, { header: null });
    expect(await refusal(file)).toContain('If it has no line of names, say header=none.');
    const back = await expectRows(file, { lines: [1, 2, 3, 4], wishes: { header: 'none' } });
    expect(back.reading).toMatchObject({ header: 'none', label: 'label' });
    const last = csv(ROWS, { names: [...NAMES, 'label'], header: null });
    expect((await expectRows(last, { lines: [1, 2, 3, 4], wishes: { header: 'none' } })).reading.label).toBe('label');
    const unlabelled = ROWS.map((row) => ({ ...row, label: '' }));
    const none = csv(unlabelled, { names: NAMES, header: null });
    await expectRows(none, { lines: [1, 2, 3, 4], rows: unlabelled, wishes: { header: 'none' } });
  });
});

describe('The column of the truth', () => {
  test.each(['label', 'Label', 'labels', 'Status', 'class', 'Target', 'y'])('may be called %s', async (name) => {
    const back = await expectRows(csv(ROWS, { header: [name, ...NAMES] }));
    expect(back.reading).toMatchObject({ label: name, kept: [] });
  });

  test('by another name is it only if its values are classes; else it is kept', async () => {
    const rows = ROWS.map((row) => ({ ...row, class: 'A1', label: '' }));
    const back = await expectRows(csv(rows, { names: ['class', ...NAMES] }), { rows });
    expect(back.reading).toMatchObject({ label: null, kept: ['class'] });
  });

  test('is "label" before all others', async () => {
    const rows = ROWS.map((row) => ({ ...row, status: 'good' }));
    const back = await expectRows(csv(rows, { names: ['status', ...ALL] }));
    expect(back.reading).toMatchObject({ label: 'label', kept: ['status'] });
  });

  test('is asked where two may be it', async () => {
    const rows = ROWS.map((row) => ({ ...row, class: 'good', target: 'bad' }));
    expect(await refusal(csv(rows, { names: ['class', 'target', ...NAMES] }))).toContain(
      'Each of the columns "class", "target" may be the label: name one of them "label".',
    );
  });
});

describe('Columns the model does not know come back as they stand', () => {
  test('with their names, on the row’s own line', async () => {
    const rows = ROWS.map((row, at) => ({ ...row, id: `00${at}`, ' note ': [' a ', '', 'NA', '1,5'][at] ?? '' }));
    const file = csv(rows, { names: ['id', ...ALL, ' note '], separator: '\t' });
    const back = await expectRows(file);
    expect(back.reading.kept).toEqual(['id', 'note']);
    expect(back.kept).toEqual({ id: ['000', '001', '002', '003'], note: [' a ', '', 'NA', '1,5'] });
  });

  test('and a bad row does not move them', async () => {
    const rows = ROWS.map((row, at) => ({ ...row, id: `${at}`, ...(at === 1 && { age: 'x' }) }));
    const back = await ingested(credit, 'csv', csv(rows, { names: ['id', ...ALL] }));
    expect(back.lines).toEqual([2, 4, 5]);
    expect(back.kept.id).toEqual(['0', '2', '3']);
  });

  test.each([
    ['pandas', 'Unnamed: 0', ['Unnamed: 0']],
    ['no name', '', ['column 1']],
    ['a blank name', ' ', ['column 1']],
    ['the name of a column of answers', 'predicted', ['predicted (file)']],
    ['the name of a probability', 'p_good', ['p_good (file)']],
    ['a name that is a formula', '=1+1', ['=1+1']],
  ])('an index with %s', async (_, name, kept) => {
    const rows = ROWS.map((row, at) => ({ ...row, index: `${at}` }));
    const back = await expectRows(csv(rows, { names: ['index', ...ALL], header: [name, ...ALL] }));
    expect(back.reading.kept).toEqual(kept);
    expect(back.kept[kept[0] ?? '']).toEqual(['0', '1', '2', '3']);
  });

  test('two of one name are told apart', async () => {
    const rows = ROWS.map((row, at) => ({ ...row, a: `${at}`, b: 'x' }));
    const back = await expectRows(csv(rows, { names: ['a', 'b', ...ALL], header: ['id', 'id', ...ALL] }));
    expect(back.reading.kept).toEqual(['id', 'id (file)']);
  });

  test('a hundred of them; of more it is said', async () => {
    const more = Array.from({ length: 103 }, (_, at) => `extra ${at}`);
    const back = await expectRows(csv(ROWS, { names: [...ALL, ...more] }));
    expect(back.reading.kept).toHaveLength(100);
    expect(back.reading.leftOut).toEqual(['extra 100', 'extra 101', 'extra 102']);
  });
});

describe('R’s credit_data', () => {
  const rowNames = (separator: string) =>
    CELLS.map((cells, at) => [`"${at + 1}"`, ...cells.map(quote)].join(separator)).join('\n');
  const header = (names: readonly string[], separator: string) => names.map((name) => `"${name}"`).join(separator);

  test.each([
    ['write.csv', `${header(['', ...R_NAMES], ',')}\n${rowNames(',')}\n`, 'comma', 'column 1', []],
    ['write.csv2', `${header(['', ...R_NAMES], ';')}\n${rowNames(';')}\n`, 'semicolon', 'column 1', []],
    [
      'write.table with commas',
      `${header(R_NAMES, ',')}\n${rowNames(',')}\n`,
      ...['comma', 'row name', ['row-names']],
    ] as const,
    ['write.table', `${header(R_NAMES, ' ')}\n${rowNames(' ')}\n`, 'space', 'row name', ['row-names']],
    [
      'write.table with tabs',
      `${header(R_NAMES, '\t')}\n${rowNames('\t')}\n`,
      ...['tab', 'row name', ['row-names']],
    ] as const,
  ])('as %s writes it', async (_, file, separator, kept, notes) => {
    const back = await expectRows(file);
    expect(back.reading).toMatchObject({ separator, label: 'Status', kept: [kept], notes });
    expect(back.kept[kept as string]).toEqual(['1', '2', '3', '4']);
  });

  test('with NA, and with a decimal comma of write.csv2', async () => {
    const rows = ROWS.map((row, at) => ({
      ...row,
      income: at === 0 ? 'NA' : '85,5',
      marital: at === 1 ? 'NA' : 'single',
    }));
    const file = csv(rows, { separator: ';', header: R_NAMES });
    const back = await expectRows(file, {
      rows: rows.map((row) => ({
        ...row,
        income: row.income === 'NA' ? '' : '85.5',
        marital: row.marital === 'NA' ? '' : 'single',
      })),
    });
    expect(back.reading.decimal).toBe('comma');
  });

  test('with row names where one row is too short', async () => {
    const back = await ingested(credit, 'csv', `${header(R_NAMES, ',')}\n${rowNames(',')}\n"5","good",4\n`);
    expect(back.rows).toBe(4);
    expect(back.rejects).toContain('6,,has 3 cells instead of 15');
  });
});
