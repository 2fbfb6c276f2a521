import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import sqlite from 'node-sqlite3-wasm';
import initSqlJs from 'sql.js';
import { afterAll, describe, expect, it } from 'vitest';
import { ankiPackage } from '@/lib/learner/cards/anki-package';
import { ankiCollection } from '@/lib/lesson/cards/anki-collection';
import { addOwnCards } from '@/lib/lesson/cards/own-cards';
import { NO_RECORDS } from '@/lib/lesson/cards/stored';
import { answered, deckIn, lessonOf, MORNING_MS } from './cards-fixtures';

const NAMES = {
  collection: 'Trilane',
  decks: {
    batch: 'Batch',
    online: 'Online',
    edge: 'Edge',
    choosing: 'Choosing',
    measuring: 'Measuring',
    own: 'Your own',
  },
  front: 'Front',
  back: 'Back',
};
const LESSON = lessonOf(7);
const OWN = addOwnCards([{ front: 'Is 1 < 2 & 3 > 2?', back: 'Yes,\nboth.', tags: ['maths'] }], new Map());
const DECK = deckIn(
  LESSON,
  answered({ ...NO_RECORDS, cards: new Map(OWN.map((card) => [card.id, card])) }, 'card-0', 'good', MORNING_MS),
);

const folder = mkdtempSync(join(tmpdir(), 'trilane-anki-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Row = Record<string, unknown>;

/** Opens the package with another build of SQLite than the one that wrote it. */
async function open(deck = DECK, nowMs = MORNING_MS) {
  const files = unzipSync(ankiPackage(await initSqlJs(), ankiCollection(deck, NAMES, nowMs)));
  const path = join(folder, `${nowMs}.anki2`);
  writeFileSync(path, files['collection.anki2'] ?? new Uint8Array());
  const database = new sqlite.Database(path, { readOnly: true });
  const all = (sql: string) => database.all(sql) as Row[];
  const [col = {}] = all('SELECT * FROM col');
  const json = (name: string) => JSON.parse(String(col[name])) as Record<string, Row>;
  const read = {
    files,
    col,
    check: all('PRAGMA integrity_check'),
    tables: all("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").map(({ name }) => name),
    notes: all('SELECT * FROM notes'),
    cards: all('SELECT * FROM cards ORDER BY due'),
    models: json('models'),
    decks: json('decks'),
    options: json('dconf'),
    conf: json('conf'),
  };
  database.close();
  return read;
}

describe('An Anki package', () => {
  it('is a zip with a sound database of schema 11 and a list of no media', async () => {
    const { files, check, col, tables } = await open();
    expect(Object.keys(files).sort()).toEqual(['collection.anki2', 'media']);
    expect(JSON.parse(strFromU8(files.media ?? new Uint8Array()))).toEqual({});
    expect(check).toEqual([{ integrity_check: 'ok' }]);
    expect(tables).toEqual(['cards', 'col', 'graves', 'notes', 'revlog']);
    expect(col).toMatchObject({ id: 1, ver: 11 });
  });

  it('has a note and a new card of every card, in the order of the deck', async () => {
    const { notes, cards } = await open();
    expect(notes).toHaveLength(DECK.length);
    const fieldsOf = new Map(notes.map(({ id, flds }) => [id, String(flds).split('\u001f')]));
    expect(cards.map(({ nid }) => fieldsOf.get(nid)?.[0])).toEqual([
      ...LESSON.map(({ front }) => front),
      'Is 1 &lt; 2 &amp; 3 &gt; 2?',
    ]);
    expect(fieldsOf.get(cards.at(-1)?.nid)?.[1]).toBe('Yes,<br>both.');
    for (const card of cards) expect(card).toMatchObject({ ord: 0, type: 0, queue: 0, reps: 0, ivl: 0 });
    expect(new Set(cards.map(({ id }) => id)).size).toBe(DECK.length);
  });

  it('has the sums Anki finds duplicates by: eight digits of the SHA-1 of the first field', async () => {
    const { notes } = await open();
    const note = notes.find(({ sfld }) => sfld === 'What is question 0?');
    // printf 'What is question 0?' | sha1sum
    expect(note?.csum).toBe(0x9a104a7c);
  });

  it('has tags with a space on either side', async () => {
    const { notes } = await open();
    for (const { tags } of notes) expect(tags).toMatch(/^ trilane( \S+)+ $/);
  });

  it('has a model whose template names its fields, and that every note is of', async () => {
    const { notes, models } = await open();
    const [[key, model = {}] = ['']] = Object.entries(models);
    expect(Object.keys(models)).toHaveLength(1);
    expect(String(model.id)).toBe(key);
    expect(new Set(notes.map(({ mid }) => String(mid)))).toEqual(new Set([key]));
    const fields = model.flds as { name: string; ord: number }[];
    expect(fields.map(({ name, ord }) => [name, ord])).toEqual([
      ['Front', 0],
      ['Back', 1],
    ]);
    const [template] = model.tmpls as { qfmt: string; afmt: string }[];
    expect(template?.qfmt).toContain('{{Front}}');
    expect(template?.afmt).toContain('{{Back}}');
    expect(model.req).toEqual([[0, 'all', [0]]]);
    for (const { flds } of notes) expect(String(flds).split('\u001f')).toHaveLength(fields.length);
  });

  it('has a deck of every section under one, each with options that are there', async () => {
    const { cards, decks, options, conf } = await open();
    const nameOf = (did: unknown) => decks[String(did)]?.name;
    expect(new Set(cards.map(({ did }) => nameOf(did)))).toEqual(
      new Set(Object.values(NAMES.decks).map((name) => `Trilane::${name}`)),
    );
    expect(nameOf(1)).toBe('Default');
    for (const [key, { id, conf: optionsId }] of Object.entries(decks)) {
      expect(String(id)).toBe(key);
      expect(options).toHaveProperty([String(optionsId)]);
    }
    expect(conf.curDeck).toBe(1);
  });

  it('made again keeps what Anki knows notes, cards, decks and models by, and is later', async () => {
    const [first, second] = [await open(), await open(DECK.toReversed(), MORNING_MS + 86_400_000)];
    const idsOf = ({ notes, cards, decks, models }: typeof first) => ({
      notes: notes.map(({ id, guid, mid }) => `${id} ${guid} ${mid}`).sort(),
      cards: cards.map(({ id, nid, did }) => `${id} ${nid} ${did}`).sort(),
      decks: Object.keys(decks).sort(),
      models: Object.keys(models),
    });
    expect(idsOf(second)).toEqual(idsOf(first));
    expect(Number(second.notes[0]?.mod)).toBeGreaterThan(Number(first.notes[0]?.mod));
  });
});
