/** A line that is longer is no line of cells: an image takes a sixteenth of it. Characters. */
export const LONGEST_LINE = 64 * 1024;

/** What is wrong with a record, so that its cells are not known. */
export type RecordFault = 'quote-inside';

export interface CsvReader {
  /**
   * @param cells without their quotation marks; valid until the next record only
   * @param line of the file, from 1, on which the record begins, whatever line breaks lie in cells
   * @param fault the record cannot be taken apart: `cells` holds what came before
   */
  record(cells: readonly string[], line: number, fault: RecordFault | null): void;
}

/** The file cannot be read on; the message is a sentence for its author. */
export class CsvProblem extends Error {
  constructor(
    readonly kind: 'line-too-long' | 'quote-not-closed',
    /** From 1. */
    readonly line: number,
  ) {
    super(
      kind === 'line-too-long'
        ? `Line ${line} is longer than ${LONGEST_LINE / 1024} KiB; a quotation mark may be missing.`
        : `A cell on line ${line} starts with a quotation mark and never ends.`,
    );
  }
}

const QUOTE = 34;
const CR = 13;
const LF = 10;
const SPACE = 32;

/**
 * Takes delimited text apart (RFC 4180), piece by piece: records end with CR LF, LF or CR, also mixed; lines without a
 * character are passed over; blanks may stand around a cell in quotes; a quotation mark within a cell that does not start
 * with one is a character like any other.
 */
export class CsvTokenizer {
  readonly #separator: number;
  readonly #reader: CsvReader;
  /** What is not a whole record yet. */
  #rest = '';
  #line = 1;
  /** Of the record at hand: what is wrong with it, and the line breaks in its cells. */
  #fault: RecordFault | null = null;
  #breaks = 0;
  /** Whether the piece before ended with CR, so that LF at the start of the next belongs to it. */
  #isAfterCr = false;

  /** @param separator one character */
  constructor(separator: string, reader: CsvReader) {
    this.#separator = separator.charCodeAt(0);
    this.#reader = reader;
  }

  /** @throws CsvProblem `line-too-long` */
  push(piece: string): void {
    const text = this.#rest === '' ? piece : this.#rest + piece;
    const from = this.#records(text, false);
    this.#rest = from < text.length ? text.slice(from) : '';
    if (this.#rest.length > LONGEST_LINE) throw new CsvProblem('line-too-long', this.#line);
  }

  /** The last record may lack its line end. @throws CsvProblem */
  end(): void {
    const rest = this.#rest;
    this.#rest = '';
    if (rest !== '') this.#records(rest, true);
  }

  /** @returns where the first record starts that is not whole */
  #records(text: string, isLast: boolean): number {
    let at = 0;
    if (this.#isAfterCr && text.charCodeAt(0) === LF) at = 1;
    if (text.length > 0) this.#isAfterCr = false;
    while (at < text.length) {
      const next = this.#record(text, at, isLast);
      if (next < 0) return at;
      at = next;
    }
    return at;
  }

  /** @returns where the next one starts; -1 when this one is not whole */
  #record(text: string, start: number, isLast: boolean): number {
    const separator = this.#separator;
    const { length } = text;
    const cells: string[] = [];
    this.#fault = null;
    this.#breaks = 0;
    let at = start;
    for (;;) {
      let open = at;
      while (open < length && isBlank(text.charCodeAt(open), separator)) open++;
      if (open < length && text.charCodeAt(open) === QUOTE) {
        at = this.#quotedCell(text, open, isLast, cells);
        if (at < 0) return -1;
      } else {
        let end = at;
        for (; end < length; end++) {
          const code = text.charCodeAt(end);
          if (code === separator || code === LF || code === CR) break;
        }
        if (end >= length && !isLast) return -1;
        cells.push(text.slice(at, end));
        at = end;
      }
      if (at >= length || text.charCodeAt(at) !== separator) break;
      at++;
    }
    if (at - start > LONGEST_LINE) throw new CsvProblem('line-too-long', this.#line);
    const isEmpty = at === start;
    const next = this.#lineEnd(text, at);
    if (!isEmpty) this.#reader.record(cells, this.#line, this.#fault);
    this.#line += this.#breaks + 1;
    return next;
  }

  /** @returns where what follows the cell starts: a separator or a line end; -1 when it is not whole */
  #quotedCell(text: string, open: number, isLast: boolean, cells: string[]): number {
    const { length } = text;
    const cell = quotedCell(text, open);
    if (cell === null) {
      if (isLast) throw new CsvProblem('quote-not-closed', this.#line + this.#breaks);
      return -1;
    }
    let end = cell.end;
    while (end < length && isBlank(text.charCodeAt(end), this.#separator)) end++;
    const code = end < length ? text.charCodeAt(end) : LF;
    if (code !== this.#separator && code !== LF && code !== CR) {
      this.#fault = 'quote-inside';
      while (end < length && text.charCodeAt(end) !== LF && text.charCodeAt(end) !== CR) end++;
    }
    // Whether another character follows is not known yet.
    if (end >= length && !isLast) return -1;
    this.#breaks += cell.breaks;
    cells.push(cell.text);
    return end;
  }

  #lineEnd(text: string, at: number): number {
    if (at >= text.length) return at;
    if (text.charCodeAt(at) === LF) return at + 1;
    if (at + 1 < text.length) return text.charCodeAt(at + 1) === LF ? at + 2 : at + 1;
    this.#isAfterCr = true;
    return at + 1;
  }
}

function isBlank(code: number, separator: number): boolean {
  return (code === SPACE || code === 9) && code !== separator;
}

/** @returns the text, where what follows the last quotation mark starts, and the lines it spans; `null` when it does not end */
function quotedCell(text: string, open: number): { text: string; end: number; breaks: number } | null {
  let from = open + 1;
  let cell = '';
  for (;;) {
    const close = text.indexOf('"', from);
    if (close < 0) return null;
    if (text.charCodeAt(close + 1) === QUOTE) {
      cell += text.slice(from, close + 1);
      from = close + 2;
      continue;
    }
    const whole = cell + text.slice(from, close);
    return { text: whole, end: close + 1, breaks: breaksIn(whole) };
  }
}

function breaksIn(text: string): number {
  let breaks = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) breaks++;
  }
  return breaks;
}
