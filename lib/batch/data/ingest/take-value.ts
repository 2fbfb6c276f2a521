import { IMAGE_PIXELS } from '../../../model/image-classifier';
import { pixelReader } from '../../../upload/columns';
import { DecimalTally } from '../../../upload/decimal-tally';
import type { ValueDialect } from '../../../upload/dialect';
import type { ColumnUse } from '../../../upload/match-columns';
import { listOf } from '../../../upload/pixel-list';
import { questionWords } from '../../../upload/questions';
import type { CellFault, RowSink } from './row-sink';
import { unreadable } from './unreadable';

/** Puts what a row has into a sink, a value at a time, and notes what is wrong with it. */
export interface ValueTaker {
  /** @param name of the column, for a fault */
  text(use: ColumnUse, name: string, text: string): void;
  value(use: ColumnUse, name: string, value: unknown): void;
  /** What texts that stand for numbers say of their decimal mark, where numbers have a kind of their own. */
  readonly marks: DecimalTally;
  /** Something is wrong with the row. */
  fault(column: string, reason: string): void;
  /** The row is over: it is accepted or rejected. */
  end(line: number): void;
}

/** How the files of pictures begin. */
const PICTURE_FILES = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
] as const;

export function createValueTaker(sink: RowSink, dialect: ValueDialect): ValueTaker {
  let faults: CellFault[] = [];
  const marks = new DecimalTally();
  const pixels = pixelReader(dialect);
  const put = ({ column }: Extract<ColumnUse, { is: 'value' }>, taken: number | string) => {
    if (typeof taken === 'string') faults.push({ column: column.name, reason: taken });
    else if (column.place === null) sink.label = taken;
    else sink.row[column.place] = taken;
  };

  function picture(value: unknown): string | null {
    if (value instanceof Uint8Array && dialect.range === 'bytes') {
      if (PICTURE_FILES.some((start) => start.every((byte, at) => value[at] === byte)))
        return 'is a PNG or JPEG file, not the pixels themselves';
      if (value.length !== IMAGE_PIXELS) return `has ${value.length} bytes instead of ${IMAGE_PIXELS}`;
      sink.row.set(value);
      return null;
    }
    if (value === null || value === undefined) return 'is missing';
    const list = listOf(value);
    if (!list) return 'is no list of numbers';
    if (list.length !== IMAGE_PIXELS) return `has ${list.length} numbers instead of ${IMAGE_PIXELS}`;
    for (let at = 0; at < IMAGE_PIXELS; at++) {
      const taken = pixels.fromValue(list[at]);
      if (typeof taken === 'string') return taken;
      sink.row[at] = taken;
    }
    return null;
  }

  function keep(index: number, name: string, value: unknown): void {
    try {
      sink.kept[index] = keptText(value);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      faults.push({ column: name, reason: 'is nested too deeply' });
    }
  }

  return {
    marks,
    text(use, name, text) {
      if (use.is === 'value') put(use, use.column.fromText(text));
      else if (use.is === 'kept') sink.kept[use.index] = text;
      else if (use.is === 'pixels') this.value(use, name, text);
    },
    value(use, name, value) {
      if (use.is === 'value') {
        if (typeof value === 'string' && use.column.place !== null) marks.cell(value);
        put(use, use.column.fromValue(value));
      } else if (use.is === 'kept') keep(use.index, name, value);
      else if (use.is === 'pixels') {
        const reason = picture(value);
        if (reason) faults.push({ column: name, reason });
      }
    },
    fault(column, reason) {
      faults.push({ column, reason });
    },
    end(line) {
      if (faults.length === 0) sink.accept(line);
      else {
        sink.reject(line, faults);
        faults = [];
      }
    },
  };
}

/** Numbers that were read in one way although others tell that they mean another. @throws TrilaneError `unreadable-upload` */
export function requireOneMark(marks: DecimalTally, { decimal }: ValueDialect): void {
  if (decimal === null && marks.isContradictory) throw unreadable(questionWords(marks.question));
}

/** A value of a column that the model does not know, as text: as it stands in CSV, as JSON where it is no plain value. */
export function keptText(value: unknown): string | Uint8Array | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || value instanceof Uint8Array) return value;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object')
    return JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? String(inner) : inner));
  return String(value);
}
