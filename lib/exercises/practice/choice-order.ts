import { createRandom, permutation } from '../../workload/random';
import { seedOf } from '../seed-of';

/**
 * The order in which the choices of an item are shown: drawn anew for each test and item, the same for the same.
 * @returns places of the choices in the item's file
 */
export function choiceOrder(seed: number, item: string, count: number): readonly number[] {
  return [...permutation(count, createRandom(seedOf(item, seed)))];
}
