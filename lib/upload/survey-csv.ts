import { isTable, type ModelEntry } from '../model/manifest';
import {
  UPLOAD_SEPARATORS,
  type UploadEncoding,
  type UploadHeader,
  type UploadReading,
  type UploadSeparator,
  type UploadWishes,
} from '../wire/upload';
import { LABEL_COLUMN } from './columns';
import { type CsvHeader, type HeaderScore, headlessHeader, isHeadless, namedHeader, scoreHeader } from './csv-header';
import { type CsvRecords, csvRecords } from './csv-records';
import { DecimalTally } from './decimal-tally';
import { SEPARATOR_CHARACTERS, type TextDialect } from './dialect';
import { type ColumnPlan, type ColumnUse, matchColumns } from './match-columns';
import { listOf } from './pixel-list';
import { ONE_IS_THE_LABEL, type UploadQuestion } from './questions';
import { rangeOf } from './range-of';
import { listed, quoted } from './words';

/** The start of a file that is looked at before it is read. Bytes. */
export const SAMPLE_BYTES = 256 * 1024;

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
  /** Lines of records whose quotation marks do not match. */
  readonly faulty: ReadonlySet<number>;
}

/** What is known of a file before its columns are looked at. */
interface Opened {
  readonly records: CsvRecords;
  readonly header: CsvHeader;
  readonly questions: readonly UploadQuestion[];
  readonly problems: readonly string[];
}

/** What a spreadsheet is told in the first line of a file. */
const SEPARATOR_LINE = /^"?sep=(.)"?[\r\n]/i;

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
  const opened = openCsv(text, isWhole, model, wishes);
  const { separator, records, lines, faulty } = opened.records;
  const { header, recordsBefore, names } = opened.header;
  const rows = records.slice(recordsBefore);
  const match = (dialect: TextDialect) =>
    matchColumns(names, model, {
      dialect,
      sample: (at) => rows.map((row) => row[at] ?? ''),
      isTableFile: true,
      label: wishes.label,
    });
  const first = match({ encoding, separator, decimal: wishes.decimal ?? null, range: 'bytes' });
  const tally = new DecimalTally();
  for (const row of rows) tally.row(row, first.uses);
  const decimal = wishes.decimal ?? tally.decide(separator);
  const known = decimal === 'ask' ? null : decimal;
  const range = isTable(model) ? 'bytes' : (wishes.range ?? rangeOf(pixelsOf(rows, first.uses), known));
  const dialect: TextDialect = { encoding, separator, decimal: known, range: range === 'ask' ? 'bytes' : range };
  const plan = match(dialect);
  const questions = [...opened.questions, ...plan.questions];
  if (decimal === 'ask') questions.push(tally.question);
  if (range === 'ask') questions.push({ about: 'range', choices: ['bytes', 'shares'] });
  return {
    ...{ dialect, header, recordsBefore, plan, questions, names, rows, faulty },
    lines: lines.slice(recordsBefore),
    isDecimalOpen: wishes.decimal === undefined && (separator !== 'comma' || tally.commas > 0),
    problems: problemsOf(opened.records, rows.length, isWhole, [...plan.problems, ...opened.problems]),
    reading: {
      ...{ format: 'csv', encoding, separator, decimal: known, header },
      range: isTable(model) ? null : dialect.range,
      ...plan.reading,
      notes: [...opened.header.notes, ...plan.reading.notes],
    },
  };
}

/** Finds the separator and the names. */
function openCsv(text: string, isWhole: boolean, model: ModelEntry, wishes: UploadWishes): Opened {
  const named = SEPARATOR_LINE.exec(text)?.[1];
  const linesBefore = named === undefined ? 0 : 1;
  const asked = wishes.separator ?? UPLOAD_SEPARATORS.find((id) => SEPARATOR_CHARACTERS[id] === named);
  const problems =
    named === undefined || asked
      ? []
      : [`Its first line says that cells are parted by ${quoted(named)}: say one of ${listed(UPLOAD_SEPARATORS)}.`];
  const tried = candidates(text, isWhole, model, asked);
  const [best, second] = tried as [Candidate, Candidate | undefined];
  const hasNames = best.score.names > 0;
  const headless = tried.find(({ records }) => isHeadless(records, model, linesBefore))?.records;
  if (headless && (wishes.header === 'none' || (wishes.header !== 'names' && !hasNames && !isTable(model)))) {
    const header = headlessHeader(headless, model, linesBefore, wishes.label);
    const questions: UploadQuestion[] = header.isLabelOpen ? [{ about: 'label', choices: ['first', 'last'] }] : [];
    const isUnlabelled = wishes.label !== 'none' || !header.names.includes(LABEL_COLUMN);
    return {
      records: headless,
      header,
      questions,
      problems: isUnlabelled ? problems : [...problems, ONE_IS_THE_LABEL],
    };
  }
  const isTie =
    hasNames &&
    second !== undefined &&
    byFit(best.score, second.score) === 0 &&
    !areAlike(best.records, second.records);
  return {
    records: best.records,
    header: namedHeader(best.records, best.score.at, linesBefore),
    questions: isTie ? [{ about: 'separator', choices: [best.records.separator, second.records.separator] }] : [],
    problems:
      wishes.header === 'none'
        ? [...problems, 'Without a line of names, each row has to hold the columns of the model alone, in its order.']
        : !hasNames && headless
          ? [...problems, 'If it has no line of names, say header=none.']
          : problems,
  };
}

interface Candidate {
  readonly records: CsvRecords;
  readonly score: HeaderScore;
}

/** What each separator would make of the text, the best first. */
function candidates(
  text: string,
  isWhole: boolean,
  model: ModelEntry,
  asked: UploadSeparator | undefined,
): readonly Candidate[] {
  const one = (separator: UploadSeparator): Candidate => {
    const records = csvRecords(text, separator, isWhole);
    return { records, score: scoreHeader(records, model) };
  };
  if (asked) return [one(asked)];
  const tried = UPLOAD_SEPARATORS.filter((separator) => separator !== 'space').map(one);
  // Blanks stand beside other separators, too.
  if (tried.every(({ score }) => score.names < 2)) tried.push(one('space'));
  return tried.sort((a, b) => byFit(a.score, b.score));
}

/** The better one first: more names, more rows like the line of names, fewer columns that nobody knows. */
function byFit(a: HeaderScore, b: HeaderScore): number {
  return b.names - a.names || b.alike - a.alike || a.width - b.width;
}

/** Whether two separators part the records in the same way, as where there is only one column. */
function areAlike(one: CsvRecords, other: CsvRecords): boolean {
  return one.records.every((record, at) => record.join('\n') === other.records[at]?.join('\n'));
}

function problemsOf(
  records: CsvRecords,
  rows: number,
  isWhole: boolean,
  problems: readonly string[],
): readonly string[] {
  if (records.records.length === 0) return [records.problem ?? 'The file is empty.'];
  if (records.problem !== null) return [...problems, records.problem];
  return rows === 0 && isWhole && problems.length === 0 ? ['The file has no rows.'] : problems;
}

/** The pixels of some rows, as text. */
function* pixelsOf(rows: readonly (readonly string[])[], uses: readonly ColumnUse[]): Generator<string> {
  for (const row of rows) {
    for (let at = 0; at < uses.length; at++) {
      const use = uses[at];
      if (use?.is === 'pixels') yield* listOf(row[at] ?? '') ?? [];
      else if (use?.is === 'value' && use.column.place !== null) yield row[at] ?? '';
    }
  }
}
