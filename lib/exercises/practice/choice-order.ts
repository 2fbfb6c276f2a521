import { createRandom, permutation } from '../../workload/random';

/**
 * The order in which the choices of an item are shown: drawn anew for each test and item, the same for the same.
 * @returns places of the choices in the item's file
 */
export function choiceOrder(seed: number, item: string, count: number): readonly number[] {
  // FNV-1a over the item's id, started at the test's seed.
  let mixed = (seed ^ 0x811c9dc5) >>> 0;
  for (const letter of item) mixed = Math.imul(mixed ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return [...permutation(count, createRandom(mixed))];
}
