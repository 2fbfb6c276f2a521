import { type Options, parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CsvTokenizer, LONGEST_LINE } from '@/lib/upload/csv-tokenizer';

interface Found {
  readonly cells: readonly string[];
  readonly line: number;
  readonly fault: string | null;
}

/** @param ends where the text is cut into pieces, as shares of its length */
function tokenised(text: string, separator: string, ends: readonly number[] = []): Found[] {
  const found: Found[] = [];
  const tokenizer = new CsvTokenizer(separator, { record: (cells, line, fault) => found.push({ cells, line, fault }) });
  const cuts = [...ends.map((share) => Math.round(share * text.length)), text.length].sort((a, b) => a - b);
  let at = 0;
  for (const cut of cuts) {
    tokenizer.push(text.slice(at, cut));
    at = cut;
  }
  tokenizer.end();
  return found;
}

const separators = fc.constantFrom(',', ';', '\t', '|');
const lineEnds = fc.constantFrom('\n', '\r\n', '\r');
const character = fc.constantFrom('a', '"', ',', ';', '\t', '|', '\n', '\r', ' ', '😀', 'ü', '0');
const cells = fc.string({ unit: character, maxLength: 8 });
const tables = fc
  .integer({ min: 1, max: 4 })
  .chain((width) => fc.array(fc.array(cells, { minLength: width, maxLength: width }), { maxLength: 6 }));
const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });

const inQuotes = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
/** Whether a cell has to stand in quotation marks to be read back. */
const needsQuotes = (cell: string) => /[",;\t|\r\n]|^\s|\s$/.test(cell) || cell === '';

function written(table: readonly (readonly string[])[], separator: string, lineEnd: string, isQuoted: boolean): string {
  const cell = (text: string) => (isQuoted || needsQuotes(text) ? inQuotes(text) : text);
  return table.map((row) => row.map(cell).join(separator) + lineEnd).join('');
}

describe('The tokenizer of delimited text', () => {
  test('reads back what RFC 4180 writes, whatever the pieces', () => {
    fc.assert(
      fc.property(tables, separators, lineEnds, fc.boolean(), cuts, (table, separator, lineEnd, isQuoted, ends) => {
        const text = written(table, separator, lineEnd, isQuoted);
        expect(tokenised(text, separator, ends).map((record) => record.cells)).toEqual(table);
      }),
      { numRuns: 500 },
    );
  });

  test('agrees with csv-parse on records and cells', () => {
    fc.assert(
      fc.property(tables, separators, lineEnds, fc.boolean(), cuts, (table, separator, lineEnd, isQuoted, ends) => {
        const text = written(table, separator, lineEnd, isQuoted);
        const options: Options = { delimiter: separator, record_delimiter: lineEnd, relax_column_count: true };
        expect(tokenised(text, separator, ends).map((record) => record.cells)).toEqual(parse(text, options));
      }),
      { numRuns: 300 },
    );
  });

  test('gives of any text the same, whatever the pieces, and every line of an editor once', () => {
    fc.assert(
      fc.property(fc.string({ unit: character, maxLength: 60 }), separators, cuts, (text, separator, ends) => {
        const read = (pieces: readonly number[]) => {
          try {
            return tokenised(text, separator, pieces);
          } catch (error) {
            return String(error);
          }
        };
        const whole = read([]);
        expect(read(ends)).toEqual(whole);
        expect(read(Array.from({ length: text.length }, (_, at) => at / text.length))).toEqual(whole);
        if (typeof whole === 'string') return;
        const lines = whole.map(({ line }) => line);
        expect(lines).toEqual([...new Set(lines)].sort((a, b) => a - b));
        expect(lines.at(-1) ?? 0).toBeLessThanOrEqual(text.split(/\r\n|\r|\n/).length);
      }),
      { numRuns: 1000 },
    );
  });

  test('counts the lines on which records begin as an editor does', () => {
    fc.assert(
      fc.property(tables, lineEnds, cuts, (table, lineEnd, ends) => {
        const text = written(table, ',', lineEnd, true);
        let from = 0;
        const begins = table.map((row) => {
          const line = text.slice(0, from).split(/\r\n|\r|\n/).length;
          from += written([row], ',', lineEnd, true).length;
          return line;
        });
        expect(tokenised(text, ',', ends).map(({ line }) => line)).toEqual(begins);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['a quotation mark within a cell', 'a"b,c""d\n', [['a"b', 'c""d']], null],
    ['blanks around a cell in quotes', ' "a" ,\t"b"\t\n', [['a', 'b']], null],
    ['blanks around a cell without', ' a , b \n', [[' a ', ' b ']], null],
    ['an empty cell at the end', 'a,\n', [['a', '']], null],
    ['only a separator', ',\n', [['', '']], null],
    ['an empty cell in quotes', '""\n', [['']], null],
    ['no line end', 'a,b', [['a', 'b']], null],
    ['a quotation mark and no line end', '"a"', [['a']], null],
    ['empty lines', '\n\r\n\ra\n', [['a']], null],
    ['a character behind the quotes', '"a"b,c\nd\n', [['a'], ['d']], 'quote-inside'],
  ])('takes %s', (_, text, records, fault) => {
    const found = tokenised(text, ',');
    expect(found.map((record) => record.cells)).toEqual(records);
    expect(found[0]?.fault ?? null).toBe(fault);
  });

  test.each([
    ['a line without an end', 'x'.repeat(LONGEST_LINE + 1), 'line-too-long', 1],
    ['a second line that is too long', `a\n${'x'.repeat(LONGEST_LINE + 1)}\n`, 'line-too-long', 2],
    ['quotes that go on', `a\n"${'x\n'.repeat(LONGEST_LINE)}`, 'line-too-long', 2],
    ['a quotation mark that is never closed', 'a\n"b,c\n', 'quote-not-closed', 2],
  ])('refuses %s', (_, text, kind, line) => {
    expect(() => tokenised(text, ',', [0.3, 0.6])).toThrow(expect.objectContaining({ kind, line }));
  });
});
