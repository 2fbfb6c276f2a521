/** Every so many pairs of neighbours are enough: the estimate is then good to 0.01. */
const MOST_PAIRS = 10_000;

/**
 * How much an item's latency follows that of the item before it: the correlation of the ranks of neighbours, -1..1 (0 of
 * fewer than three or of equal values). Ranks, because the test that uses it works on ranks, and one outlier must not hide
 * a queue (SPEC 6.5).
 *
 * @param valuesMs in the order the items arrived
 * @param sortedMs the same values ascending, where they are at hand
 */
export function lagOneCorrelation(valuesMs: Float64Array, sortedMs: Float64Array = valuesMs.slice().sort()): number {
  const count = valuesMs.length;
  if (count < 3) return 0;
  const stride = Math.ceil((count - 1) / MOST_PAIRS);
  let together = 0;
  let alone = 0;
  for (let index = 0; index + 1 < count; index += stride) {
    const rank = centredRank(sortedMs, valuesMs[index] ?? 0);
    const next = centredRank(sortedMs, valuesMs[index + 1] ?? 0);
    together += rank * next;
    alone += (rank * rank + next * next) / 2;
  }
  return alone === 0 ? 0 : together / alone;
}

/**
 * How many independent items tell as much as `count` that follow each other: n (1 - r) / (1 + r), the first-order
 * autoregressive approximation (Bayley & Hammersley, 1946). The estimate of r from a short series is too low; it is raised
 * by (1 + 3 r) / n (Marriott & Pope, 1954). Never more than `count`, never less than 1.
 */
export function effectiveCount(count: number, correlation: number): number {
  const raised = correlation + (1 + 3 * correlation) / Math.max(1, count);
  const r = Math.min(0.999, Math.max(0, raised));
  return Math.max(1, (count * (1 - r)) / (1 + r));
}

/** The mean rank of all values equal to this one, counted from the middle. */
function centredRank(sorted: Float64Array, value: number): number {
  const below = countWhile(sorted, (other) => other < value);
  let to = below;
  if (sorted[below + 1] === value) to = countWhile(sorted, (other) => other <= value);
  else if (sorted[below] === value) to = below + 1;
  return (below + to - sorted.length) / 2;
}

/** How many values from the start satisfy a condition that holds up to some place and not from there on. */
function countWhile(sorted: Float64Array, holds: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(sorted[middle] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}
