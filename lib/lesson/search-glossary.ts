import type { GlossaryEntry } from './content';

/** Everything of an entry that a search looks at: its term, its forms, its definition. */
export function searchText({ term, forms, definition }: GlossaryEntry): string {
  return plain([term, ...forms, definition].join(' · '));
}

/** Whether every word of the query is found in the text of `searchText`. An empty query finds everything. */
export function isFound(text: string, query: string): boolean {
  return plain(query)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Case, accents and kinds of apostrophe make no difference. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").trim().toLowerCase();

/** The letter an entry stands under. */
export const letterOf = ({ term }: GlossaryEntry): string => plain(term).slice(0, 1).toUpperCase();
