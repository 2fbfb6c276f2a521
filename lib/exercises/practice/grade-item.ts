import type { ItemAnswer, StoredTest } from '../answers';
import type { NumericItem, TestItem } from '../content';

/** Sums of tenths are not exact: what lies this close to a bound lies on it. */
const ROUNDING = 1e-9;

/**
 * Whether an answer is right.
 * @param given the number, or the place of the choice in the item's file
 */
export function isRight(item: TestItem, given: number): boolean {
  return item.kind === 'choice' ? item.choices[given]?.right === true : isWithin(given, item.answer, item.tolerance);
}

/** The known mistake a number comes from, `null` where it is right or comes from none: the nearest one within the tolerance. */
export function trapOf(item: NumericItem, given: number): NumericItem['traps'][number] | null {
  if (isRight(item, given)) return null;
  const near = item.traps.filter(({ value }) => isWithin(given, value, Math.max(item.tolerance, 0.01)));
  const [nearest] = near.sort((a, b) => Math.abs(a.value - given) - Math.abs(b.value - given));
  return nearest ?? null;
}

const isWithin = (given: number, value: number, tolerance: number) =>
  Math.abs(given - value) <= Math.abs(value) * (tolerance + ROUNDING);

/** The answer that is locked in, graded; to be kept. `null` where none is, or where it is one to another item. */
export function answerOf({ id, items, locked }: StoredTest, item: TestItem): ItemAnswer | null {
  if (locked?.item !== item.id) return null;
  const right = isRight(item, locked.given);
  return {
    schema: 1,
    kind: 'item',
    // One a question, also where it is graded twice.
    id: `${id}-${items.indexOf(item.id)}`,
    at: locked.at,
    testId: id,
    item: item.id,
    concept: item.concept,
    given: locked.given,
    confidence: locked.confidence,
    right,
    score: right ? 1 : 0,
  };
}
