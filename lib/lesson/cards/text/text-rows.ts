export interface Row {
  readonly fields: readonly string[];
  /** Of the file, from 1. */
  readonly line: number;
}

export interface Rows {
  readonly rows: readonly Row[];
  /** Lines that begin with # and are no row. */
  readonly comments: readonly number[];
  /** Rows that begin with # all the same. */
  readonly hashRows: readonly number[];
  /** Lines where a quote is opened and not closed. */
  readonly unclosed: readonly number[];
}

/** The rest of a line. */
const LINE = /[^\r\n]*/y;
/** `#1 rule?`, a tab and an answer: nobody writes a comment so. */
const HASH_ROW = /^#[^\s#!][^\t]*\t\s*\S/;

/**
 * The rows of a text as Anki and spreadsheets write it: a field in quotes may hold separators, line breaks and doubled
 * quotes. Empty lines are passed over, and so are comments.
 *
 * @param firstLine number of the first line of the text
 */
export function rowsOf(text: string, separator: string, firstLine: number): Rows {
  const rows: Row[] = [];
  const comments: number[] = [];
  const hashRows: number[] = [];
  const unclosed = new Set<number>();
  const end = separator === '|' ? '\\|' : separator;
  const field = new RegExp(`"((?:[^"]|"")*)"(?=[${end}\\r\\n]|$)|([^${end}\\r\\n]*)`, 'y');
  let at = 0;
  let line = firstLine;
  while (at < text.length) {
    const startLine = line;
    const isHash = text[at] === '#';
    if (isHash && !(separator === '\t' && isHashRow(lineAt(text, at)))) {
      comments.push(line);
      at += lineAt(text, at).length;
    } else {
      const fields: string[] = [];
      for (;;) {
        field.lastIndex = at;
        const [whole = '', quoted, plain = ''] = field.exec(text) ?? [];
        if (quoted === undefined && plain.startsWith('"') && !plain.slice(1).includes('"')) unclosed.add(startLine);
        fields.push(quoted?.replaceAll('""', '"') ?? plain);
        at += whole.length;
        line += whole.split(/\r\n|\r|\n/).length - 1;
        if (text[at] !== separator) break;
        at++;
      }
      if (fields.some((each) => each.trim() !== '')) {
        rows.push({ fields, line: startLine });
        if (isHash) hashRows.push(startLine);
      }
    }
    at += text.startsWith('\r\n', at) ? 2 : 1;
    line++;
  }
  return { rows, comments, hashRows, unclosed: [...unclosed] };
}

/** Whether a line that begins with # is a card. */
export function isHashRow(line: string): boolean {
  return HASH_ROW.test(line);
}

/** What is left of a line, without its end. */
export function lineAt(text: string, at: number): string {
  LINE.lastIndex = at;
  return LINE.exec(text)?.[0] ?? '';
}
