import 'client-only';
import { TrilaneError } from '../../errors';
import { type AnkiNames, ankiCollection } from '../../lesson/cards/anki-collection';
import { mergeRecords, readCardFile, writeCardFile } from '../../lesson/cards/card-file';
import type { DeckCard } from '../../lesson/cards/deck';
import { addOwnCards } from '../../lesson/cards/own-cards';
import type { CardRecords } from '../../lesson/cards/stored';
import { decodeText } from '../../lesson/cards/text/decode-text';
import type { ImportNote } from '../../lesson/cards/text/import-note';
import { readTsv, writeTsv } from '../../lesson/cards/tsv';

/** Everything for another device; front, back and tags; a package for Anki. */
export type CardFileKind = 'json' | 'tsv' | 'apkg';

/** Hundreds of answers a day for years come to less. */
const MOST_BYTES = 50_000_000;

interface Source {
  readonly records: CardRecords;
  readonly deck: readonly DeckCard[];
  readonly names: AnkiNames;
}

/** A file of the cards. @throws Error where the part of the program that an Anki package takes does not come */
export async function makeCardFile(kind: CardFileKind, { records, deck, names }: Source, nowMs: number): Promise<Blob> {
  if (kind === 'json') return new Blob([writeCardFile(records, nowMs)], { type: 'application/json' });
  if (kind === 'tsv') return new Blob([writeTsv(deck)], { type: 'text/tab-separated-values' });
  const [{ ankiPackage }, { loadSql }] = await Promise.all([import('./anki-package'), import('./load-sql')]);
  const bytes = ankiPackage(await loadSql(), ankiCollection(deck, names, nowMs));
  return new Blob([bytes], { type: 'application/octet-stream' });
}

export interface ReadCards {
  /** What the file makes of the records. */
  readonly change: (records: CardRecords) => CardRecords;
  /** What was understood of it, and what was left out. */
  readonly notes: readonly ImportNote[];
}

/**
 * Reads a file of cards: JSON is merged with the records, text becomes own cards.
 * @param lessonFronts questions that the lesson asks already
 * @throws TrilaneError `malformed-json`, `malformed-request`, `newer-schema`, `too-large`; the file is read whole before it counts
 */
export async function readCardsFrom(file: File, lessonFronts: ReadonlySet<string>): Promise<ReadCards> {
  if (file.size > MOST_BYTES) throw new TrilaneError('too-large', `The most is ${MOST_BYTES / 1e6} MB.`);
  const notes: ImportNote[] = [];
  const note = (each: ImportNote) => void notes.push(each);
  const text = decodeText(new Uint8Array(await file.arrayBuffer()), note);
  if (/^\s*\{/.test(text) || /\.json$/i.test(file.name)) {
    const read = readCardFile(text);
    return { change: (records) => mergeRecords(records, read), notes };
  }
  const texts = readTsv(text, note);
  const change = (records: CardRecords) => {
    const made = addOwnCards(texts, records.cards, lessonFronts);
    return { ...records, cards: new Map([...records.cards, ...made.map((card) => [card.id, card] as const)]) };
  };
  return { change, notes };
}
