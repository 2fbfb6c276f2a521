import type { DeckCard, DeckId } from './deck';
import type { CardRecords } from './stored';

/**
 * The records with every card of these decks new again, and their answers gone; own cards, which nothing else holds, are
 * gone altogether.
 * @param decks none means all: then whatever is kept of cards that are no more goes, too
 */
export function resetDecks(records: CardRecords, deck: readonly DeckCard[], decks: ReadonlySet<DeckId>): CardRecords {
  if (decks.size === 0) return { ...records, cards: new Map(), reviews: [] };
  const ids = new Set(deck.filter((card) => decks.has(card.deck)).map(({ id }) => id));
  return {
    ...records,
    cards: new Map([...records.cards].filter(([id]) => !ids.has(id))),
    reviews: records.reviews.filter(({ cardId }) => !ids.has(cardId)),
  };
}
