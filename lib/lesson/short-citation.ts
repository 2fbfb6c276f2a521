import type { Reference } from './content';

/** How a work is named in a few words: by who wrote it, or where that says little, by its title. */
type ShortCitation =
  | { readonly by: 'authors'; readonly names: readonly string[]; readonly year: number }
  | { readonly by: 'title'; readonly title: string };

const GENERATION = /\s+(Jr\.?|Sr\.?|I{2,3}|IV)$/;

/** Papers, books and data by surnames and year; standards and documentation by the first part of their title. */
export function shortCitation({ kind, authors, year, title }: Reference): ShortCitation {
  if (kind === 'standard' || kind === 'documentation') {
    return { by: 'title', title: title.split(/: | \(/)[0] ?? title };
  }
  return { by: 'authors', names: authors.map(surname), year };
}

/** "Henry L. Roediger III" is called Roediger. */
const surname = (author: string) => author.replace(GENERATION, '').split(' ').at(-1) ?? author;
