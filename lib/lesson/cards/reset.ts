import type { DeckCard, DeckId } from './deck';
import { type CardRecords, untouched } from './stored';

/**
 * The records with every card of these decks new again, and their answers gone; own cards stay as they are written.
 * @param decks none means all: then own cards are gone, too, and so is everything that is kept of cards that are no more
 */
export function resetDecks(records: CardRecords, deck: readonly DeckCard[], decks: ReadonlySet<DeckId>): CardRecords {
  if (decks.size === 0) return { ...records, cards: new Map(), reviews: [] };
  const ids = new Set(deck.filter((card) => decks.has(card.deck)).map(({ id }) => id));
  const cards = [...records.cards.values()].flatMap((card) => {
    if (!ids.has(card.id)) return [card];
    return card.own ? [untouched(card.id, card.own)] : [];
  });
  return {
    ...records,
    cards: new Map(cards.map((card) => [card.id, card])),
    reviews: records.reviews.filter(({ cardId }) => !ids.has(cardId)),
  };
}
