import type { TimedSentence } from './chapter-audio';

/** A sentence is shown this long before it is heard: players put the head a few milliseconds off where they are told. */
export const LEAD_S = 0.05;

/**
 * The sentence that is heard at a moment; in the silence after one, still that one, and before the first, the first.
 * @param sentences ascending, at least one
 * @param atS seconds from the start
 * @returns its index
 */
export function sentenceAt(sentences: readonly Pick<TimedSentence, 'startS'>[], atS: number): number {
  let low = 0;
  let high = sentences.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((sentences[middle]?.startS ?? Number.POSITIVE_INFINITY) - LEAD_S <= atS) low = middle;
    else high = middle - 1;
  }
  return low;
}
