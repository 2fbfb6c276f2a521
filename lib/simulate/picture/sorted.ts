/** How many of the values, which are in order, are not above a limit. */
export const countUpTo = (sorted: ArrayLike<number>, limit: number): number => count(sorted, (value) => value <= limit);

/** How many of them are below it. */
export const countBelow = (sorted: ArrayLike<number>, limit: number): number => count(sorted, (value) => value < limit);

function count(sorted: ArrayLike<number>, isIn: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isIn(sorted[middle] as number)) low = middle + 1;
    else high = middle;
  }
  return low;
}
