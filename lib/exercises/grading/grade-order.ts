import { PLAIN_FACTOR } from '../../measure/rules';
import type { Reading } from '../evidence/reading';
import { type Grade, gradeScore } from './grade';

/**
 * The share of pairs that stand in the right order. A pair whose intervals touch, or whose figures differ by less than
 * `PLAIN_FACTOR`, is not told apart by one run (SPEC 6): either order of it is right.
 * @param order ids, the one with the least figure first
 * @param by the figure of each id, above 0
 * @param apart the factor from which on two are told apart, where an exercise asks for more than `PLAIN_FACTOR`
 */
export function gradeOrder(order: readonly string[], by: Readonly<Record<string, Reading>>, apart?: number): Grade {
  const wrong = new Set<string>();
  let pairs = 0;
  let right = 0;
  for (const [place, id] of order.entries()) {
    for (const later of order.slice(place + 1)) {
      const [a, b] = [by[id], by[later]];
      if (!a || !b) continue;
      pairs++;
      if (isTold(a, b, apart) && a.value > b.value) {
        wrong.add(id);
        wrong.add(later);
      } else {
        right++;
      }
    }
  }
  return gradeScore(pairs === 0 ? 0 : right / pairs, Object.fromEntries(order.map((id) => [id, !wrong.has(id)])));
}

/** Whether two figures are told apart: their intervals do not touch, and a factor is between them. */
export function isTold(a: Reading, b: Reading, apart: number = PLAIN_FACTOR): boolean {
  const [small, large] = a.value <= b.value ? [a, b] : [b, a];
  return small.high < large.low && large.value >= apart * small.value;
}
