import { describe, expect, test } from 'vitest';
import { credit, digits, expectRows, NAMES, ROWS, refusal, valuesOf } from './upload-fixtures';
import { type Ingested, ingested } from './uploaded-file';

const typed = (row: Readonly<Record<string, string>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).map(([name, text]) => [name, /^\d+$/.test(text) ? Number(text) : text]));
const TYPED = ROWS.map(typed);
const FIRST = TYPED[0] ?? {};
const jsonl = (rows: readonly object[], lineEnd = '\n') =>
  rows.map((row) => `${JSON.stringify(row)}${lineEnd}`).join('');
const readJsonl = (file: string): Promise<Ingested> => ingested(credit, 'jsonl', file);

describe('JSON Lines', () => {
  test.each([
    ['numbers', jsonl(TYPED), [1, 2, 3, 4]],
    ['numbers as text', jsonl(ROWS), [1, 2, 3, 4]],
    ['lines of CR LF', jsonl(TYPED, '\r\n'), [1, 2, 3, 4]],
    ['lines of CR only', jsonl(TYPED, '\r'), [1, 2, 3, 4]],
    ['mixed line ends', jsonl(TYPED).replace('\n', '\r').replace('\n', '\r\n'), [1, 2, 3, 4]],
    ['no line end at the end', jsonl(TYPED).trimEnd(), [1, 2, 3, 4]],
    ['empty lines and lines of blanks', jsonl(TYPED).replaceAll('\n', '\n\n \t\n'), [1, 4, 7, 10]],
    ['a byte order mark', `\uFEFF${jsonl(TYPED)}`, [1, 2, 3, 4]],
    ['blanks in lines', jsonl(TYPED).replaceAll(':', ' : ').replaceAll('{', ' { '), [1, 2, 3, 4]],
    ['whole numbers with a fraction', jsonl(TYPED).replaceAll(/:(\d+)/g, ':$1.0'), [1, 2, 3, 4]],
    ['numbers as powers of ten', jsonl(TYPED).replaceAll(/:(\d+)/g, ':$1e0'), [1, 2, 3, 4]],
    [
      'members in another order',
      jsonl(TYPED.map((row) => Object.fromEntries(Object.entries(row).reverse()))),
      [1, 2, 3, 4],
    ],
    [
      'names in another case',
      jsonl(
        TYPED.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name.toUpperCase(), value]))),
      ),
      [1, 2, 3, 4],
    ],
    [
      'the label as a number',
      jsonl(TYPED.map((row) => ({ ...row, label: row.label === 'bad' ? 1 : 0.0 }))),
      [1, 2, 3, 4],
    ],
  ])('with %s', async (_, file, lines) => {
    const back = await expectRows(file, { lines }, 'jsonl');
    expect(back.reading).toMatchObject({ format: 'jsonl', encoding: 'utf-8', separator: null, header: null, kept: [] });
  });

  test.each([
    ['null', 'null'],
    ['NaN, as Python writes it', 'NaN'],
    ['a word', '"N/A"'],
    ['an empty text', '""'],
  ])('with %s for what is missing', async (_, value) => {
    const back = await readJsonl(jsonl(TYPED).replace('"income":86', `"income":${value}`));
    expect(back.values[NAMES.indexOf('income')]).toBe(-1);
    expect(back.rows).toBe(4);
  });

  test('NaN in a text stays a text', async () => {
    const back = await readJsonl(jsonl([{ ...FIRST, note: 'NaN "NaN" \\' }]).replace('"income":86', '"income":NaN'));
    expect(back.kept.note).toEqual(['NaN "NaN" \\']);
  });

  test.each([
    ['Infinity', '"Infinity" is not a number'],
    ['-Infinity', '"-Infinity" is not a number'],
    ['true', '"true" is not a number'],
    ['[1]', 'a list is not one value'],
    ['{"a":1}', 'an object is not one value'],
    ['-1', '"-1" is negative'],
    ['"86 €"', '"86 €" is not a number'],
    ['"1,5"', '"1,5" has a decimal comma; say so if the file has decimal commas'],
    ['1e999', '"Infinity" is too large'],
  ])('has %s refused in its row', async (value, reason) => {
    const back = await readJsonl(jsonl(TYPED).replace('"income":86', `"income":${value}`));
    expect(back.rejects?.replaceAll('""', '"')).toContain(`1,income,`);
    expect(back.rejects?.replaceAll('""', '"')).toContain(reason);
    expect(back.lines).toEqual([2, 3, 4]);
  });

  test('a decimal comma in texts is followed once it is said', async () => {
    const file = jsonl([{ ...FIRST, income: '1.085,5' }]);
    const back = await ingested(credit, 'jsonl', file, { decimal: 'comma' });
    expect(back.values[NAMES.indexOf('income')]).toBe(1085.5);
    expect(back.reading.decimal).toBe('comma');
  });

  test('what the model does not know comes back: texts as they stand, the rest as JSON', async () => {
    const file = `${JSON.stringify({ ...FIRST, id: 0, text: ' a ', nested: { list: [1, null] }, nothing: null, yes: true })}\n`;
    const back = await readJsonl(file.replace('"id":0', '"id":9007199254740993'));
    expect(back.kept).toEqual({
      id: ['9007199254740993'],
      text: [' a '],
      nested: ['{"list":[1,null]}'],
      nothing: [null],
      yes: ['true'],
    });
  });

  test('texts of numbers that contradict each other about their decimal mark are asked about, and followed once it is said', async () => {
    const file = jsonl([
      { ...FIRST, debt: '1.007' },
      { ...FIRST, debt: '1.234,56' },
    ]);
    expect(await refusal(file, { format: 'jsonl' })).toContain('Say which: decimal=comma, decimal=point.');
    const back = await ingested(credit, 'jsonl', file, { decimal: 'comma' });
    const at = NAMES.indexOf('debt');
    expect([back.values[at], back.values[NAMES.length + at]]).toEqual([1007, Math.fround(1234.56)]);
  });

  test('what is nested too deeply to be kept is a bad row, and the others are read', async () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const back = await readJsonl(
      `${jsonl([FIRST])}${JSON.stringify(FIRST).replace(/}$/, `,"deep":${deep}}`)}\n${jsonl([FIRST])}`,
    );
    expect([back.rows, back.rejected]).toEqual([2, 1]);
  });

  test('whose first lines hold no object is refused, so that no picture is read without its pixels', async () => {
    const file = `${"{'pixels': [0]}\n".repeat(20_000)}${JSON.stringify({ pixels: Array(784).fill(9) })}\n`;
    expect(await refusal(file, { format: 'jsonl', model: digits })).toBe(
      'The first lines of the file hold no JSON object.',
    );
  });

  test('names that cannot be stored or seen are told without what makes them so', async () => {
    const { income, ...rest } = FIRST;
    const back = await readJsonl(jsonl([{ ...rest, '\u0000income': income, 'x\u0000y': 1 }]));
    expect(back.reading).toMatchObject({ columns: ['income = income'], kept: ['x y'] });
  });

  test('the truth may have another name on later lines', async () => {
    const { label, ...rest } = FIRST;
    const back = await readJsonl(jsonl([FIRST, ...Array(3000).fill(FIRST), { ...rest, LABEL: label }]));
    expect(back.labels.at(-1)).toBe(0);
  });

  test('a long name of a member is cut', async () => {
    const back = await readJsonl(jsonl([{ ...FIRST, ['x'.repeat(5000)]: 1 }]));
    expect(Object.keys(back.kept)).toEqual(['x'.repeat(200)]);
  });

  test('a column that no line has is told, for its name may be written wrongly', async () => {
    const back = await readJsonl(jsonl(TYPED.map(({ income, ...rest }) => ({ ...rest, incom: income }))));
    expect(back.rows).toBe(TYPED.length);
    expect(back.reading).toMatchObject({ absent: ['income'], kept: ['incom'] });
  });

  test('a member that comes late is known as if it had come first', async () => {
    const { income, label, ...rest } = FIRST;
    const many = Array.from({ length: 2500 }, () => rest);
    const file = jsonl([...many, { ...rest, Income: income, Label: label, id: 'x' }]);
    expect(file.length).toBeGreaterThan(300 * 1024);
    const back = await readJsonl(file);
    expect(back.values.slice(-NAMES.length)).toEqual(valuesOf(ROWS[0] ?? {}));
    expect([back.labels[0], back.labels.at(-1)]).toEqual([255, 0]);
    expect([back.kept.id?.[0], back.kept.id?.at(-1)]).toEqual([null, 'x']);
    expect(back.reading).toMatchObject({ label: 'Label', columns: ['Income = income', 'Label = label'], kept: ['id'] });
    expect(back.reading.absent).toEqual([]);
  });

  test('a member that is there twice, in another case, is refused in its row', async () => {
    const back = await readJsonl(jsonl([...TYPED, { ...FIRST, aGe: 3 }, FIRST]));
    expect(back.rejects).toContain('5,age,is there twice');
    expect(back.lines).toEqual([1, 2, 3, 4, 6]);
  });

  test('a member that is there twice, as it stands, is refused in its row', async () => {
    const file = jsonl(TYPED)
      .replace('"age":31', '"age":31,"age":32')
      .replace('"time":36', '"time" : 36 , "note":"a","note":"b"');
    const back = await readJsonl(file);
    expect(back.rejects).toContain('2,age,is there twice\r\n3,note,is there twice');
    expect(back.lines).toEqual([1, 4]);
  });

  test.each(['"age":', 'age', '{"age":1,"age":2}', '\\"age\\":'])('a text %s is no member', async (note) => {
    const back = await readJsonl(
      jsonl([
        { ...FIRST, note, inner: [{ age: 1 }] },
        { ...FIRST, note },
      ]),
    );
    expect([back.rejects, back.kept.note]).toEqual([null, [note, note]]);
  });

  test('lines may differ in how they write a name', async () => {
    const lines = TYPED.map(({ age, label, ...row }, at) =>
      at % 2 ? { ...row, AGE: age, Label: label } : { ...row, age, label },
    );
    const back = await expectRows(jsonl(lines), {}, 'jsonl');
    expect(back.reading).toMatchObject({ label: 'label', columns: ['AGE = age', 'Label = label'], kept: [] });
  });

  test.each([
    ['one JSON list', JSON.stringify(TYPED), 'The file is one JSON list.'],
    ['one JSON list over lines', JSON.stringify(TYPED, null, 2), 'The file is one JSON list.'],
    ['one object of columns', JSON.stringify({ columns: TYPED }), 'The file has none of the model’s columns.'],
    ['lists', '1,2\n"a"\n', 'line 1: is no JSON object'],
    ['CSV', 'label,age\ngood,3\n', 'line 1: is no JSON object'],
    ['nothing', '', 'The file is empty.'],
    ['empty lines', '\n\n', 'The file has no rows.'],
  ])('of %s is refused in words', async (_, file, sentence) => {
    expect(await refusal(file, { format: 'jsonl' })).toContain(sentence);
  });

  test.each(['__proto__', 'constructor', 'toString', 'length'])(
    'a member %s is a column like any other',
    async (name) => {
      const back = await readJsonl(`{${JSON.stringify(name)}:"x",${JSON.stringify(FIRST).slice(1)}\n`);
      expect(back.reading.kept).toEqual([name]);
      expect(back.rows).toBe(1);
    },
  );

  test.each(['\r', '\r\n', '\n'])('line ends %j are counted right across pieces of the file', async (lineEnd) => {
    const many = Array.from({ length: 3000 }, (_, at) => ({ ...FIRST, note: 'x'.repeat(at % 97) }));
    const back = await readJsonl(jsonl(many, lineEnd));
    expect(back.lines).toEqual(many.map((_, at) => at + 1));
  });

  test('with other names on every line is read, and a hundred of them are kept', async () => {
    const file = jsonl(Array.from({ length: 3000 }, (_, at) => ({ ...FIRST, [`only ${at}`]: at })));
    const back = await readJsonl(file);
    expect(back.rows).toBe(3000);
    expect(back.reading.kept).toHaveLength(100);
    expect(back.reading.leftOut).toHaveLength(20);
  });
});
