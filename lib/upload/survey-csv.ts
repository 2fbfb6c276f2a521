import { IMAGE_PIXELS } from '../model/image-classifier';
import { isTable, type ModelEntry } from '../model/manifest';
import {
  UPLOAD_SEPARATORS,
  type UploadDecimal,
  type UploadEncoding,
  type UploadHeader,
  type UploadLabel,
  type UploadNote,
  type UploadRange,
  type UploadReading,
  type UploadSeparator,
  type UploadWishes,
} from '../wire/upload';
import { LABEL_COLUMN, modelColumnNames } from './columns';
import { CsvProblem, CsvTokenizer } from './csv-tokenizer';
import { DecimalTally } from './decimal-tally';
import { SEPARATOR_CHARACTERS, type TextDialect } from './dialect';
import { type ColumnPlan, type ColumnUse, matchColumns } from './match-columns';
import { plainName } from './names';
import { listOf } from './pixel-list';
import { pixelNames } from './pixel-names';
import { rangeOf } from './range-of';
import { readNumber } from './read-number';
import { listed } from './words';

/** The start of a file that is looked at before it is read. Bytes. */
export const SAMPLE_BYTES = 256 * 1024;

/** What cannot be told from the file, with what may be said. */
export type UploadQuestion =
  | { readonly about: 'decimal'; readonly choices: readonly UploadDecimal[]; readonly example: string }
  | { readonly about: 'range'; readonly choices: readonly UploadRange[] }
  | { readonly about: 'label'; readonly choices: readonly UploadLabel[] }
  | { readonly about: 'separator'; readonly choices: readonly UploadSeparator[] };

/** How a CSV file is to be read. */
export interface CsvSurvey {
  readonly dialect: TextDialect;
  readonly header: UploadHeader;
  /** Records above the first one of values, the header among them. */
  readonly recordsBefore: number;
  readonly plan: ColumnPlan;
  /** Whether the decimal mark is to be looked for in all of the file. */
  readonly isDecimalOpen: boolean;
  readonly questions: readonly UploadQuestion[];
  /** What is wrong with the file as a whole, each a sentence. */
  readonly problems: readonly string[];
  readonly reading: UploadReading;
  /** The names of the columns, and the first rows as they stand in the file. */
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** On which each of them begins, from 1. */
  readonly lines: readonly number[];
}

/** A name may stand below so many lines of other things. */
const MOST_LINES_ABOVE = 20;

interface Records {
  readonly separator: UploadSeparator;
  readonly records: readonly (readonly string[])[];
  /** On which each begins, from 1. */
  readonly lines: readonly number[];
}

/**
 * Finds out how a CSV file is written from its start.
 * @param text of its first `SAMPLE_BYTES`, without a byte order mark
 * @param isWhole whether that is all of it
 */
export function surveyCsv(
  text: string,
  { isWhole, encoding }: { readonly isWhole: boolean; readonly encoding: UploadEncoding },
  model: ModelEntry,
  wishes: UploadWishes = {},
): CsvSurvey {
  const named = /^sep=(.)\r?\n/i.exec(text)?.[1];
  const byLine = UPLOAD_SEPARATORS.find((id) => SEPARATOR_CHARACTERS[id] === named);
  const asked = wishes.separator ?? byLine;
  const tried = (asked ? [asked] : UPLOAD_SEPARATORS).map((separator) => recordsIn(text, separator, isWhole));
  const found = tried
    .map((records) => ({ ...records, ...headerIn(records.records, model) }))
    .sort((a, b) => b.score - a.score);
  const [best, second] = found as [(typeof found)[number], (typeof found)[number] | undefined];
  const isHeadless = wishes.header === 'none' || (wishes.header !== 'names' && best.score === 0 && !isTable(model));
  const headless = isHeadless ? headlessIn(tried, model) : null;
  if (headless) return surveyHeadless(headless);
  const questions: UploadQuestion[] = [];
  if (second && second.score === best.score && best.score > 0) {
    questions.push({ about: 'separator', choices: [best.separator, second.separator] });
  }
  const header = best.records[best.at] ?? [];
  const body = best.records.slice(best.at + 1);
  const notes: UploadNote[] = [];
  if (best.at > (named === undefined ? 0 : 1)) notes.push('lines-above');
  const names = [...header];
  const isLonger = body.length > 0 && body.every((row) => row.length === header.length + 1);
  const hasRowNames = isLonger && body.some((row) => row.at(-1)?.trim() !== '');
  if (hasRowNames) notes.push('row-names');
  const isLastEmpty = body.every((row) => row.length < names.length || (row[names.length - 1] ?? '').trim() === '');
  if (names.length > 1 && names.at(-1)?.trim() === '' && isLastEmpty) {
    names.pop();
    notes.push('trailing-separator');
  } else if (isLonger && !hasRowNames) notes.push('trailing-separator');
  if (hasRowNames) names.unshift('row name');
  return survey(best, best.at + 1, 'names', names, { notes, questions });

  function surveyHeadless(found: Records): CsvSurvey {
    const { records } = found;
    const width = records[0]?.length ?? 0;
    const columns = isTable(model)
      ? model.features.map(({ id }) => id)
      : Array.from({ length: IMAGE_PIXELS }, (_, place) => `pixel${place}`);
    const more = width - columns.length;
    const place = more === 1 ? (wishes.label ?? labelPlaceIn(records)) : 'none';
    const names =
      more !== 1
        ? columns
        : place === 'last'
          ? [...columns, LABEL_COLUMN]
          : [place === 'none' ? '' : LABEL_COLUMN, ...columns];
    const questions: UploadQuestion[] = place === 'ask' ? [{ about: 'label', choices: ['first', 'last'] }] : [];
    const note = isTable(model) ? [] : (['pixels-by-place'] as const);
    return survey(found, 0, 'none', names, { notes: [...note], questions });
  }

  function survey(
    { separator, records, lines }: Records,
    recordsBefore: number,
    header: UploadHeader,
    names: readonly string[],
    more: { notes: readonly UploadNote[]; questions: readonly UploadQuestion[] },
  ): CsvSurvey {
    const questions = [...more.questions];
    const rows = records.slice(recordsBefore);
    const sample = (at: number) => rows.map((row) => row[at] ?? '');
    const match = (dialect: TextDialect) => matchColumns(names, model, { dialect, sample, isTableFile: true });
    const first = match({ encoding, separator, decimal: wishes.decimal ?? null, range: 'bytes' });
    const tally = new DecimalTally();
    for (const row of rows) tally.row(row, first.uses);
    const isDecimalOpen = wishes.decimal === undefined && (separator !== 'comma' || tally.commas > 0);
    const decimal = wishes.decimal ?? tally.decide(separator);
    if (decimal === 'ask') {
      questions.push({ about: 'decimal', choices: ['comma', 'point'], example: tally.example });
    }
    const known = decimal === 'ask' ? null : decimal;
    const range = isTable(model) ? 'bytes' : (wishes.range ?? rangeOf(pixelsOf(rows, first.uses, known)));
    if (range === 'ask') questions.push({ about: 'range', choices: ['bytes', 'shares'] });
    const dialect: TextDialect = { encoding, separator, decimal: known, range: range === 'ask' ? 'bytes' : range };
    const plan = match(dialect);
    const problems = [...plan.problems];
    if (records.length === 0) problems.splice(0, problems.length, 'The file is empty.');
    else if (rows.length === 0 && isWhole && problems.length === 0) problems.push('The file has no rows.');
    return {
      ...{ dialect, header, recordsBefore, plan, isDecimalOpen, questions, problems },
      ...{ names, rows, lines: lines.slice(recordsBefore) },
      reading: {
        format: 'csv',
        encoding,
        separator,
        decimal: known,
        header,
        range: isTable(model) ? null : dialect.range,
        ...plan.reading,
        notes: [...more.notes, ...plan.reading.notes],
      },
    };
  }
}

/** The first records of a text; the last of a piece may be cut and is left out. */
function recordsIn(text: string, separator: UploadSeparator, isWhole: boolean): Records {
  const records: (readonly string[])[] = [];
  const lines: number[] = [];
  const tokenizer = new CsvTokenizer(SEPARATOR_CHARACTERS[separator], {
    record: (cells, line) => {
      if (isBlankRecord(cells)) return;
      records.push(cells);
      lines.push(line);
    },
  });
  try {
    tokenizer.push(text);
    if (isWhole) tokenizer.end();
  } catch (error) {
    // Whoever reads the file tells it, with its line.
    if (!(error instanceof CsvProblem)) throw error;
  }
  return { separator, records, lines };
}

/** Spreadsheets leave rows of nothing but separators. */
export const isBlankRecord = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

/** The record with most of the model's names in it, among the first ones. */
function headerIn(records: readonly (readonly string[])[], model: ModelEntry): { at: number; score: number } {
  const known = new Set(modelColumnNames(model).map(plainName));
  let best = { at: 0, score: 0 };
  records.slice(0, MOST_LINES_ABOVE).forEach((record, at) => {
    const score =
      record.filter((name) => known.has(plainName(name))).length +
      (isTable(model) || record.length < IMAGE_PIXELS || !pixelNames(record) ? 0 : IMAGE_PIXELS);
    if (score > best.score) best = { at, score };
  });
  return best;
}

/** The way to part the first record into as many numbers as the model takes, or one more. */
function headlessIn(tried: readonly Records[], model: ModelEntry): Records | null {
  const width = isTable(model) ? model.features.length : IMAGE_PIXELS;
  const fits = ({ records: [first = []] }: Records) =>
    (first.length === width || first.length === width + 1) &&
    (isTable(model) || first.filter((cell) => typeof readNumber(cell.trim(), null) === 'number').length >= width);
  return tried.find(fits) ?? null;
}

/** Where the label of rows of numbers is: first or last, as the other one is the black corner of a picture. */
function labelPlaceIn(records: readonly (readonly string[])[]): UploadLabel | 'ask' {
  const isBlack = (at: number) => records.every((row) => Number(row.at(at)) === 0);
  const first = isBlack(0);
  const last = isBlack(-1);
  if (first === last) return 'ask';
  return last ? 'first' : 'last';
}

/** The numbers of the pixels of some rows. */
function* pixelsOf(
  rows: readonly (readonly string[])[],
  uses: readonly ColumnUse[],
  decimal: UploadDecimal | null,
): Generator<unknown> {
  for (const row of rows) {
    for (let at = 0; at < uses.length; at++) {
      const use = uses[at];
      if (use?.is === 'pixels') for (const text of listOf(row[at] ?? '') ?? []) yield readNumber(text, decimal);
      else if (use?.is === 'value' && use.column.place !== null) yield readNumber((row[at] ?? '').trim(), decimal);
    }
  }
}

/** What a person has to say, in a sentence each. */
export function questionWords(question: UploadQuestion): string {
  const say = `Say which: ${listed(question.choices.map((choice) => `${question.about}=${choice}`))}.`;
  switch (question.about) {
    case 'decimal':
      return `Numbers such as ${question.example} may have a decimal comma or a decimal point. ${say}`;
    case 'range':
      return `Every pixel is 0 or 1, so white may be 1 or 255. ${say}`;
    case 'label':
      return `The label may be in the first or in the last column. ${say}`;
    case 'separator':
      return `The cells may be parted in two ways. ${say}`;
  }
}
