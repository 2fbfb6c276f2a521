import { describe, expect, test } from 'vitest';
import { credit, csv, expectRows, ROWS, refusal } from './upload-fixtures';
import { ingested } from './uploaded-file';

const quotedCells = (text: string, separator: string) =>
  text
    .split('\n')
    .map((line) =>
      line === ''
        ? ''
        : line
            .split(separator)
            .map((cell) => `"${cell}"`)
            .join(separator),
    )
    .join('\n');

describe('The separator is found out and said', () => {
  test.each([
    ['comma', ','],
    ['semicolon', ';'],
    ['tab', '\t'],
    ['pipe', '|'],
    ['space', ' '],
  ] as const)('%s', async (separator, character) => {
    const back = await expectRows(csv(ROWS, { separator: character }));
    expect(back.reading).toMatchObject({ format: 'csv', separator, header: 'names', encoding: 'utf-8', notes: [] });
    expect((await expectRows(quotedCells(csv(ROWS, { separator: character }), character))).reading.separator).toBe(
      separator,
    );
  });

  test.each([
    ['sep=;', ';', 'semicolon'],
    ['SEP=,', ',', 'comma'],
    ['"sep=;"', ';', 'semicolon'],
    ['sep=\t', '\t', 'tab'],
    ['sep=|', '|', 'pipe'],
  ] as const)('a first line %j says it, and is no line above the names', async (first, separator, said) => {
    for (const lineEnd of ['\n', '\r\n', '\r']) {
      const file = `${first}${lineEnd}${csv(ROWS, { separator, lineEnd })}`;
      const back = await expectRows(file, { lines: [3, 4, 5, 6] });
      expect(back.reading).toMatchObject({ separator: said, notes: [] });
    }
  });

  test('a person may say it', async () => {
    expect((await expectRows(csv(), { wishes: { separator: 'comma' } })).reading.separator).toBe('comma');
    expect(await refusal(csv(), { wishes: { separator: 'pipe' } })).toMatch(
      /^The file has none of the model’s columns/,
    );
  });

  test('a first line that says one nobody reads is told', async () => {
    expect(await refusal(`sep=^\n${csv(ROWS, { separator: '^' })}`)).toContain(
      'Its first line says that cells are parted by "^": say one of comma, semicolon, tab, pipe, space.',
    );
  });

  test('where two part the names in as many, it is asked', async () => {
    expect(await refusal('age;x,label\n30;2,0\n')).toContain(
      'The cells may be parted in two ways. Say which: separator=comma, separator=semicolon.',
    );
  });
});

describe('What stands around the rows', () => {
  test.each([
    ['lines of CR LF', csv(ROWS, { lineEnd: '\r\n' }), undefined],
    ['lines of CR only', csv(ROWS, { lineEnd: '\r' }), undefined],
    ['mixed line ends', csv().replace(/\n/, '\r').replace(/\n/, '\r\n'), undefined],
    ['no line end at the end', csv().trimEnd(), undefined],
    ['empty lines, which count', csv().replaceAll('\n', '\n\n'), [3, 5, 7, 9]],
    ['lines of blanks', csv().replaceAll('\n', '\n  \n'), [3, 5, 7, 9]],
    ['rows of separators only', csv().replaceAll('\n', `\n${','.repeat(13)}\n`), [3, 5, 7, 9]],
    ['a byte order mark', `\uFEFF${csv()}`, undefined],
    ['a byte order mark before a quotation mark', `\uFEFF${quotedCells(csv(), ',')}`, undefined],
    ['a second mark in the middle, as of files put together', csv().replace('\ngood', '\n\uFEFFgood'), undefined],
    ['blanks around cells', csv().replaceAll(',', ' , '), undefined],
    ['tabs around cells', csv().replaceAll(',', '\t,\t'), undefined],
    ['tabs behind commas', csv().replaceAll(',', ',\t'), undefined],
    ['non-breaking blanks around cells', csv().replaceAll(',', '\u00a0,\u00a0'), undefined],
    ['blanks around cells in quotes', quotedCells(csv(), ',').replaceAll(',', ' , '), undefined],
    ['blanks inside quotes', quotedCells(csv(), ',').replaceAll('","', ' "," '), undefined],
  ])('%s', async (_, file, lines) => {
    const back = await expectRows(file, { lines: lines ?? [2, 3, 4, 5] });
    expect(back.reading).toMatchObject({ separator: 'comma', kept: [], leftOut: [] });
  });

  test('title lines above the names are passed over, and it is said', async () => {
    const title = 'Credit applications\n"as of 1 May, all branches"\n# age in years\n\n';
    const back = await expectRows(title + csv(), { lines: [6, 7, 8, 9] });
    expect(back.reading.notes).toEqual(['lines-above']);
  });

  test('a title with a line break in it is passed over', async () => {
    await expectRows(`"Two\r\nlines"\n${csv()}`, { lines: [4, 5, 6, 7] });
  });

  test.each([
    ['in rows and names', (line: string) => (line === '' ? '' : `${line};`)],
    ['in rows only', (line: string, at: number) => (line === '' || at === 0 ? line : `${line};`)],
    ['in the names only', (line: string, at: number) => (at === 0 ? `${line};` : line)],
    ['three of them', (line: string) => (line === '' ? '' : `${line};;;`)],
  ])('separators at the ends of lines, %s, are no columns, and it is said', async (_, change) => {
    const file = csv(ROWS, { separator: ';' }).split('\n').map(change).join('\n');
    const back = await expectRows(file);
    expect(back.reading).toMatchObject({ kept: [], notes: ['trailing-separator'] });
  });

  test('one row with a separator at its end is as the others', async () => {
    await expectRows(csv().replace('1930\n', '1930,\n'));
  });
});

describe('Quotation marks', () => {
  test('that are doubled stand for one, also in what is kept', async () => {
    const back = await expectRows(withColumn('note', ['"a ""b"" c"', '""""', '', 'plain "inside"']));
    expect(back.kept.note).toEqual(['a "b" c', '"', '', 'plain "inside"']);
  });

  test('may hold separators and line breaks, and the lines that follow are those of an editor', async () => {
    const back = await expectRows(withColumn('note', ['"a,\nb"', '"a\r\nb\rc"', 'x', '"\n\n"']), {
      lines: [2, 4, 7, 8],
    });
    expect(back.kept.note).toEqual(['a,\nb', 'a\r\nb\rc', 'x', '\n\n']);
  });

  test('a line break in a name moves the lines, and the name is as without', async () => {
    const file = csv().replace('label,', '"label\n",').replace('1064', 'x');
    const back = await refusedRows(file);
    expect(back).toEqual(['5,price,"""x"" is not a number"']);
  });

  test('one that ends a cell too early is told with its line, and the next rows are read', async () => {
    expect(await refusedRows(withColumn('note', ['"a" b', '', '', '']))).toEqual([
      '2,,has a quotation mark inside a cell that is in quotation marks',
    ]);
  });

  test('one that is never closed is told with the line of its cell', async () => {
    expect(await refusal(`${csv()}good,"4,owner\n`)).toBe(
      'A cell on line 6 starts with a quotation mark and never ends.',
    );
  });
});

describe('Rows of another width', () => {
  test('are refused each with its line, the others are read', async () => {
    const lines = csv().split('\n');
    lines[2] = `${lines[2]},7`;
    lines[3] = lines[3]?.replace(',parents', '') ?? '';
    expect(await refusedRows(lines.join('\n'))).toEqual([
      '3,,has 15 cells instead of 14',
      '4,,has 13 cells instead of 14',
    ]);
  });
});

function withColumn(name: string, cells: readonly string[]): string {
  const [header = '', ...lines] = csv().trimEnd().split('\n');
  return [`${header},${name}`, ...lines.map((line, at) => `${line},${cells[at]}`), ''].join('\n');
}

async function refusedRows(file: string): Promise<string[]> {
  const back = await ingested(credit, 'csv', file);
  return back.rejects?.trimEnd().split('\r\n').slice(1) ?? [];
}
