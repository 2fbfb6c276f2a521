import { isTold } from '../../measure/interval';
import type { Reading } from '../evidence/reading';
import { type Grade, gradeScore } from './grade';

/** Two that do nearly the same: either order of them is right as long as their figures differ by less than a factor. */
export interface Near {
  readonly ids: readonly [string, string];
  readonly within: number;
}

/**
 * The share of pairs that stand in the right order. A pair whose intervals touch, or whose figures differ by less than
 * `PLAIN_FACTOR`, is not told apart by one run (SPEC 6): either order of it is right.
 * @param order ids, the one with the least figure first
 * @param by the figure of each id, above 0
 * @param near two that an exercise lets stand in either order though one run tells them apart
 */
export function gradeOrder(order: readonly string[], by: Readonly<Record<string, Reading>>, near?: Near): Grade {
  const wrong = new Set<string>();
  let pairs = 0;
  let right = 0;
  for (const [place, id] of order.entries()) {
    for (const later of order.slice(place + 1)) {
      const [a, b] = [by[id], by[later]];
      if (!a || !b) continue;
      pairs++;
      const isNear = near?.ids.includes(id) && near.ids.includes(later);
      if (isTold(a, b, isNear ? near?.within : undefined) && a.value > b.value) {
        wrong.add(id);
        wrong.add(later);
      } else {
        right++;
      }
    }
  }
  return gradeScore(pairs === 0 ? 0 : right / pairs, Object.fromEntries(order.map((id) => [id, !wrong.has(id)])));
}
