import { sha1 } from '@noble/hashes/sha1';
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';
import { DECK_IDS, type DeckCard, type DeckId } from './deck';

/** What is in an Anki 2.1 collection of schema 11: the values of each table's rows, in the order of its columns. */
export interface AnkiCollection {
  readonly col: readonly AnkiValue[];
  readonly notes: readonly (readonly AnkiValue[])[];
  readonly cards: readonly (readonly AnkiValue[])[];
}
type AnkiValue = string | number;

export interface AnkiNames {
  /** Of the whole: the decks stand under it. */
  readonly collection: string;
  readonly decks: Readonly<Record<DeckId, string>>;
  readonly front: string;
  readonly back: string;
}

/** Ids are times in ms in Anki. Ours never change: a package imported again updates what the first brought. */
const MODEL_ID = 1_763_856_000_000;
const ROOT_DECK_ID = 1_763_856_000_001;
const deckIdOf = (deck: DeckId) => ROOT_DECK_ID + 1 + DECK_IDS.indexOf(deck);
const FIRST_NOTE_ID = 1_400_000_000_000;
const NOTE_IDS = 300_000_000_000;

/** Between the fields of a note. */
const UNIT_SEPARATOR = '\u001f';

/** https://github.com/ankidroid/Anki-Android/wiki/Database-Structure, and what Anki's exporter writes. */
export const ANKI_SCHEMA = `
CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL,
  ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL, conf text NOT NULL,
  models text NOT NULL, decks text NOT NULL, dconf text NOT NULL, tags text NOT NULL);
CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL,
  usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL, csum integer NOT NULL,
  flags integer NOT NULL, data text NOT NULL);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL,
  mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL, due integer NOT NULL,
  ivl integer NOT NULL, factor integer NOT NULL, reps integer NOT NULL, lapses integer NOT NULL, left integer NOT NULL,
  odue integer NOT NULL, odid integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL, ease integer NOT NULL,
  ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL, time integer NOT NULL, type integer NOT NULL);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_cid ON revlog (cid);
CREATE INDEX ix_notes_csum ON notes (csum);
`;

/**
 * The cards as a collection in which every card is new: Anki schedules for itself.
 * @param nowMs stands in every row as the time of its last change, by which Anki knows the newer text
 */
export function ankiCollection(cards: readonly DeckCard[], names: AnkiNames, nowMs: number): AnkiCollection {
  const nowS = Math.floor(nowMs / 1000);
  const used = new Set(cards.map(({ deck }) => deck));
  const decks = DECK_IDS.filter((deck) => used.has(deck)).map((deck) =>
    deckJson(deckIdOf(deck), `${names.collection}::${names.decks[deck]}`, nowS),
  );
  const all = [deckJson(1, 'Default', nowS), deckJson(ROOT_DECK_ID, names.collection, nowS), ...decks];
  return {
    col: [
      1,
      nowS - (nowS % 86_400),
      nowMs,
      nowMs,
      11,
      0,
      0,
      0,
      JSON.stringify({ ...CONF, curModel: String(MODEL_ID) }),
      JSON.stringify({ [MODEL_ID]: modelJson(names, nowS) }),
      JSON.stringify(Object.fromEntries(all.map((deck) => [deck.id, deck]))),
      JSON.stringify({ 1: DECK_OPTIONS }),
      '{}',
    ],
    notes: cards.map((card) => noteRow(card, nowS)),
    cards: cards.map((card, index) => {
      const id = noteIdOf(card.id);
      return [id, id, deckIdOf(card.deck), 0, nowS, -1, 0, 0, index + 1, 0, 0, 0, 0, 0, 0, 0, 0, ''];
    }),
  };
}

function noteRow({ id, front, back, tags }: DeckCard, nowS: number): readonly AnkiValue[] {
  const words = ['trilane', ...tags];
  return [
    noteIdOf(id),
    guidOf(id),
    MODEL_ID,
    nowS,
    -1,
    ` ${[...new Set(words)].join(' ')} `,
    [html(front), html(back)].join(UNIT_SEPARATOR),
    front,
    Number.parseInt(bytesToHex(sha1(utf8ToBytes(front))).slice(0, 8), 16),
    0,
    '',
  ];
}

/** What Anki knows a note by, whatever collection it is in. */
function guidOf(id: string): string {
  return `tl-${bytesToHex(sha256(utf8ToBytes(id))).slice(0, 16)}`;
}

function noteIdOf(id: string): number {
  return FIRST_NOTE_ID + (Number.parseInt(bytesToHex(sha256(utf8ToBytes(id))).slice(0, 12), 16) % NOTE_IDS);
}

/** Fields are HTML. */
function html(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/\r\n|\r|\n/g, '<br>');
}

const CONF = {
  activeDecks: [1],
  curDeck: 1,
  newSpread: 0,
  collapseTime: 1200,
  timeLim: 0,
  estTimes: true,
  dueCounts: true,
  nextPos: 1,
  sortType: 'noteFld',
  sortBackwards: false,
  addToCur: true,
};

const DECK_OPTIONS = {
  id: 1,
  name: 'Default',
  mod: 0,
  usn: 0,
  maxTaken: 60,
  autoplay: true,
  timer: 0,
  replayq: true,
  dyn: false,
  new: { bury: true, delays: [1, 10], initialFactor: 2500, ints: [1, 4, 7], order: 1, perDay: 20, separate: true },
  rev: { bury: true, ease4: 1.3, fuzz: 0.05, ivlFct: 1, maxIvl: 36_500, minSpace: 1, perDay: 200 },
  lapse: { delays: [10], leechAction: 0, leechFails: 8, minInt: 1, mult: 0 },
};

function deckJson(id: number, name: string, nowS: number) {
  return {
    id,
    name,
    mod: nowS,
    usn: -1,
    desc: '',
    dyn: 0,
    conf: 1,
    collapsed: false,
    browserCollapsed: false,
    extendNew: 0,
    extendRev: 0,
    lrnToday: [0, 0],
    revToday: [0, 0],
    newToday: [0, 0],
    timeToday: [0, 0],
  };
}

function modelJson(names: AnkiNames, nowS: number) {
  const fieldJson = (name: string, ord: number) => ({
    name,
    ord,
    font: 'Arial',
    size: 20,
    media: [],
    rtl: false,
    sticky: false,
  });
  return {
    id: MODEL_ID,
    name: names.collection,
    type: 0,
    mod: nowS,
    usn: -1,
    sortf: 0,
    did: ROOT_DECK_ID,
    flds: [fieldJson(names.front, 0), fieldJson(names.back, 1)],
    tmpls: [
      {
        name: names.collection,
        ord: 0,
        qfmt: `{{${names.front}}}`,
        afmt: `{{FrontSide}}<hr id="answer">{{${names.back}}}`,
        bafmt: '',
        bqfmt: '',
        did: null,
      },
    ],
    css: '.card { font-family: sans-serif; font-size: 22px; line-height: 1.5; text-align: center; max-width: 34em; margin: 2em auto; }',
    latexPre:
      '\\documentclass[12pt]{article}\n\\special{papersize=3in,5in}\n\\usepackage[utf8]{inputenc}\n\\usepackage{amssymb,amsmath}\n\\pagestyle{empty}\n\\setlength{\\parindent}{0in}\n\\begin{document}\n',
    latexPost: '\\end{document}',
    latexsvg: false,
    req: [[0, 'all', [0]]],
    tags: [],
    vers: [],
  };
}
