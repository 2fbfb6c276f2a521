import { TrilaneError } from '../../../errors';
import { csvCell } from '../../../measure/csv-cell';
import { IMAGE_PIXELS } from '../../../model/image-classifier';
import { isTable, type ModelEntry } from '../../../model/manifest';
import { nextPartRows } from '../../rows/part-plan';
import { NO_LABEL, type RowBlock } from '../../rows/row-block';
import { TextColumnBuilder } from '../../rows/text-column';
import { unreadable } from './unreadable';

export const MOST_UPLOADED_ROWS = 10_000_000;
/** Rejected cells that are listed; of more rows only the number is told. */
const MOST_LISTED = 10_000;
/** All that the columns hold which the model does not know: twice the largest file. */
const MOST_TEXT_IN_ALL = 1024 * 1024 * 1024;
/** A part with more text in it is closed before it is full. */
const MOST_TEXT_BYTES = 16 * 1024 * 1024;

/** What is wrong with a cell; `column` is empty when it is about the whole row. */
export interface CellFault {
  readonly column: string;
  readonly reason: string;
}

/** Where a reader puts the rows of an upload, good and bad. Lines are counted from 1; of a Parquet file they are its rows. */
export interface RowSink {
  /** The row at hand, to be filled in. */
  readonly row: Float32Array | Uint8Array;
  /** Its label, `NO_LABEL` until it is set. */
  label: number;
  /** Its columns that the model does not know, by their place among those; `null` where it has none. */
  readonly kept: (string | Uint8Array | null)[];
  /** Adds a column that the model does not know. @returns its place among those */
  keep(name: string): number;
  /** Takes the row at hand. @throws TrilaneError `too-many-samples` */
  accept(line: number): void;
  /** Leaves it. @throws as `accept` */
  reject(line: number, faults: readonly CellFault[]): void;
  /** Whether a part is full and waits to be handed on. */
  readonly isFull: boolean;
  /** Hands on what is full: to be called now and then. */
  drain(): Promise<void>;
}

export interface SinkResult {
  readonly rows: number;
  readonly rejected: number;
  /** The rejected rows as a CSV file, a line for each cell that is wrong; `null` when there are none. */
  readonly rejects: string | null;
  /** The first row that is rejected, and all that is wrong with it. */
  readonly firstBad: { readonly line: number; readonly faults: readonly CellFault[] } | null;
  /** The names of the columns that the model does not know. */
  readonly kept: readonly string[];
}

/** Collects rows into parts, each handed to `emit`. */
export function createRowSink(
  model: ModelEntry,
  emit: (block: RowBlock) => Promise<void>,
): RowSink & { finish(): Promise<SinkResult> } {
  const width = isTable(model) ? model.features.length : IMAGE_PIXELS;
  const memory = (rows: number) => (isTable(model) ? new Float32Array(rows * width) : new Uint8Array(rows * width));
  const rejects: string[] = [];
  const full: RowBlock[] = [];
  const names: string[] = [];
  let firstBad: SinkResult['firstBad'] = null;
  let rejected = 0;
  let unlistedRows = 0;
  let rows = 0;
  let room = nextPartRows(model, 0);
  let count = 0;
  /** Of the columns that are kept: in the part at hand, and in all. */
  let partBytes = 0;
  let textInAll = 0;
  let values = memory(room);
  let labels = new Uint8Array(room);
  let lines = new Int32Array(room);
  let texts: TextColumnBuilder[] = [];

  function close(): void {
    if (count === 0) return;
    const origins = {
      lines: lines.subarray(0, count),
      kept: texts.map((builder, at) => ({ name: names[at] ?? '', texts: builder.build() })),
    };
    full.push({ count, values: values.subarray(0, count * width), labels: labels.subarray(0, count), origins });
    rows += count;
    room = nextPartRows(model, rows);
    values = memory(room);
    labels = new Uint8Array(room);
    lines = new Int32Array(room);
    texts = names.map(() => new TextColumnBuilder());
    partBytes = 0;
    count = 0;
  }
  function checkCount(): void {
    if (rows + count + rejected < MOST_UPLOADED_ROWS) return;
    const most = MOST_UPLOADED_ROWS.toLocaleString('en');
    throw new TrilaneError('too-many-samples', `A data set may have up to ${most} rows.`);
  }
  const sink = {
    row: memory(1),
    label: NO_LABEL,
    kept: [] as (string | Uint8Array | null)[],
    keep(name: string) {
      const builder = new TextColumnBuilder();
      builder.skip(count);
      texts.push(builder);
      sink.kept.push(null);
      return names.push(name) - 1;
    },
    accept(line: number) {
      checkCount();
      values.set(sink.row, count * width);
      labels[count] = sink.label;
      lines[count] = line;
      sink.label = NO_LABEL;
      let textBytes = 0;
      for (let at = 0; at < texts.length; at++) {
        const builder = texts[at];
        builder?.add(sink.kept[at] ?? null);
        textBytes += builder?.sizeBytes ?? 0;
      }
      textInAll += textBytes - partBytes;
      partBytes = textBytes;
      if (textInAll > MOST_TEXT_IN_ALL) {
        throw unreadable(
          'The columns that the model does not know hold more than 1 GiB of text: leave some of them out.',
        );
      }
      count++;
      if (count === room || textBytes > MOST_TEXT_BYTES) close();
    },
    reject(line: number, faults: readonly CellFault[]) {
      checkCount();
      sink.label = NO_LABEL;
      rejected++;
      firstBad ??= { line, faults };
      if (rejects.length >= MOST_LISTED) unlistedRows++;
      else rejects.push(...faults.map(({ column, reason }) => `${line},${csvCell(column)},${csvCell(reason)}\r\n`));
    },
    get isFull() {
      return full.length > 0;
    },
    async drain() {
      for (let block = full.shift(); block; block = full.shift()) await emit(block);
    },
    async finish() {
      close();
      await sink.drain();
      const file = rejected > 0 ? rejectsFile(rejects, unlistedRows) : null;
      return { rows, rejected, rejects: file, firstBad, kept: names };
    },
  };
  return sink;
}

function rejectsFile(lines: readonly string[], unlistedRows: number): string {
  const note =
    unlistedRows > 0 ? `,,${csvCell(`${unlistedRows.toLocaleString('en')} more rows were rejected.`)}\r\n` : '';
  return `line,column,reason\r\n${lines.join('')}${note}`;
}
