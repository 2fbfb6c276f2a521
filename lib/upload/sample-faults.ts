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
export function sampleFaults({ rows, lines, plan: { uses }, questions }: CsvSurvey): readonly SampleFault[] {
  const isDecimalAsked = questions.some(({ about }) => about === 'decimal');
  return rows.flatMap((cells, row) => {
    const line = lines[row] ?? 0;
    if (cells.length < uses.length) return [{ line, column: '', reason: cellsWords(cells.length, uses.length) }];
    return uses.flatMap((use, at) => {
      if (use.is !== 'value') return [];
      const cell = cells[at] ?? '';
      // That is what the question is about.
      if (isDecimalAsked && decimalEvidence(cell.trim()) !== null) return [];
      const taken = use.column.fromText(cell);
      return typeof taken === 'string' ? [{ line, column: use.column.name, reason: taken }] : [];
    });
  });
}

export const cellsWords = (found: number, wanted: number): string => `has ${found} cells instead of ${wanted}`;
