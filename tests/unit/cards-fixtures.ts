import fc from 'fast-check';
import { type CardKeeper, isSameState, withChange } from '@/lib/learner/cards/keeper';
import { type DeckCard, deckOf } from '@/lib/lesson/cards/deck';
import { addOwnCards } from '@/lib/lesson/cards/own-cards';
import { answerCard } from '@/lib/lesson/cards/scheduler';
import {
  type CardGrade,
  type CardRecords,
  DEFAULT_SETTINGS,
  GRADES,
  NO_RECORDS,
  untouched,
} from '@/lib/lesson/cards/stored';
import { CARD_DECKS, type FlashCard } from '@/lib/lesson/content';

/** Cards of a lesson, dealt out over its decks in turn. */
export function lessonOf(count: number): readonly FlashCard[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `card-${index}`,
    section: CARD_DECKS[index % CARD_DECKS.length] ?? 'batch',
    front: `What is question ${index}?`,
    back: `Answer ${index}.`,
  }));
}

/** A morning, local time. */
export const MORNING_MS = new Date(2026, 2, 2, 9).getTime();
export const DAY_MS = 86_400_000;
export const MINUTE_MS = 60_000;

/** The records after one answer. */
export function answered(
  records: CardRecords,
  id: string,
  grade: CardGrade,
  nowMs: number,
  settings = records.settings,
): CardRecords {
  const { card, review } = answerCard(records.cards.get(id) ?? untouched(id), grade, nowMs, settings);
  return { ...records, cards: new Map(records.cards).set(id, card), reviews: [...records.reviews, review] };
}

export function deckIn(lesson: readonly FlashCard[], records: CardRecords): readonly DeckCard[] {
  return deckOf(lesson, records);
}

/** What a device does that tabs share: a change holds only if nobody was faster. */
export function sharedKeeper(first: CardRecords): CardKeeper {
  let records = first;
  return {
    read: async () => records,
    async change(change) {
      if (!isSameState(records.cards.get(change.id), change.before)) return false;
      records = withChange(records, change);
      return true;
    },
    async replace(make) {
      records = make(records);
    },
    async saveSettings(settings) {
      records = { ...records, settings };
    },
  };
}

const answerTo = fc.record({
  card: fc.nat(9),
  grade: fc.constantFrom(...GRADES),
  afterMinutes: fc.integer({ min: 1, max: 60 * 24 * 40 }),
});

/** What a learner may have on a device: answers over weeks to ten cards, own cards, cards set aside, settings. */
export const anyRecords: fc.Arbitrary<CardRecords> = fc
  .record({
    answers: fc.array(answerTo, { maxLength: 25 }),
    own: fc.uniqueArray(fc.stringMatching(/^[a-zé"<&#\t][a-zé"<& \n\t]{0,20}[a-z?"]$/), {
      maxLength: 4,
      selector: (front) => front.trim(),
    }),
    suspended: fc.subarray([0, 3, 7]),
    settings: fc.record({
      desiredRetention: fc.integer({ min: 80, max: 97 }).map((percent) => percent / 100),
      newPerDay: fc.nat(100),
    }),
  })
  .map(({ answers, own, suspended, settings }) => {
    let records: CardRecords = { ...NO_RECORDS, settings };
    let nowMs = MORNING_MS;
    for (const { card, grade, afterMinutes } of answers) {
      nowMs += afterMinutes * MINUTE_MS;
      records = answered(records, `card-${card}`, grade, nowMs, DEFAULT_SETTINGS);
    }
    const cards = new Map(records.cards);
    const texts = own.map((each) => ({ front: each.trim(), back: `${each.trim()} "back"`, tags: ['mine'] }));
    for (const card of addOwnCards(texts, cards)) cards.set(card.id, card);
    for (const each of suspended) {
      const id = `card-${each}`;
      const suspendedAt = new Date(nowMs).toISOString();
      cards.set(id, { ...(cards.get(id) ?? untouched(id)), suspended: true, suspendedAt });
    }
    return { ...records, cards };
  });
