import { SEPARATORS, type SeparatorName } from './separators';
import { MARKED, type TextHead } from './text-head';
import { type Row, rowsOf } from './text-rows';

/** Names of fields in Anki's own note types, lower case. */
const FRONT = ['front', 'question', 'text'];
const BACK = ['back', 'answer', 'back extra', 'extra'];

export interface Columns {
  /** What of a row is the question, the answer and the tags. */
  pick(row: Row): {
    readonly front: string;
    readonly back: string;
    readonly tags: string;
    readonly tooMany: number | null;
  };
  /** Columns that mean nothing here. */
  readonly unused: readonly { readonly column: number; readonly name: string }[];
}

/**
 * Which column is which: those that the head names as note types, decks, tags or guids are none of the others; names of
 * columns tell question and answer where they can; else these are the first two, and a third one holds tags.
 */
export function columnsOf(head: TextHead, separator: SeparatorName, rows: readonly Row[]): Columns {
  const { marked, columns } = head;
  const names = columns
    ? (rowsOf(columns.text, SEPARATORS[separator], columns.line).rows[0]?.fields ?? []).map((name) => name.trim())
    : [];
  const most = rows.reduce((widest, { fields }) => Math.max(widest, fields.length), names.length);
  const special = new Set(Object.values(marked));
  const regular = Array.from({ length: most }, (_, index) => index + 1).filter((place) => !special.has(place));
  const named = (known: readonly string[]) =>
    regular.find((place) => known.includes(names[place - 1]?.toLowerCase() ?? ''));
  const byName = { front: named(FRONT), back: named(BACK) };
  const isNamed = byName.front !== undefined && byName.back !== undefined;
  const front = isNamed ? byName.front : regular[0];
  const back = isNamed ? byName.back : regular[1];
  const others = regular.filter((place) => place !== front && place !== back);
  const nameOf = (place: number) => names[place - 1] ?? '';
  const tags =
    marked.tags ??
    others.find((place) => nameOf(place).toLowerCase() === 'tags') ??
    others.find((place) => !nameOf(place));
  const rest = others.filter((place) => place !== tags);
  const isFilled = (place: number) => rows.some(({ fields }) => (fields[place - 1] ?? '').trim() !== '');
  const at = (fields: readonly string[], place: number | undefined) =>
    place === undefined ? '' : (fields[place - 1] ?? '');
  return {
    pick: ({ fields }) => {
      const isExtra = rest.some((place) => !nameOf(place) && at(fields, place).trim() !== '');
      return {
        front: at(fields, front),
        back: at(fields, back),
        tags: at(fields, tags),
        tooMany: isExtra ? fields.length : null,
      };
    },
    unused: [
      ...MARKED.flatMap((kind) =>
        kind !== 'tags' && marked[kind] !== undefined ? [{ column: marked[kind], name: kind }] : [],
      ),
      ...rest.filter((place) => nameOf(place) && isFilled(place)).map((column) => ({ column, name: nameOf(column) })),
    ],
  };
}
