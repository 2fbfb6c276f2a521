import 'client-only';
import { TrilaneError } from '../../errors';
import { addOwnCards, ownCardId } from '../../lesson/cards/own-cards';
import { openCards } from '../cards/open-cards';
import { fetchItemKey } from './keys';

export interface CardsMade {
  readonly added: number;
  /** Those that were flash cards already. */
  readonly known: number;
}

/**
 * Makes flash cards of test items. One that is there already keeps its schedule.
 * @param items ids of items that were answered
 * @throws TrilaneError `server-unreachable` where their text does not arrive, `storage-failed` where this device keeps no cards
 */
export async function makeCards(items: readonly string[]): Promise<CardsMade> {
  const keys = await Promise.all(items.map(fetchItemKey));
  const texts = keys.map(({ card, concept }) => ({ ...card, tags: ['practice-test', concept] }));
  const store = openCards();
  let known = 0;
  await store.replace((records) => {
    known = texts.filter(({ front }) => records.cards.has(ownCardId(front))).length;
    const made = addOwnCards(texts, records.cards);
    return { ...records, cards: new Map([...records.cards, ...made.map((card) => [card.id, card] as const)]) };
  });
  const { unkept } = store.get();
  if (unkept) throw TrilaneError.from(unkept);
  return { added: texts.length - known, known };
}
