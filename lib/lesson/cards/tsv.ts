import { TrilaneError } from '../../errors';
import type { DeckCard } from './deck';
import type { OwnText } from './stored';

/** Anki reads these lines as what they say; spreadsheets show them. */
const HEAD = ['#separator:tab', '#html:false', '#tags column:3'];

/** What Anki may say at the head of a file (docs.ankiweb.net/importing/text-files.html); any other line is a card. */
const HEAD_LINE = /^#(separator|html|tags|columns|notetype|deck|if matches|(notetype|deck|tags|guid) column):/i;

/** Front, back, tags, a card a line; a field with a tab, a line break or a quote stands in quotes, as in CSV. */
export function writeTsv(cards: readonly Pick<DeckCard, 'front' | 'back' | 'tags'>[]): string {
  const lines = cards.map(({ front, back, tags }) => [front, back, tags.join(' ')].map(field).join('\t'));
  return `${[...HEAD, ...lines].join('\n')}\n`;
}

/**
 * Cards from tab-separated text: front, back and, if there is a third column, tags with spaces between.
 * @throws TrilaneError `malformed-request` that names the line; then no line was taken
 */
export function readTsv(text: string): readonly OwnText[] {
  const cards = rowsOf(text.replace(/^\uFEFF/, '')).map(({ fields, line }) => {
    const [front = '', back = '', tags = ''] = fields.map((each) => each.trim());
    if (!front || !back) throw refused(line, 'a card needs a front and a back with a tab between them');
    if (fields.length > 3) throw refused(line, `there are ${fields.length} columns where three are the most`);
    if (front.length > 2000 || back.length > 4000) throw refused(line, 'this is too long for a card');
    const words = tags.split(/\s+/).filter(Boolean);
    if (words.length > 50 || words.some((word) => word.length > 100)) throw refused(line, 'there are too many tags');
    return { front, back, tags: words };
  });
  if (cards.length === 0) throw new TrilaneError('malformed-request', 'There is no card in this file.');
  return cards;
}

function field(text: string): string {
  return /["\t\r\n]/.test(text) || text.startsWith('#') ? `"${text.replaceAll('"', '""')}"` : text;
}

interface Row {
  readonly fields: readonly string[];
  /** Of the file, from 1. */
  readonly line: number;
}

/** The rows of the text but the head and empty ones. */
function rowsOf(text: string): readonly Row[] {
  const rows: Row[] = [];
  const next = /"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*)/y;
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const isHead = rows.length === 0 && HEAD_LINE.test(text.slice(at, at + 40));
    const startLine = line;
    const fields: string[] = [];
    for (;;) {
      next.lastIndex = at;
      const [whole = '', quoted, plain = ''] = next.exec(text) ?? [];
      if (quoted === undefined && plain.startsWith('"') && !plain.slice(1).includes('"'))
        throw refused(line, 'a quote is opened and not closed');
      fields.push(quoted?.replaceAll('""', '"') ?? plain);
      at += whole.length;
      line += whole.split(/\r\n|\r|\n/).length - 1;
      if (text[at] !== '\t') break;
      at++;
    }
    at += text.startsWith('\r\n', at) ? 2 : 1;
    line++;
    const isEmpty = fields.every((each) => each.trim() === '');
    if (!isEmpty && !isHead) rows.push({ fields, line: startLine });
  }
  return rows;
}

function refused(line: number, why: string): TrilaneError {
  return new TrilaneError('malformed-request', `Line ${line}: ${why}.`);
}
