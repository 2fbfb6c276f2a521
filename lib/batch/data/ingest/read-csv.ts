import { createReadStream } from 'node:fs';
import type { ModelEntry } from '../../../model/manifest';
import { isBlankRecord } from '../../../upload/csv-records';
import { CsvProblem, type CsvReader, CsvTokenizer } from '../../../upload/csv-tokenizer';
import { DecimalTally } from '../../../upload/decimal-tally';
import { SEPARATOR_CHARACTERS } from '../../../upload/dialect';
import { questionWords } from '../../../upload/questions';
import { RECORD_FAULTS, sampleFaults, widthFault } from '../../../upload/sample-faults';
import { type CsvSurvey, surveyCsv } from '../../../upload/survey-csv';
import type { UploadReading, UploadWishes } from '../../../wire/upload';
import { readText } from './read-text';
import type { RowSink } from './row-sink';
import { startOfText } from './survey-file';
import { createValueTaker } from './take-value';
import { unreadable } from './unreadable';

/** Rows that are told of a file that is refused for another reason. */
const MOST_FAULTS = 5;
/** Characters. */
const LONGEST_NUMBER = 32;
const QUOTE = 34;
const QUOTED_COMMA = new RegExp(`(?:^|[,\\r\\n])[ \\t]*"[^"\\r\\n]{0,${LONGEST_NUMBER}}\\d,\\d`);

/** Reads a CSV file as it is written, as far as that can be told. @throws TrilaneError `unreadable-upload`, `too-many-samples` */
export async function readCsv(
  path: string,
  model: ModelEntry,
  wishes: UploadWishes,
  sink: RowSink,
): Promise<UploadReading> {
  const survey = await surveyOf(path, model, wishes);
  const { plan, names, recordsBefore, dialect } = survey;
  for (const name of plan.reading.kept) sink.keep(name);
  const { uses } = plan;
  const taker = createValueTaker(sink, dialect);
  let records = 0;
  await tokenise(path, survey, sink, {
    record(cells, line, fault) {
      if (isBlankRecord(cells)) return;
      if (records++ < recordsBefore) return;
      const width = uses.length;
      const wrong = fault ? RECORD_FAULTS[fault] : widthFault(cells, width);
      if (wrong) taker.fault('', wrong);
      else {
        for (let at = 0; at < width; at++) {
          const use = uses[at];
          if (use) taker.text(use, names[at] ?? '', cells[at] ?? '');
        }
      }
      taker.end(line);
    },
  });
  if (records === 0) throw unreadable('The file is empty.');
  return survey.reading;
}

/** @throws TrilaneError `unreadable-upload`: everything that is wrong or not clear, at once */
async function surveyOf(path: string, model: ModelEntry, wishes: UploadWishes): Promise<CsvSurvey> {
  const start = await startOfText(path, wishes.encoding);
  const survey = surveyCsv(start.text, start, model, wishes);
  if (wishes.decimal || start.isWhole || survey.problems.length > 0) return checked(survey);
  if (!survey.isDecimalOpen && !(await mayHaveDecimalCommas(path))) return checked(survey);
  const tally = await decimalsIn(path, survey);
  const decimal = tally.decide(survey.dialect.separator);
  if (decimal !== 'ask') {
    return checked(surveyCsv(start.text, start, model, decimal === null ? wishes : { ...wishes, decimal }));
  }
  const others = survey.questions.filter(({ about }) => about !== 'decimal');
  return checked({ ...survey, questions: [...others, tally.question] });
}

function checked(survey: CsvSurvey): CsvSurvey {
  const wrong = [...survey.problems, ...survey.questions.map(questionWords)];
  if (wrong.length === 0) return survey;
  // Whoever has to change the file anyway hears of its rows, too.
  const faults = sampleFaults(survey).map(
    ({ line, column, reason }) => `Line ${line}${column && `, ${column}`}: ${reason}.`,
  );
  throw unreadable([...wrong, ...faults.slice(0, MOST_FAULTS)].join(' '));
}

/** Between commas a decimal comma stands in quotation marks, which few files have around a number. */
async function mayHaveDecimalCommas(path: string): Promise<boolean> {
  let tail = '';
  for await (const bytes of createReadStream(path) as AsyncIterable<Buffer>) {
    // In UTF-16 every other byte is a null.
    const text = tail + (bytes.includes(QUOTE) ? bytes.toString('latin1').replaceAll('\0', '') : '');
    if (QUOTED_COMMA.test(text)) return true;
    tail = text.slice(-LONGEST_NUMBER);
  }
  return false;
}

/** What all numbers of the file say of their decimal mark. */
async function decimalsIn(path: string, survey: CsvSurvey): Promise<DecimalTally> {
  const tally = new DecimalTally();
  let records = 0;
  await tokenise(path, survey, null, {
    record(cells) {
      if (!isBlankRecord(cells) && records++ >= survey.recordsBefore) tally.row(cells, survey.plan.uses);
    },
  });
  return tally;
}

async function tokenise(
  path: string,
  { dialect: { encoding, separator } }: CsvSurvey,
  sink: RowSink | null,
  reader: CsvReader,
): Promise<void> {
  const tokenizer = new CsvTokenizer(SEPARATOR_CHARACTERS[separator], reader);
  try {
    for await (const text of readText(path, encoding)) {
      tokenizer.push(text);
      await sink?.drain();
    }
    tokenizer.end();
  } catch (error) {
    throw error instanceof CsvProblem ? unreadable(error.message, error) : error;
  }
}
