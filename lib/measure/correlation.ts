/** Every so many pairs of neighbours are enough: the estimate is then good to 0.01. */
const MOST_PAIRS = 10_000;

/**
 * How much an item's latency follows that of the item before it: the correlation of the ranks of neighbours around a straight
 * line through them, -1..1 (0 of fewer than three or of equal values). Ranks, because the test that uses it works on ranks,
 * and one outlier must not hide a queue; around a line, because a queue that grows with the workload grows every time it
 * is run, and is no accident (SPEC 6.4).
 *
 * @param valuesMs in the order the items arrived
 * @param sortedMs the same values ascending, where they are at hand
 */
export function lagOneCorrelation(valuesMs: Float64Array, sortedMs: Float64Array = valuesMs.slice().sort()): number {
  const count = valuesMs.length;
  if (count < 3) return 0;
  const stride = Math.ceil((count - 1) / MOST_PAIRS);
  const ranks = new Float64Array(2 * Math.ceil((count - 1) / stride));
  const middle = (count - 1) / 2;
  let [pairs, rising, spread] = [0, 0, 0];
  for (let index = 0; index + 1 < count; index += stride, pairs++) {
    for (const side of [0, 1]) {
      const rank = centredRank(sortedMs, valuesMs[index + side] ?? 0);
      ranks[2 * pairs + side] = rank;
      rising += rank * (index + side - middle);
      spread += (index + side - middle) ** 2;
    }
  }
  const slope = rising / spread;
  let [together, alone] = [0, 0];
  for (let pair = 0; pair < pairs; pair++) {
    const at = pair * stride - middle;
    const before = (ranks[2 * pair] ?? 0) - slope * at;
    const after = (ranks[2 * pair + 1] ?? 0) - slope * (at + 1);
    together += before * after;
    alone += (before * before + after * after) / 2;
  }
  // Values on a line leave but rounding errors.
  return alone <= 1e-12 * count ** 3 ? 0 : together / alone;
}

/**
 * How many independent items tell as much as `count` that follow each other: n (1 - r) / (1 + r), the first-order
 * autoregressive approximation (Bayley & Hammersley, 1946). The estimate of r around a line is too low in a short series; it
 * is raised by (2 + 4 r) / n (Kendall, 1954; Marriott & Pope, 1954). Never more than `count`, never less than 1.
 */
export function effectiveCount(count: number, correlation: number): number {
  const raised = correlation + (2 + 4 * correlation) / Math.max(1, count);
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
