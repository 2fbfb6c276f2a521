import { IMAGE_PIXELS } from '../model/image-classifier';
import { isBlankRecord } from './csv-records';
import { listOf } from './pixel-list';
import { decimalEvidence } from './read-number';
import type { CsvSurvey } from './survey-csv';

/** What is wrong with a cell, or with a row. */
export interface SampleFault {
  /** From 1. */
  readonly line: number;
  /** Empty when it is about the whole row. */
  readonly column: string;
  readonly reason: string;
}

/** Rows of the start of a file that cannot be used, each with the first thing that is wrong in each of its cells. */
export function sampleFaults({
  rows,
  lines,
  names,
  faulty,
  plan: { uses },
  questions,
}: CsvSurvey): readonly SampleFault[] {
  const isDecimalAsked = questions.some(({ about }) => about === 'decimal');
  return rows.flatMap((cells, row) => {
    const line = lines[row] ?? 0;
    const whole = faulty.has(line) ? RECORD_FAULTS['quote-inside'] : widthFault(cells, uses.length);
    if (whole) return [{ line, column: '', reason: whole }];
    return uses.flatMap((use, at) => {
      const cell = cells[at] ?? '';
      if (use.is === 'pixels') {
        const count = listOf(cell)?.length ?? 0;
        return count === IMAGE_PIXELS
          ? []
          : [{ line, column: names[at] ?? '', reason: `has ${count} numbers instead of ${IMAGE_PIXELS}` }];
      }
      if (use.is !== 'value') return [];
      // That is what the question is about.
      if (isDecimalAsked && decimalEvidence(cell.trim()) !== null) return [];
      const taken = use.column.fromText(cell);
      return typeof taken === 'string' ? [{ line, column: use.column.name, reason: taken }] : [];
    });
  });
}

/** Why a record cannot be taken apart. */
export const RECORD_FAULTS = {
  'quote-inside': 'has a quotation mark inside a cell that is in quotation marks',
} as const;

/** Why a row is not as wide as the names; empty cells at its end do not count. `null` when it is. */
export function widthFault(cells: readonly string[], width: number): string | null {
  const isFit = cells.length === width || (cells.length > width && isBlankRecord(cells.slice(width)));
  return isFit ? null : `has ${cells.length} cells instead of ${width}`;
}
