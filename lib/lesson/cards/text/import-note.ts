import type { SeparatorName } from './separators';

/** What was understood of a text of cards, or left out of it; lines of the file, from 1. */
export type ImportNote =
  | { readonly kind: 'separator'; readonly separator: SeparatorName; readonly declared: boolean }
  /** Formatting was left out: the file says that it is HTML, or it was found. */
  | { readonly kind: 'html'; readonly declared: boolean }
  | { readonly kind: 'encoding'; readonly encoding: string }
  /** A line at the head that means nothing here. */
  | { readonly kind: 'header-unused'; readonly header: string; readonly line: number }
  | { readonly kind: 'column-unused'; readonly column: number; readonly name: string }
  | { readonly kind: LinesKind; readonly lines: readonly number[] };

/**
 * comments: passed over. hash-cards: begin with # and are cards. media: a picture or a sound is left out. media-only: the
 * card is left out, as it holds nothing else. cloze: gaps became cards. lost-letters: letters were lost before. names: names
 * of the columns, passed over. twice: has the front of a line before, whose back it takes the place of.
 */
export type LinesKind =
  | 'comments'
  | 'hash-cards'
  | 'media'
  | 'media-only'
  | 'cloze'
  | 'lost-letters'
  | 'names'
  | 'twice';

export type Note = (note: ImportNote) => void;
