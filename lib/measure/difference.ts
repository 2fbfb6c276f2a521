import { effectiveCount } from './correlation';
import type { Interval } from './interval';
import { medianIntervalOf } from './median-interval';
import { studentTail } from './normal';

/** The latencies of one lane, as the test takes them. */
export interface ComparedLatencies {
  /** Ascending. */
  readonly sortedMs: Float64Array;
  /** How much an item follows the one before it (`lagOneCorrelation`). */
  readonly correlation: number;
}

/** Vargha & Delaney (2000): a superiority this far from a half is called small, medium, large. */
const EFFECT_FROM = [
  ['large', 0.21],
  ['medium', 0.14],
  ['small', 0.06],
] as const;
export type Effect = 'negligible' | (typeof EFFECT_FROM)[number][0];

/** Whether two lanes differ in latency, by how much, and how sure that is. */
export interface Difference {
  /** `real`: p < 0.05. `not-shown`: these items do not show one. `too-few`: fewer than 20 in a lane, no test was made. */
  readonly verdict: 'real' | 'not-shown' | 'too-few';
  readonly pValue: number | null;
  /** Share of random pairs of one item each in which a is the sooner, ties half (Vargha-Delaney A). */
  readonly superiority: number | null;
  readonly effect: Effect | null;
  /** Median of b over median of a, with its 95 % interval; `null` also where a median is 0. */
  readonly medianRatio: ({ readonly value: number } & Interval) | null;
}

/** Fewer answers than this in a lane and no test is made (SPEC 6.4). */
const FEWEST = 20;
const SIGNIFICANT = 0.05;

/**
 * Is this difference real? (SPEC 6.4) Mann-Whitney's U (1947) with the correction for ties, as a number of
 * Student's t, its variance as large as if there were only `effectiveCount` items in each lane: neighbours in a queue
 * wait together, and a test that takes them for independent finds differences that are none. Linear in the items.
 */
export function differenceOf(a: ComparedLatencies, b: ComparedLatencies): Difference {
  const countA = a.sortedMs.length;
  const countB = b.sortedMs.length;
  if (countA < FEWEST || countB < FEWEST)
    return { verdict: 'too-few', pValue: null, superiority: null, effect: null, medianRatio: null };

  const { pairsWon, ties } = walk(a.sortedMs, b.sortedMs);
  const pairs = countA * countB;
  const all = countA + countB;
  const independent = (pairs / 12) * (all + 1 - ties / (all * (all - 1)));
  const worthA = effectiveCount(countA, a.correlation);
  const worthB = effectiveCount(countB, b.correlation);
  const inflation = (1 / worthA + 1 / worthB) / (1 / countA + 1 / countB);
  const deviation = Math.sqrt(independent * inflation);
  // Half a pair towards the middle: U goes in steps, the distribution does not.
  const distance = Math.max(0, Math.abs(pairsWon - pairs / 2) - 0.5);
  const pValue = deviation > 0 ? studentTail(distance / deviation, Math.max(1, worthA + worthB - 2)) : 1;
  const superiority = pairsWon / pairs;
  return {
    verdict: pValue < SIGNIFICANT ? 'real' : 'not-shown',
    pValue,
    superiority,
    effect: EFFECT_FROM.find(([, from]) => Math.abs(superiority - 0.5) >= from)?.[0] ?? 'negligible',
    medianRatio: medianRatioOf(a, b),
  };
}

/** Counts the pairs in which a is the sooner (ties half), and the sum of t^3 - t over groups of t equal values. */
function walk(a: Float64Array, b: Float64Array): { pairsWon: number; ties: number } {
  let atA = 0;
  let atB = 0;
  let pairsWon = 0;
  let ties = 0;
  while (atA < a.length) {
    const value = a[atA] ?? 0;
    while (atB < b.length && (b[atB] ?? 0) < value) {
      const size = groupAt(b, atB);
      ties += size ** 3 - size;
      atB += size;
    }
    const inA = groupAt(a, atA);
    const inB = b[atB] === value ? groupAt(b, atB) : 0;
    pairsWon += inA * (b.length - atB - inB / 2);
    ties += (inA + inB) ** 3 - (inA + inB);
    atA += inA;
    atB += inB;
  }
  for (let size = 0; atB < b.length; atB += size) {
    size = groupAt(b, atB);
    ties += size ** 3 - size;
  }
  return { pairsWon, ties };
}

/** How many equal values begin there. */
function groupAt(sorted: Float64Array, from: number): number {
  const value = sorted[from] ?? 0;
  let to = from + 1;
  while (to < sorted.length && sorted[to] === value) to++;
  return to - from;
}

/**
 * The ratio of the medians, its interval recovered from the intervals of the two medians on the log scale (MOVER: Zou &
 * Donner, 2008).
 */
function medianRatioOf(a: ComparedLatencies, b: ComparedLatencies): Difference['medianRatio'] {
  const medianA = medianIntervalOf(a.sortedMs, a.correlation);
  const medianB = medianIntervalOf(b.sortedMs, b.correlation);
  if (!medianA || !medianB || !(medianA.low > 0) || !(medianB.low > 0)) return null;
  const log = Math.log(medianB.value / medianA.value);
  const down = Math.hypot(Math.log(medianB.value / medianB.low), Math.log(medianA.high / medianA.value));
  const up = Math.hypot(Math.log(medianB.high / medianB.value), Math.log(medianA.value / medianA.low));
  return { value: Math.exp(log), low: Math.exp(log - down), high: Math.exp(log + up) };
}
