import { TrilaneError } from '../../../errors';
import { csvCell } from '../../../measure/csv-cell';

import { IMAGE_PIXELS } from '../../../model/image-classifier';
import { isTable, type ModelEntry } from '../../../model/manifest';
import { nextPartRows } from '../../rows/part-plan';
import { NO_LABEL, type RowBlock } from '../../rows/row-block';

export const MOST_UPLOADED_ROWS = 10_000_000;
/** Rejected rows that are listed; of more only the number is told. */
const MOST_LISTED = 10_000;

/** Where a reader puts the rows of an upload, good and bad. */
export interface RowSink {
  /** The row at hand, to be filled in. */
  readonly row: Float32Array | Uint8Array;
  /** Its label, `NO_LABEL` until it is set. */
  label: number;
  /** Takes the row at hand. @throws TrilaneError `too-many-samples` */
  accept(): void;
  /** Leaves it. `line` is counted from 1; `column` is empty when it is about the whole row. @throws as `accept` */
  reject(line: number, column: string, reason: string): void;
  /** Hands on what is full: to be called now and then. */
  drain(): Promise<void>;
}

export interface SinkResult {
  readonly rows: number;
  readonly rejected: number;
  /** The rejected rows as a CSV file; `null` when there are none. */
  readonly rejects: string | null;
  /** The first of them, in words. */
  readonly firstReason: string | null;
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
  let firstReason: string | null = null;
  let rejected = 0;
  let rows = 0;
  let room = nextPartRows(model, 0);
  let count = 0;
  let values = memory(room);
  let labels = new Uint8Array(room);

  function close(): void {
    if (count === 0) return;
    full.push({ count, values: values.subarray(0, count * width), labels: labels.subarray(0, count) });
    rows += count;
    room = nextPartRows(model, rows);
    values = memory(room);
    labels = new Uint8Array(room);
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
    accept() {
      checkCount();
      values.set(sink.row, count * width);
      labels[count] = sink.label;
      sink.label = NO_LABEL;
      count++;
      if (count === room) close();
    },
    reject(line: number, column: string, reason: string) {
      checkCount();
      sink.label = NO_LABEL;
      rejected++;
      firstReason ??= `line ${line}${column ? `, ${column}` : ''}: ${reason}`;
      if (rejects.length < MOST_LISTED) rejects.push(`${line},${csvCell(column)},${csvCell(reason)}\r\n`);
    },
    async drain() {
      for (let block = full.shift(); block; block = full.shift()) await emit(block);
    },
    async finish() {
      close();
      await sink.drain();
      return { rows, rejected, rejects: rejected > 0 ? rejectsFile(rejects, rejected) : null, firstReason };
    },
  };
  return sink;
}

function rejectsFile(lines: readonly string[], rejected: number): string {
  const more = rejected - lines.length;
  const note = more > 0 ? `,,${csvCell(`${more.toLocaleString('en')} more rows were rejected.`)}\r\n` : '';
  return `line,column,reason\r\n${lines.join('')}${note}`;
}
