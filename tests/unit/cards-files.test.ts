import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TrilaneError } from '@/lib/errors';
import { mergeRecords, readCardFile, writeCardFile } from '@/lib/lesson/cards/card-file';
import { addOwnCards, ownCardId } from '@/lib/lesson/cards/own-cards';
import { resetDecks } from '@/lib/lesson/cards/reset';
import { type CardRecords, NO_RECORDS } from '@/lib/lesson/cards/stored';
import { readTsv, writeTsv } from '@/lib/lesson/cards/tsv';
import { answered, anyRecords, DAY_MS, deckIn, lessonOf, MORNING_MS } from './cards-fixtures';

const LESSON = lessonOf(12);

function refusalOf(read: () => unknown): TrilaneError {
  try {
    read();
  } catch (thrown) {
    if (thrown instanceof TrilaneError) return thrown;
    throw thrown;
  }
  throw new Error('It was not refused.');
}

describe('A file of everything', () => {
  it('brings on an empty device what was on the other', () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        expect(mergeRecords(NO_RECORDS, readCardFile(writeCardFile(records, MORNING_MS)))).toEqual(records);
      }),
    );
  });

  it('changes nothing on the device that wrote it', () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        expect(mergeRecords(records, readCardFile(writeCardFile(records, MORNING_MS)))).toEqual(records);
      }),
    );
  });

  it('keeps of each card the later schedule, whichever side has it, and the answers of both', () => {
    const start = answered(NO_RECORDS, 'card-0', 'good', MORNING_MS);
    const phone = answered(start, 'card-0', 'easy', MORNING_MS + DAY_MS);
    const laptop = answered(answered(start, 'card-0', 'again', MORNING_MS + 2 * DAY_MS), 'card-1', 'good', MORNING_MS);
    const merged = mergeRecords(phone, laptop);
    expect(merged.cards.get('card-0')).toEqual(laptop.cards.get('card-0'));
    expect(mergeRecords(laptop, phone).cards).toEqual(merged.cards);
    expect(merged.reviews).toHaveLength(4);
  });

  it('never replaces settings that were chosen here', () => {
    const chosen = (newPerDay: number): CardRecords => ({
      ...NO_RECORDS,
      settings: { ...NO_RECORDS.settings, newPerDay },
    });
    expect(mergeRecords(chosen(3), chosen(50)).settings.newPerDay).toBe(3);
    expect(mergeRecords(NO_RECORDS, chosen(50)).settings.newPerDay).toBe(50);
  });

  it.each([
    ['', 'malformed-json'],
    ['{"format": "trilane-cards", ', 'malformed-json'],
    ['[]', 'malformed-request'],
    ['{"format": "trilane-run", "version": 1}', 'malformed-request'],
    ['{"format": "trilane-cards", "version": 2}', 'newer-schema'],
    ['{"format": "trilane-cards", "version": 1, "cards": 7}', 'malformed-request'],
  ])('is refused where it is %j', (text, code) => {
    expect(refusalOf(() => readCardFile(text))).toMatchObject({ code, message: expect.stringMatching(/.{20}/) });
  });

  it('is refused whole where any one value is not what it should be, and the place is named', () => {
    const records = answered(NO_RECORDS, 'card-0', 'good', MORNING_MS);
    const file = writeCardFile(records, MORNING_MS).replace(/"stability": [\d.]+/, '"stability": -1');
    expect(refusalOf(() => readCardFile(file)).message).toMatch(/^At cards\.0\.schedule\.stability: /);
  });

  it('is never read as something else than it was, however its text is damaged', () => {
    const records = answered(NO_RECORDS, 'card-0', 'good', MORNING_MS);
    const text = writeCardFile(records, MORNING_MS);
    fc.assert(
      fc.property(fc.nat(text.length - 2), (length) => {
        expect(refusalOf(() => readCardFile(text.slice(0, length))).code).toBe('malformed-json');
      }),
    );
  });
});

describe('Tab-separated text', () => {
  const ownOf = (records: CardRecords) => deckIn([], records);

  it('comes back as the cards it was written of', () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        const cards = ownOf(records);
        fc.pre(cards.length > 0);
        const read = addOwnCards(readTsv(writeTsv(cards)), new Map());
        expect(deckIn([], { ...NO_RECORDS, cards: new Map(read.map((card) => [card.id, card])) })).toEqual(cards);
      }),
    );
  });

  it('is read without head and without tags, with any line ends and a mark of the byte order', () => {
    expect(readTsv('\uFEFFWhy?\tBecause.\r\n\r\nHow?\tLike so.\tone two\r\n')).toEqual([
      { front: 'Why?', back: 'Because.', tags: [] },
      { front: 'How?', back: 'Like so.', tags: ['one', 'two'] },
    ]);
  });

  it('takes a question that begins like a head as a card', () => {
    const text = '#separator:tab\n#columns:Front\tBack\n#1 rule?\tMeasure.\n#deck:\tWhat Anki says at the head.\n';
    expect(readTsv(text).map(({ front }) => front)).toEqual(['#1 rule?', '#deck:']);
  });

  it.each([
    ['one column', 'Line 2: a card needs a front and a back'],
    ['front\tback\ttag\tmore', 'Line 2: there are 4 columns'],
    ['front\t"back', 'Line 2: a quote is opened and not closed'],
    [`front\t${'x'.repeat(4001)}`, 'Line 2: this is too long'],
  ])('is refused with the number of the line where that is %j', (line, words) => {
    const refusal = refusalOf(() => readTsv(`good\tgood\n${line}\n`));
    expect(refusal.code).toBe('malformed-request');
    expect(refusal.message.startsWith(words)).toBe(true);
  });

  it('is refused where it holds no card', () => {
    expect(refusalOf(() => readTsv('#separator:tab\n\n')).code).toBe('malformed-request');
  });
});

describe('Own cards', () => {
  const text = { front: 'Why?', back: 'Because.', tags: [] };

  it('brought along again take the new answer and keep their schedule', () => {
    const [card] = addOwnCards([text], new Map());
    expect(card?.id).toBe(ownCardId('Why?'));
    const known = answered({ ...NO_RECORDS, cards: new Map(card && [[card.id, card]]) }, ownCardId('Why?'), 'good', 0);
    const [again] = addOwnCards([{ ...text, back: 'It is so.' }], known.cards);
    expect(again).toEqual({ ...known.cards.get(ownCardId('Why?')), own: { ...text, back: 'It is so.', place: 0 } });
  });

  it('stand in the order of their file, those of a later file after them', () => {
    const named = (fronts: string) => [...fronts].map((front) => ({ ...text, front }));
    const keep = (fronts: string, kept: CardRecords): CardRecords => ({
      ...kept,
      cards: new Map([
        ...kept.cards,
        ...addOwnCards(named(fronts), kept.cards).map((card) => [card.id, card] as const),
      ]),
    });
    const frontsOf = (records: CardRecords) => deckIn([], records).map(({ front }) => front);
    const first = keep('xaqmb', NO_RECORDS);
    expect(frontsOf(first).join('')).toBe('xaqmb');
    expect(frontsOf(keep('zc', first)).join('')).toBe('xaqmbzc');
    expect(frontsOf(keep('xnaqmb', keep('zc', first))).join('')).toBe('zcxnaqmb');
    const read = readCardFile(writeCardFile(first, MORNING_MS));
    expect(frontsOf(read).join('')).toBe('xaqmb');
  });

  it('of a file that was written before they had a place are read', () => {
    const records = { ...NO_RECORDS, cards: new Map(addOwnCards([text], new Map()).map((card) => [card.id, card])) };
    const old = writeCardFile(records, MORNING_MS).replace(/,\s*"place": 0/, '');
    expect(old).not.toContain('place');
    expect(readCardFile(old)).toEqual(records);
  });

  it('are not made of questions that the lesson asks', () => {
    expect(addOwnCards([text], new Map(), new Set(['Why?']))).toEqual([]);
  });
});

describe('A reset', () => {
  it('of everything leaves the settings and nothing else', () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        expect(resetDecks(records, deckIn(LESSON, records), new Set())).toEqual({
          ...NO_RECORDS,
          settings: records.settings,
        });
      }),
    );
  });

  it('of some decks makes their cards new, drops own ones, and leaves all others as they are', () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        const reset = resetDecks(records, deckIn(LESSON, records), new Set(['edge', 'own']));
        const [before, after] = [deckIn(LESSON, records), deckIn(LESSON, reset)];
        const isReset = ({ deck }: { readonly deck: string }) => deck === 'edge' || deck === 'own';
        expect(after.filter((card) => !isReset(card))).toEqual(before.filter((card) => !isReset(card)));
        expect(after.filter(isReset)).toEqual(deckIn(LESSON, NO_RECORDS).filter(isReset));
        const gone = new Set(before.filter(isReset).map(({ id }) => id));
        expect(reset.reviews).toEqual(records.reviews.filter(({ cardId }) => !gone.has(cardId)));
      }),
    );
  });
});
