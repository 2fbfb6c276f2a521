import { setImmediate } from 'node:timers/promises';
import { reportOf, TrilaneError } from '../../errors';
import { csvCell } from '../../measure/csv-cell';

import { decodeClasses } from '../../model/answer';
import type { ModelEntry } from '../../model/manifest';
import { LABEL_COLUMN } from '../../upload/columns';
import type { FileStore } from '../files/file-store';

import {
  type ColumnValues,
  createParquetStream,
  encodeParquet,
  NO_WORD,
  type ParquetColumn,
} from '../rows/parquet-columns';

import { addOrigins, columnsOf, LINE_COLUMN, labelColumn, openParquet, originsOf } from '../rows/part-codec';
import { NO_LABEL, type RowOrigins } from '../rows/row-block';
import { shortFloat } from '../rows/short-float';
import { textsOf } from '../rows/text-column';

/** What a model answered to some rows of a job. */
interface Answers {
  /** Where the rows begin within the job: 0 = at its first row. */
  readonly firstRow: number;
  /** `[count, classes]` */
  readonly probabilities: Float32Array;
  /** Index of the true class of each row, or `NO_LABEL`; `null` where none is known. */
  readonly labels: Uint8Array | null;
  /** Of rows of an upload. */
  readonly origins?: RowOrigins | undefined;
}

/** Answers column by column, as they are kept and downloaded. Classes are places in the model's list of them. */
interface AnswerColumns {
  readonly count: number;
  /** The number of each row within the job, from 1. */
  readonly row: ArrayLike<number>;
  readonly predicted: ArrayLike<number>;
  /** How likely the predicted class is. */
  readonly probability: ArrayLike<number>;
  /** -1 or `NO_LABEL` where it is not known; `null` where none is. */
  readonly label: ArrayLike<number> | null;
  /** How likely each class is: a column a class, in the order of the model's classes. */
  readonly byClass: readonly ArrayLike<number>[];
  readonly origins: RowOrigins | undefined;
}

/**
 * The file a worker writes for one chunk: `row`, `predicted`, `probability`, `label` where one is known, `p_<class>`; of an
 * upload `line` and the columns that the model does not know.
 */
export function encodeAnswers(model: ModelEntry, answers: Answers): Uint8Array {
  const { firstRow, probabilities, labels, origins } = answers;
  const classes = model.classes.length;
  const count = probabilities.length / classes;
  const row = new Int32Array(count);
  const predicted = new Int32Array(count);
  const probability = new Float32Array(count);
  for (let index = 0; index < count; index++) {
    const answer = decodeClasses(probabilities.subarray(index * classes, (index + 1) * classes));
    row[index] = firstRow + index + 1;
    predicted[index] = answer.classIndex;
    probability[index] = answer.probability;
  }
  const columns: ParquetColumn[] = [
    { name: 'row', kind: 'int' },
    { name: 'predicted', kind: 'int' },
    { name: 'probability', kind: 'float' },
  ];
  const data: ColumnValues[] = [row, predicted, probability];
  const truths = labels && labelColumn(labels);
  if (truths) {
    columns.push({ name: LABEL_COLUMN, kind: 'int' });
    data.push(truths);
  }
  columns.push(...model.classes.map((name) => ({ name: classColumn(name), kind: 'float' as const })));
  data.push(...columnsOf(probabilities, count, classes));
  if (origins) addOrigins(origins, columns, data);
  return encodeParquet(columns, count, data);
}

const ANSWER_COLUMNS = ['row', 'predicted', 'probability'];

/** @throws TrilaneError `storage-failed` when the bytes are not such a file */
async function decodeAnswers(model: ModelEntry, bytes: Uint8Array): Promise<AnswerColumns> {
  try {
    const file = await openParquet(bytes);
    const byClass: ArrayLike<number>[] = [];
    for (const name of model.classes) byClass.push(await file.column(classColumn(name)));
    return {
      count: file.rows,
      row: await file.column('row'),
      predicted: await file.column('predicted'),
      probability: await file.column('probability'),
      label: file.columns.includes(LABEL_COLUMN) ? await file.column(LABEL_COLUMN) : null,
      byClass,
      origins: await originsOf(file, new Set([...ANSWER_COLUMNS, LABEL_COLUMN, ...model.classes.map(classColumn)])),
    };
  } catch (cause) {
    const detail = `A part of the answers could not be read: ${reportOf(cause).detail}`;
    throw new TrilaneError('storage-failed', detail, { cause });
  }
}

type Keys = Iterable<string> | AsyncIterable<string>;
type Reader = Pick<FileStore, 'get'>;

/** Rows written before others get their turn: a few ms. */
const ROWS_AT_A_TIME = 2048;

/** Whose answers are to be written. */
export interface AnswersOf {
  readonly model: ModelEntry;
  /** The columns of an upload that the model does not know; `null` where the rows are of no upload. */
  readonly kept: readonly string[] | null;
}

/**
 * The answers of a job as one CSV file (RFC 4180), from the files of its chunks in order: `row` (from 1), `predicted`,
 * `probability` (of the predicted class), `label` and `correct` (empty where the truth is not known), `p_<class>` for each
 * class; of an upload `line` (of the file, from 1; of a Parquet file the number of the row) and the columns the model does
 * not know, as they were. Holds one chunk at a time.
 *
 * @throws TrilaneError `not-found`, `storage-failed`
 */
export async function* resultsCsv({ model, kept }: AnswersOf, keys: Keys, store: Reader): AsyncGenerator<Uint8Array> {
  const names = ['row', 'predicted', 'probability', 'label', 'correct', ...model.classes.map(classColumn)];
  yield Buffer.from(`${[...names, ...(kept ? [LINE_COLUMN, ...kept] : [])].map(csvCell).join(',')}\r\n`);
  const classes = model.classes.map(csvCell);
  for await (const key of keys) {
    const answers = await decodeAnswers(model, await store.get(key));
    const origin = kept && originCells(answers, kept);
    for (let first = 0; first < answers.count; first += ROWS_AT_A_TIME) {
      yield Buffer.from(linesOf(answers, classes, origin, first, Math.min(answers.count, first + ROWS_AT_A_TIME)));
      await setImmediate();
    }
  }
}

/** The same as one Parquet file, a row group a chunk, classes by name and `label` null where it is not known. */
export async function* resultsParquet(
  { model, kept }: AnswersOf,
  keys: Keys,
  store: Reader,
): AsyncGenerator<Uint8Array> {
  const words = model.classes;
  const columns: ParquetColumn[] = [
    { name: 'row', kind: 'int' },
    { name: 'predicted', kind: 'words', words },
    { name: 'probability', kind: 'float' },
    { name: 'label', kind: 'words', words },
    ...model.classes.map((name) => ({ name: classColumn(name), kind: 'float' as const })),
  ];
  if (kept) columns.push({ name: LINE_COLUMN, kind: 'int' }, ...kept.map((name) => ({ name, kind: 'text' as const })));
  const file = createParquetStream(columns);
  yield file.start();
  for await (const key of keys) {
    const answers = await decodeAnswers(model, await store.get(key));
    const { count, row, predicted, probability, label, byClass } = answers;
    const origins = kept && originsIn(answers, kept);
    yield file.group(count, [
      new Int32Array(row),
      new Uint8Array(predicted),
      new Float32Array(probability),
      label ? new Uint8Array(label) : new Uint8Array(count).fill(NO_WORD),
      ...byClass.map((values) => new Float32Array(values)),
      ...(origins ? [origins.lines, ...origins.kept] : []),
    ]);
    await setImmediate();
  }
  yield file.end();
}

/** A column that came up later in the file than a chunk's rows has no texts there. */
function originsIn({ count, origins }: AnswerColumns, kept: readonly string[]) {
  const absent = { plain: new Uint8Array(), present: new Uint8Array(count) };
  return {
    lines: origins?.lines ?? new Int32Array(count),
    kept: kept.map((wanted) => origins?.kept.find(({ name }) => name === wanted)?.texts ?? absent),
  };
}

/** What stands at the end of each line of answers. */
function originCells(answers: AnswerColumns, kept: readonly string[]): (row: number) => string {
  const { lines, kept: columns } = originsIn(answers, kept);
  const texts = columns.map((column) => textsOf(column));
  // Rows are asked for in order.
  return (row) => `,${lines[row]}${texts.map((column) => `,${csvCell(column.next().value ?? '')}`).join('')}`;
}

function linesOf(
  answers: AnswerColumns,
  classes: readonly string[],
  origin: ((row: number) => string) | null,
  first: number,
  end: number,
): string {
  let text = '';
  for (let row = first; row < end; row++) {
    const predicted = answers.predicted[row] ?? 0;
    const label = answers.label?.[row];
    const truth = isKnown(label) ? `${classes[label]},${label === predicted}` : ',';
    text += `${answers.row[row]},${classes[predicted]},${shortFloat(answers.probability[row] ?? 0)},${truth}`;
    for (const values of answers.byClass) text += `,${shortFloat(values[row] ?? 0)}`;
    text += `${origin?.(row) ?? ''}\r\n`;
  }
  return text;
}

const classColumn = (name: string) => `p_${name}`;

function isKnown(label: number | undefined): label is number {
  return label !== undefined && label >= 0 && label !== NO_LABEL;
}
