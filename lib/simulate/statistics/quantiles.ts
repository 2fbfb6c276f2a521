import { rankOf } from '../../measure/percentile';

/** Fewer values are put in order one by one. */
const FEW = 24;

/**
 * Exact quantiles by nearest rank (SPEC 2.6), as `measure/percentile` has them, without putting all values in order: several ranks are
 * selected at once (Hoare's Find, Communications of the ACM 4, 1961, with the pivot of Bentley & McIlroy, 1993). Where pivots turn out
 * bad again and again, the rest is sorted (introselect: Musser, 1997), so that no order of the values makes it slow.
 *
 * @param values none of them NaN; put into another order in place
 * @param shares each 0..1, in any order
 * @returns one value for each share, in the order of the shares; NaN where there are no values
 * @throws RangeError for a share outside 0..1
 */
export function quantilesInPlace(values: Float64Array, shares: readonly number[]): number[] {
  const wrong = shares.find((share) => !(share >= 0 && share <= 1));
  if (wrong !== undefined) throw new RangeError(`A share must be from 0 to 1, not ${wrong}.`);
  const places = shares.map((share) => rankOf(share, values.length) - 1);
  if (values.length > 0) {
    const wanted = Int32Array.from(new Set(places)).sort();
    select(values, 0, values.length - 1, wanted, 2 * Math.ceil(Math.log2(values.length)));
  }
  return places.map((place) => values[place] ?? Number.NaN);
}

/** Puts those values of `low..high` in their places that are wanted there. @param wanted ascending, within `low..high` */
function select(values: Float64Array, low: number, high: number, wanted: Int32Array, patience: number): void {
  if (wanted.length === 0) return;
  if (high - low < FEW) {
    insertionSort(values, low, high);
    return;
  }
  if (patience === 0) {
    values.subarray(low, high + 1).sort();
    return;
  }
  const pivot = pivotOf(values, low, high);
  let left = low;
  let right = high;
  while (left <= right) {
    while ((values[left] as number) < pivot) left++;
    while ((values[right] as number) > pivot) right--;
    if (left > right) break;
    const held = values[left] as number;
    values[left++] = values[right] as number;
    values[right--] = held;
  }
  // What lies between is the pivot itself.
  let below = 0;
  while (below < wanted.length && (wanted[below] as number) <= right) below++;
  let above = below;
  while (above < wanted.length && (wanted[above] as number) < left) above++;
  select(values, low, right, wanted.subarray(0, below), patience - 1);
  select(values, left, high, wanted.subarray(above), patience - 1);
}

/** The median of three medians of three, evenly spaced: Tukey's ninther. */
function pivotOf(values: Float64Array, low: number, high: number): number {
  const step = Math.floor((high - low) / 8);
  const at = (index: number) => values[low + index * step] as number;
  return medianOfThree(
    medianOfThree(at(0), at(1), at(2)),
    medianOfThree(at(3), at(4), at(5)),
    medianOfThree(at(6), at(7), values[high] as number),
  );
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

function insertionSort(values: Float64Array, low: number, high: number): void {
  for (let index = low + 1; index <= high; index++) {
    const held = values[index] as number;
    let to = index;
    for (; to > low && (values[to - 1] as number) > held; to--) values[to] = values[to - 1] as number;
    values[to] = held;
  }
}
