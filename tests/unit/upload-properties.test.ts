import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MISSING } from '@/lib/model/features';
import { credit, NAMES } from './upload-fixtures';
import { parquetWith } from './upload-parquet-writer';
import { type Ingested, ingested } from './uploaded-file';

/** A row as it is meant: a number, the name of a category, or nothing. */
interface Row {
  readonly label: string | null;
  readonly cells: readonly (number | string | null)[];
  readonly note: string;
}

const letters = fc.constantFrom('a', 'Z', ' ', '"', ',', ';', '\t', '|', '\n', '\r', 'ü', 'é', '5', '.', "'");
/** Of few digits behind the point, so that no number is both thousands and a fraction. */
const numbers = fc.oneof(
  fc.nat(100_000),
  fc.nat(100_000).map((value) => value / 4),
  fc.constant(0),
);
const rows: fc.Arbitrary<Row> = fc.record({
  label: fc.constantFrom('good', 'bad', null),
  cells: fc.tuple(
    ...credit.features.map(({ categories, mayBeMissing }) => {
      const known: fc.Arbitrary<number | string> = categories ? fc.constantFrom(...categories) : numbers;
      return mayBeMissing ? fc.option(known, { freq: 4 }) : known;
    }),
  ),
  note: fc.string({ unit: letters, maxLength: 6 }),
});
const tables = fc.array(rows, { minLength: 1, maxLength: 5 });

const ENCODERS = {
  'utf-8': (text: string) => Buffer.from(text),
  'utf-8 with its mark': (text: string) => Buffer.from(`\uFEFF${text}`),
  'utf-16le': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'utf-16le without its mark': (text: string) => Buffer.from(text, 'utf16le'),
  'utf-16be': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
  'windows-1252': (text: string) => Buffer.from(text, 'latin1'),
};
const CASES = {
  small: (name: string) => name,
  capitals: (name: string) => name.toUpperCase(),
  title: (name: string) => name.slice(0, 1).toUpperCase() + name.slice(1),
  padded: (name: string) => `\u00a0${name}\u00a0`,
  underscored: (name: string) => `_${name}`,
};
const dialects = fc.record({
  separator: fc.constantFrom(',', ';', '\t', '|', ' '),
  decimal: fc.constantFrom('.', ','),
  isQuoted: fc.boolean(),
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  encode: fc.constantFrom(...Object.values(ENCODERS)),
  nameCase: fc.constantFrom(...Object.values(CASES)),
  missing: fc.constantFrom('', 'NA', 'null', 'NaN', '#N/A', '?', '-', '.'),
  order: fc.shuffledSubarray(['note', 'label', ...NAMES], { minLength: NAMES.length + 2 }),
  isTrailing: fc.boolean(),
  isLastEnded: fc.boolean(),
});
type Dialect = typeof dialects extends fc.Arbitrary<infer T> ? T : never;

function written(table: readonly Row[], dialect: Dialect): { file: Buffer; lines: number[] } {
  const { separator, decimal, isQuoted, lineEnd, missing, order } = dialect;
  const cell = (text: string) =>
    isQuoted || text.includes(separator) || /["\r\n]|^[ \t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const shownAs = ({ label, cells, note }: Row, name: string) => {
    if (name === 'note') return note;
    const value = name === 'label' ? label : cells[NAMES.indexOf(name)];
    if (value === null || value === undefined) return missing;
    return typeof value === 'number' ? String(value).replace('.', decimal) : value;
  };
  const end = (dialect.isTrailing ? separator : '') + lineEnd;
  const header = order.map((name) => cell(dialect.nameCase(name))).join(separator) + end;
  const records = table.map((row) => order.map((name) => cell(shownAs(row, name))).join(separator) + end);
  const lines = records.map((_, at) => [header, ...records.slice(0, at)].join('').split(/\r\n|\r|\n/).length);
  const text = header + records.join('');
  return { file: dialect.encode(dialect.isLastEnded ? text : text.slice(0, -lineEnd.length)), lines };
}

const meant = (table: readonly Row[]) => ({
  values: table.flatMap(({ cells }) =>
    cells.map((cell, at) =>
      cell === null
        ? MISSING
        : typeof cell === 'number'
          ? Math.fround(cell)
          : (credit.features[at]?.categories?.indexOf(cell) ?? Number.NaN),
    ),
  ),
  labels: table.map(({ label }) => (label === null ? 255 : credit.classes.indexOf(label))),
});

const found = ({ values, labels }: Ingested) => ({ values, labels });

describe('Rows that are written in any dialect and read back', () => {
  test('are the same values, labels, lines and kept texts', async () => {
    await fc.assert(
      fc.asyncProperty(tables, dialects, async (table, dialect) => {
        const { file, lines } = written(table, dialect);
        const back = await ingested(credit, 'csv', file);
        expect(back.rejects).toBeNull();
        expect(found(back)).toEqual(meant(table));
        expect(back.lines).toEqual(lines);
        expect(Object.values(back.kept)).toEqual([table.map(({ note }) => note)]);
      }),
      { numRuns: 300 },
    );
  });

  test('with one bad cell are the same without that row, which is told by its line and column', async () => {
    const bad = fc.constantFrom('x', '2024-01-01', '-1', '$5', '1e999', '٣');
    await fc.assert(
      fc.asyncProperty(tables, tables, dialects, bad, fc.nat(), async (before, after, dialect, cell, at) => {
        const numeric = credit.features.filter(({ categories }) => !categories);
        const name = numeric[at % numeric.length]?.id ?? '';
        const [first] = before as [Row];
        const wrong = { ...first, cells: first.cells.map((own, place) => (NAMES[place] === name ? cell : own)) };
        const { file, lines } = written([...before, wrong, ...after], dialect);
        const back = await ingested(credit, 'csv', file);
        expect(found(back)).toEqual(meant([...before, ...after]));
        expect(back.lines).toEqual(lines.filter((_, row) => row !== before.length));
        expect(back.rejects?.split('\r\n')[1]).toMatch(new RegExp(`^${lines[before.length]},${name},`));
      }),
      { numRuns: 150 },
    );
  });

  test('as JSON Lines and as Parquet, as texts and as numbers, are the same', async () => {
    await fc.assert(
      fc.asyncProperty(tables, fc.boolean(), async (table, isText) => {
        const shownAs = (cell: number | string | null) => (isText && cell !== null ? String(cell) : cell);
        const objects = table.map(({ label, cells, note }) => ({
          ...{ label, note },
          ...Object.fromEntries(cells.map((cell, at) => [NAMES[at], shownAs(cell)])),
        }));
        const lines = await ingested(credit, 'jsonl', objects.map((object) => `${JSON.stringify(object)}\n`).join(''));
        const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const;
        const columns = credit.features.map(({ id, categories }, at) => [
          id,
          {
            element: isText || categories ? text : ({ type: 'DOUBLE' } as const),
            data: table.map(({ cells }) => shownAs(cells[at] ?? null)),
          },
        ]);
        const file = parquetWith({
          ...Object.fromEntries(columns),
          label: { element: text, data: table.map(({ label }) => label) },
          note: { element: text, data: table.map(({ note }) => note) },
        });
        for (const back of [lines, await ingested(credit, 'parquet', file)]) {
          expect(back.rejects).toBeNull();
          expect(found(back)).toEqual(meant(table));
          expect(back.kept.note).toEqual(table.map(({ note }) => note));
        }
      }),
      { numRuns: 100 },
    );
  });
});

test('Any text is taken for the same value, or refused for the same reason, in every format', async () => {
  const unit = fc.constantFrom(...'0123456789', '.', ',', '+', '-', 'e', ' ', '\u00a0', "'", 'N', 'a', '%', ':', '/');
  const text = fc.string({ unit, maxLength: 7 });
  const other = { ...Object.fromEntries(NAMES.map((name, at) => [name, credit.features[at]?.categories?.[0] ?? '1'])) };
  await fc.assert(
    fc.asyncProperty(
      fc.array(text, { minLength: 1, maxLength: 8 }),
      fc.constantFrom('point', 'comma'),
      async (cells, decimal) => {
        const table = [...cells, '1'].map((income) => ({ label: 'good', ...other, income }));
        const quoted = table.map(
          (row) =>
            `${Object.values(row)
              .map((cell) => `"${cell}"`)
              .join(',')}\n`,
        );
        const utf8 = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const;
        const data = (name: string) => table.map((row) => (row as Readonly<Record<string, string>>)[name]);
        const files = {
          csv: `label,${NAMES.join(',')}\n${quoted.join('')}`,
          jsonl: table.map((row) => `${JSON.stringify(row)}\n`).join(''),
          parquet: parquetWith(
            Object.fromEntries(['label', ...NAMES].map((name) => [name, { element: utf8, data: data(name) }])),
          ),
        };
        const [csv, jsonl, parquet] = await Promise.all(
          (['csv', 'jsonl', 'parquet'] as const).map(async (format) => {
            const back = await ingested(credit, format, files[format], { decimal });
            const reasons = back.rejects
              ?.split('\r\n')
              .slice(1)
              .map((line) => line.replace(/^\d+/, ''));
            const first = back.lines[0] ?? 0;
            return { ...found(back), reasons, rows: back.lines.map((line) => line - first) };
          }),
        );
        expect(jsonl).toEqual(csv);
        expect(parquet).toEqual(csv);
      },
    ),
    { numRuns: 150 },
  );
});
