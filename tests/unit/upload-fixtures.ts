import { expect } from 'vitest';
import { findModel } from '@/lib/model';
import { MISSING } from '@/lib/model/features';
import { isTable, type ModelEntry, type TableModel } from '@/lib/model/manifest';
import type { UploadFormat } from '@/lib/wire/batch-system';
import type { UploadWishes } from '@/lib/wire/upload';
import { type Ingested, ingested } from './uploaded-file';

export const credit = tableModel();
export const digits = findModel('digits');
export const clothing = findModel('clothing');

export const NAMES = credit.features.map(({ id }) => id);
/** Four rows that fit, as text. */
export const ROWS: readonly Readonly<Record<string, string>>[] = [
  'good,4,owner,24,44,married,no,freelance,75,86,5000,0,900,1100',
  'bad,0,rent,60,31,single,yes,fixed,48,412,0,0,1600,1930',
  'good,17,parents,36,58,widow,no,partime,35,214,12000,900,800,1064',
  'bad,2,other,12,23,divorced,no,others,90,85,2500,1810,3001,3334',
].map((line) => Object.fromEntries(line.split(',').map((cell, at) => [['label', ...NAMES][at], cell])));

/** What the model takes of a row, the label left out. */
export function valuesOf(row: Readonly<Record<string, string>>): number[] {
  return credit.features.map(({ id, categories }) => {
    const text = row[id] ?? '';
    return text === '' ? MISSING : categories ? categories.indexOf(text) : Math.fround(Number(text));
  });
}

/** The rows as lines of CSV. */
export function csv(
  rows: readonly Readonly<Record<string, string>>[] = ROWS,
  { separator = ',', lineEnd = '\n', names = ['label', ...NAMES], header = names }: CsvStyle = {},
): string {
  const lines = rows.map((row) => names.map((name) => row[name] ?? '').join(separator));
  return [...(header === null ? [] : [header.join(separator)]), ...lines, ''].join(lineEnd);
}

export interface CsvStyle {
  readonly separator?: string;
  readonly lineEnd?: string;
  readonly names?: readonly string[];
  /** The names as they are written; `null` = the file has none. */
  readonly header?: readonly string[] | null;
}

/** Looks that a file is read as the rows are, each on its line. */
export async function expectRows(
  file: string | Uint8Array,
  { lines, rows = ROWS, wishes = {} }: ExpectedRows = {},
  format: UploadFormat = 'csv',
): Promise<Ingested> {
  const back = await ingested(credit, format, file, wishes);
  expect(back.rejects).toBeNull();
  expect(back.values).toEqual(rows.flatMap(valuesOf));
  expect(back.labels).toEqual(rows.map(({ label = '' }) => (label === '' ? 255 : credit.classes.indexOf(label))));
  expect(back.lines).toEqual(lines ?? rows.map((_, row) => row + (format === 'csv' ? 2 : 1)));
  return back;
}

export interface ExpectedRows {
  readonly lines?: readonly number[];
  readonly rows?: readonly Readonly<Record<string, string>>[];
  readonly wishes?: UploadWishes;
}

/** The sentence in which a file is refused. */
export async function refusal(
  file: string | Uint8Array,
  {
    format = 'csv',
    model = credit,
    wishes = {},
  }: { readonly format?: UploadFormat; readonly model?: ModelEntry; readonly wishes?: UploadWishes } = {},
): Promise<string> {
  const error: unknown = await ingested(model, format, file, wishes).then(
    (back) => new Error(`taken: ${back.rows} rows, ${JSON.stringify(back.reading)}`),
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ code: 'unreadable-upload' });
  return (error as Error).message;
}

function tableModel(): TableModel {
  const found = findModel('credit-risk');
  if (!isTable(found)) throw new Error('no table');
  return found;
}
