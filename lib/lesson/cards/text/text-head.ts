import { SEPARATOR_NAMES, type SeparatorName, separatorOf } from './separators';
import { isHashRow, lineAt } from './text-rows';

/** What Anki may say at the head of a file. https://docs.ankiweb.net/importing/text-files.html#file-headers */
const HEADER =
  /^#\s*(separator|html|tags|columns|notetype|deck|if matches|notetype column|deck column|tags column|guid column)\s*:(.*)$/i;
/** Older than the others: tags for all cards, in the first line. */
const OLD_TAGS = /^tags:(.*)$/i;
/** What spreadsheets write in the first line. */
const SPREADSHEET = /^"?sep=(.)"?$/i;
const MOST_COLUMNS = 100;

/** What columns hold beside questions and answers. */
export const MARKED = ['notetype', 'deck', 'tags', 'guid'] as const;
type MarkedColumn = (typeof MARKED)[number];

interface HeadLines {
  separator: SeparatorName | null;
  html: boolean | null;
  /** For every card. */
  readonly tags: string[];
  /** Names of the columns, not split yet. */
  columns: { readonly text: string; readonly line: number } | null;
  /** Where there is such a column, its place, from 1. */
  readonly marked: Partial<Record<MarkedColumn, number>>;
  /** Lines that mean nothing here. */
  readonly unused: { readonly header: string; readonly line: number }[];
  readonly comments: number[];
  readonly problems: LineProblem[];
}

/** What cannot be read, as the end of a sentence that begins with the line. */
export interface LineProblem {
  readonly line: number;
  readonly why: string;
}

export interface TextHead extends Readonly<HeadLines> {
  /** The rest of the text, and the number of its first line. */
  readonly body: string;
  readonly bodyLine: number;
}

/** The lines at the head of a text of cards: comments, and what Anki knows by name. */
export function readHead(text: string): TextHead {
  const head: HeadLines = {
    separator: null,
    html: null,
    tags: [],
    columns: null,
    marked: {},
    unused: [],
    comments: [],
    problems: [],
  };
  let at = 0;
  let line = 1;
  for (; at < text.length; line++) {
    const said = lineAt(text, at);
    const oldTags = line === 1 ? OLD_TAGS.exec(said)?.[1] : undefined;
    const sep = line === 1 ? SPREADSHEET.exec(said)?.[1] : undefined;
    const [, name, value = ''] = HEADER.exec(said) ?? [];
    if (oldTags !== undefined) head.tags.push(...wordsOf(oldTags));
    else if (sep !== undefined) take(head, 'separator', sep, line);
    else if (name) take(head, name.toLowerCase(), value, line);
    else if (said.startsWith('#') && !isHashRow(said)) head.comments.push(line);
    else if (said.trim() !== '') break;
    at += said.length;
    at += text.startsWith('\r\n', at) ? 2 : 1;
  }
  return { ...head, body: text.slice(at), bodyLine: line };
}

function take(head: HeadLines, name: string, value: string, line: number): void {
  const refuse = (why: string) => void head.problems.push({ line, why });
  const written = value.trim().slice(0, 60);
  const column = MARKED.find((each) => name === `${each} column`);
  if (column) {
    const place = /^[0-9]+$/.test(written) ? Number(written) : 0;
    if (place < 1 || place > MOST_COLUMNS) refuse(`#${name} needs the number of a column, not "${written}"`);
    else if (Object.values(head.marked).includes(place)) refuse(`column ${place} cannot be that of ${column} as well`);
    else head.marked[column] = place;
  } else if (name === 'separator') {
    head.separator = separatorOf(value) ?? head.separator;
    if (!separatorOf(value)) refuse(`the separator "${written}" is none of ${SEPARATOR_NAMES.join(', ')}`);
  } else if (name === 'html') {
    const isHtml = /^(true|false)$/i.exec(written)?.[1]?.toLowerCase();
    if (isHtml === undefined) refuse(`#html is true or false, not "${written}"`);
    else head.html = isHtml === 'true';
  } else if (name === 'tags') head.tags.push(...wordsOf(value));
  else if (name === 'columns') head.columns = { text: value, line };
  else if (name === 'if matches') {
    if (!/^update/i.test(written))
      refuse(`#if matches:${written} cannot be followed; a question that is here already takes the new answer`);
  } else head.unused.push({ header: `#${name}:${written}`, line });
}

export function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter(Boolean);
}
