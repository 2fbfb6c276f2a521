import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';
import { type OwnText, type StoredCard, untouched } from './stored';

/** The id of an own card: of its front alone, so that the same question brought along twice is one card. */
export function ownCardId(front: string): string {
  return `own-${bytesToHex(sha256(utf8ToBytes(front.trim()))).slice(0, 16)}`;
}

/**
 * The cards to keep for these texts: a question that is there already takes the new answer and tags and keeps its
 * schedule; one that stands in the lesson (by its front) is passed over. They stand after all
 * others, in their order.
 */
export function addOwnCards(
  texts: readonly OwnText[],
  kept: ReadonlyMap<string, StoredCard>,
  lessonFronts: ReadonlySet<string> = new Set(),
): readonly StoredCard[] {
  const taken = new Map<string, OwnText>();
  for (const text of texts) if (!lessonFronts.has(text.front)) taken.set(ownCardId(text.front), text);
  const others = [...kept.values()].flatMap(({ id, own }) => (own && !taken.has(id) ? own.place + 1 : []));
  const first = others.reduce((most, place) => Math.max(most, place), 0);
  return [...taken].map(([id, text], index) => ({
    ...(kept.get(id) ?? untouched(id)),
    own: { ...text, place: first + index },
  }));
}
