import { setImmediate } from 'node:timers/promises';
import { reportOf, TrilaneError } from '../../errors';
import { csvCell } from '../../measure/csv-cell';

import { decodeClasses } from '../../model/answer';
import type { ModelEntry } from '../../model/manifest';
import type { FileStore } from '../files/file-store';

import {
  type ColumnValues,
  createParquetStream,
  encodeParquet,
  NO_WORD,
  type ParquetColumn,
} from '../rows/parquet-columns';

import { columnsOf, LABEL_COLUMN, labelColumn, openParquet } from '../rows/part-codec';
import { NO_LABEL } from '../rows/row-block';
import { shortFloat } from '../rows/short-float';

/** What a model answered to some rows of a job. */
interface Answers {
  /** Where the rows begin within the job: 0 = at its first row. */
  readonly firstRow: number;
  /** `[count, classes]` */
  readonly probabilities: Float32Array;
  /** Index of the true class of each row, or `NO_LABEL`; `null` where none is known. */
  readonly labels: Uint8Array | null;
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
}

/** The file a worker writes for one chunk: `row`, `predicted`, `probability`, `label` where one is known, `p_<class>`. */
export function encodeAnswers(model: ModelEntry, answers: Answers): Uint8Array {
  const { firstRow, probabilities, labels } = answers;
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
  return encodeParquet(columns, count, data);
}

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

/**
 * The answers of a job as one CSV file (RFC 4180), from the files of its chunks in order: `row` (from 1), `predicted`,
 * `probability` (of the predicted class), `label` and `correct` (empty where the truth is not known), `p_<class>` for each
 * class. Holds one chunk at a time.
 *
 * @throws TrilaneError `not-found`, `storage-failed`
 */
export async function* resultsCsv(model: ModelEntry, keys: Keys, store: Reader): AsyncGenerator<Uint8Array> {
  const names = ['row', 'predicted', 'probability', 'label', 'correct', ...model.classes.map(classColumn)];
  yield Buffer.from(`${names.map(csvCell).join(',')}\r\n`);
  const classes = model.classes.map(csvCell);
  for await (const key of keys) {
    const answers = await decodeAnswers(model, await store.get(key));
    for (let first = 0; first < answers.count; first += ROWS_AT_A_TIME) {
      yield Buffer.from(linesOf(answers, classes, first, Math.min(answers.count, first + ROWS_AT_A_TIME)));
      await setImmediate();
    }
  }
}

/** The same as one Parquet file, a row group a chunk, classes by name and `label` null where it is not known. */
export async function* resultsParquet(model: ModelEntry, keys: Keys, store: Reader): AsyncGenerator<Uint8Array> {
  const words = model.classes;
  const columns: ParquetColumn[] = [
    { name: 'row', kind: 'int' },
    { name: 'predicted', kind: 'words', words },
    { name: 'probability', kind: 'float' },
    { name: 'label', kind: 'words', words },
    ...model.classes.map((name) => ({ name: classColumn(name), kind: 'float' as const })),
  ];
  const file = createParquetStream(columns);
  yield file.start();
  for await (const key of keys) {
    const { count, row, predicted, probability, label, byClass } = await decodeAnswers(model, await store.get(key));
    yield file.group(count, [
      new Int32Array(row),
      new Uint8Array(predicted),
      new Float32Array(probability),
      label ? new Uint8Array(label) : new Uint8Array(count).fill(NO_WORD),
      ...byClass.map((values) => new Float32Array(values)),
    ]);
    await setImmediate();
  }
  yield file.end();
}

function linesOf(answers: AnswerColumns, classes: readonly string[], first: number, end: number): string {
  let text = '';
  for (let row = first; row < end; row++) {
    const predicted = answers.predicted[row] ?? 0;
    const label = answers.label?.[row];
    const truth = isKnown(label) ? `${classes[label]},${label === predicted}` : ',';
    text += `${answers.row[row]},${classes[predicted]},${shortFloat(answers.probability[row] ?? 0)},${truth}`;
    for (const values of answers.byClass) text += `,${shortFloat(values[row] ?? 0)}`;
    text += '\r\n';
  }
  return text;
}

const classColumn = (name: string) => `p_${name}`;

function isKnown(label: number | undefined): label is number {
  return label !== undefined && label >= 0 && label !== NO_LABEL;
}
