import { CARD_DECKS, type FlashCard } from '../content';
import { type CardRecords, type StoredCard, untouched } from './stored';

/** What cards can be chosen by: the decks of the lesson, and what the learner brought along. */
export const DECK_IDS = [...CARD_DECKS, 'own'] as const;
export type DeckId = (typeof DECK_IDS)[number];

/** A card with its text and what the device knows of it. */
export interface DeckCard extends StoredCard {
  readonly deck: DeckId;
  readonly front: string;
  readonly back: string;
  readonly tags: readonly string[];
}

/** Every card there is: those of the lesson in its order, then the learner's own in the order of their files. */
export function deckOf(lesson: readonly FlashCard[], { cards }: Pick<CardRecords, 'cards'>): readonly DeckCard[] {
  const own = [...cards.values()]
    .flatMap((card) => (card.own ? { card, ...card.own } : []))
    .sort((a, b) => a.place - b.place || (a.card.id < b.card.id ? -1 : 1));
  return [
    ...lesson.map(({ id, section, front, back }) => ({
      ...(cards.get(id) ?? untouched(id)),
      deck: section,
      front,
      back,
      tags: [section],
    })),
    ...own.map(({ card, front, back, tags }) => ({ ...card, deck: 'own' as const, front, back, tags })),
  ];
}
