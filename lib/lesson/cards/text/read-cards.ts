import { TrilaneError } from '../../../errors';
import type { OwnText } from '../stored';
import { clozeCards, hasGaps } from './cloze';
import { columnsOf } from './columns';
import { findSeparator } from './find-separator';
import { looksLikeHtml, textOfHtml } from './html-text';
import type { LinesKind, Note } from './import-note';
import { SEPARATORS, type SeparatorName } from './separators';
import { type LineProblem, readHead, wordsOf } from './text-head';
import { type Row, rowsOf } from './text-rows';

/** Problems that are told at once. */
const MOST_TOLD = 12;
/** Characters, with all formatting. */
const LONGEST_FIELD = 40_000;
const SOUND = /\[(?:sound|anki:play):[^\]]*\]/gi;
const PICTURE = /<(?:img|audio|video|source|object|embed)\b[^>]*>/gi;

/**
 * Cards from text as Anki and spreadsheets write it: question and answer, tags, and what Anki's headers name. What was
 * understood and what was left out goes to `note`.
 *
 * @throws TrilaneError `malformed-request` with every line that cannot be read; then no line was taken
 */
export function readCards(whole: string, note: Note = () => {}): readonly OwnText[] {
  const text = whole.replace(/^\uFEFF/, '');
  const head = readHead(text);
  const separator = head.separator ?? findSeparator(head.body, head.bodyLine);
  const between = SEPARATORS[separator];
  const { rows, comments, hashRows, unclosed } = rowsOf(head.body, between, head.bodyLine);
  const isHtml = head.html ?? rows.some(({ fields }) => fields.some(looksLikeHtml));
  const columns = columnsOf(head, separator, rows);
  const problems = [...head.problems, ...unclosed.map((line) => ({ line, why: 'a quote is opened and not closed' }))];
  const lines: Record<LinesKind, number[]> = {
    comments: [...head.comments, ...comments],
    'hash-cards': [...hashRows],
    media: [],
    'media-only': [],
    cloze: [],
    'lost-letters': [],
    names: [],
    twice: [],
  };
  const fronts = new Set<string>();
  const cards = rows.flatMap((row, at): readonly OwnText[] => {
    if (unclosed.includes(row.line)) return [];
    if (at === 0 && areNames(row.fields)) {
      lines.names.push(row.line);
      return [];
    }
    const made = cardsOf(row, columns.pick(row), {
      isHtml,
      tags: head.tags,
      separator,
      mark: (kind) => lines[kind].push(row.line),
    });
    if (typeof made !== 'string') {
      if (made.some(({ front }) => fronts.has(front))) lines.twice.push(row.line);
      for (const { front } of made) fronts.add(front);
      return made;
    }
    problems.push({ line: row.line, why: made });
    return [];
  });
  if (problems.length > 0) throw new TrilaneError('malformed-request', told(problems));
  if (cards.length === 0) {
    const why = lines['media-only'].length > 0 ? ' but of pictures and sounds, which are left out' : '';
    throw new TrilaneError('malformed-request', `There is no card in this file${why}.`);
  }
  note({ kind: 'separator', separator, declared: head.separator !== null });
  if (isHtml) note({ kind: 'html', declared: head.html !== null });
  for (const unused of head.unused) note({ kind: 'header-unused', ...unused });
  for (const unused of columns.unused) note({ kind: 'column-unused', ...unused });
  for (const [kind, of] of Object.entries(lines)) if (of.length > 0) note({ kind: kind as LinesKind, lines: of });
  return cards;
}

/** What spreadsheets call the two sides of a card in their first row. */
const SIDES = [
  ['front', 'question', 'term', 'prompt', 'word', 'frage', 'vorderseite', 'begriff', 'recto', 'pregunta'],
  ['back', 'answer', 'definition', 'response', 'meaning', 'antwort', 'rückseite', 'verso', 'réponse', 'respuesta'],
] as const;

/** Whether a first row names the columns. */
const areNames = (fields: readonly string[]): boolean =>
  SIDES.every((names, at) => (names as readonly string[]).includes(fields[at]?.trim().toLowerCase() ?? ''));

interface Reading {
  readonly isHtml: boolean;
  readonly tags: readonly string[];
  readonly separator: SeparatorName;
  mark(kind: LinesKind): void;
}

interface Picked {
  readonly front: string;
  readonly back: string;
  readonly tags: string;
  /** Where there are more columns than have a meaning: how many. */
  readonly tooMany: number | null;
}

/** @returns why there is none, as a part of a sentence */
function cardsOf(
  { fields }: Row,
  picked: Picked,
  { isHtml, tags, separator, mark }: Reading,
): readonly OwnText[] | string {
  if (fields.some((field) => field.length > LONGEST_FIELD)) return 'this is too long for a card';
  if (picked.tooMany !== null) return `there are ${picked.tooMany} columns where three are the most`;
  const plain = (field: string) => {
    const spoken = field.replace(SOUND, '');
    return isHtml ? textOfHtml(spoken.replace(PICTURE, '')) : spoken.trim();
  };
  const [front, back] = [plain(picked.front), plain(picked.back)];
  const hasMedia = (field: string) => field.search(SOUND) >= 0 || (isHtml && field.search(PICTURE) >= 0);
  const isCloze = hasGaps(front);
  const [frontMedia, backMedia] = [hasMedia(picked.front), hasMedia(picked.back)];
  if ((!front && frontMedia) || (!back && backMedia && !isCloze)) {
    mark('media-only');
    return [];
  }
  if (frontMedia || backMedia) mark('media');
  if (hasGaps(back)) return 'a gap to fill ({{c1::…}}) stands in the answer, where there is nothing to ask';
  const texts = isCloze ? clozeCards(front) : [{ front, back }];
  if (!texts) return 'a gap to fill ({{c1::…}}) is empty, not closed, or within another';
  if (isCloze) mark('cloze');
  if (!front || (!back && !isCloze)) return `a card needs a front and a back with a ${separator} between them`;
  const words = [...new Set([...tags, ...wordsOf(picked.tags)])];
  if (words.length > 50 || words.some((word) => word.length > 100))
    return 'there are too many tags, or one is too long';
  if (fields.some((field) => field.includes('\ufffd'))) mark('lost-letters');
  const cards = texts.map((each) => ({
    front: each.front,
    back: isCloze && back ? `${each.back}\n${back}` : each.back,
    tags: words,
  }));
  return cards.some((card) => card.front.length > 2000 || card.back.length > 4000)
    ? 'this is too long for a card'
    : cards;
}

function told(problems: readonly LineProblem[]): string {
  const inOrder = problems.toSorted((a, b) => a.line - b.line);
  const shown = inOrder.slice(0, MOST_TOLD).map(({ line, why }) => `Line ${line}: ${why}.`);
  const more = problems.length - shown.length;
  return [...shown, ...(more > 0 ? [`And ${more} more.`] : [])].join(' ');
}
