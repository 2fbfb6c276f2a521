import type { Sizing, SizingPoint, SizingRow } from './big-small';

/** A stretch of loads over which one of two sizings is quicker. */
export interface Ordering {
  readonly quicker: Sizing;
  readonly slower: Sizing;
  /** The first and the last of the loads that were simulated, 0 .. 1. */
  readonly from: number;
  readonly to: number;
  /** How many times as long the slower one takes, at the least and at the most. */
  readonly least: number;
  readonly most: number;
}

/**
 * Which of two sizings is quicker at which loads: a stretch more wherever they cross. Loads at which one of the two has no figure, or one that is too wide to say
 * much, are left out. @param rows in order of their loads
 */
export function orderings(
  rows: readonly SizingRow[],
  measure: keyof Pick<SizingPoint, 'meanMs' | 'p95Ms'>,
  [one, other]: readonly [Sizing, Sizing],
): readonly Ordering[] {
  const found: Ordering[] = [];
  for (const { load, points } of rows) {
    const [a, b] = [points[one], points[other]];
    const [ofOne, ofOther] = [a[measure], b[measure]];
    if (a.isTooWide || b.isTooWide || !ofOne || !ofOther || ofOne === ofOther) continue;
    const isOne = ofOne < ofOther;
    const [quicker, slower] = isOne ? [one, other] : [other, one];
    const times = isOne ? ofOther / ofOne : ofOne / ofOther;
    const last = found.at(-1);
    if (last?.quicker === quicker) {
      found[found.length - 1] = {
        ...{ ...last, to: load, least: Math.min(last.least, times), most: Math.max(last.most, times) },
      };
    } else found.push({ quicker, slower, from: load, to: load, least: times, most: times });
  }
  return found;
}
