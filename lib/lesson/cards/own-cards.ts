import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';
import { type OwnText, type StoredCard, untouched } from './stored';

/** The id of an own card: of its front alone, so that the same question brought along twice is one card. */
export function ownCardId(front: string): string {
  return `own-${bytesToHex(sha256(utf8ToBytes(front.trim()))).slice(0, 16)}`;
}

/**
 * The cards to keep for these texts: a question that is there already takes the new answer and tags and keeps its
 * schedule; one that stands in the lesson (by its front) is passed over.
 */
export function addOwnCards(
  texts: readonly OwnText[],
  kept: ReadonlyMap<string, StoredCard>,
  lessonFronts: ReadonlySet<string> = new Set(),
): readonly StoredCard[] {
  const made = new Map<string, StoredCard>();
  for (const text of texts) {
    if (lessonFronts.has(text.front)) continue;
    const id = ownCardId(text.front);
    made.set(id, { ...(kept.get(id) ?? untouched(id)), own: text });
  }
  return [...made.values()];
}
