import type { UploadSeparator } from '../wire/upload';
import { CsvProblem, CsvTokenizer } from './csv-tokenizer';
import { SEPARATOR_CHARACTERS } from './dialect';

/** The first records of a text, as one separator parts them. */
export interface CsvRecords {
  readonly separator: UploadSeparator;
  readonly records: readonly (readonly string[])[];
  /** On which each begins, from 1. */
  readonly lines: readonly number[];
  /** Lines of records whose quotation marks do not match. */
  readonly faulty: ReadonlySet<number>;
  /** Why it cannot be read on, a sentence. */
  readonly problem: string | null;
}

/** @param isWhole whether the text is all of the file; if not, its last record may be cut and is left out */
export function csvRecords(text: string, separator: UploadSeparator, isWhole: boolean): CsvRecords {
  const records: (readonly string[])[] = [];
  const lines: number[] = [];
  const faulty = new Set<number>();
  let problem: string | null = null;
  const tokenizer = new CsvTokenizer(SEPARATOR_CHARACTERS[separator], {
    record: (cells, line, fault) => {
      if (fault) faulty.add(line);
      if (isBlankRecord(cells)) return;
      records.push(cells);
      lines.push(line);
    },
  });
  try {
    tokenizer.push(text);
    if (isWhole) tokenizer.end();
  } catch (error) {
    if (!(error instanceof CsvProblem)) throw error;
    problem = error.message;
  }
  return { separator, records, lines, faulty, problem };
}

/** Spreadsheets leave rows of nothing but separators. */
export const isBlankRecord = (cells: readonly string[]): boolean => cells.every(isBlank);

export const isBlank = (cell: string): boolean => cell.trim() === '';
