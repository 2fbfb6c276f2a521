import { createRandom, permutation } from '../workload/random';

/**
 * The order in which the choices of a recall check are shown: another for each piece and each try, the same for the same.
 * @returns indices of the choices
 */
export function recallOrder(piece: string, attempt: number, count: number): readonly number[] {
  let seed = attempt;
  for (const letter of piece) seed = Math.imul(seed ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return Array.from(permutation(count, createRandom(seed)));
}
