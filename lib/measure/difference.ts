import type { Interval } from './interval';
import { medianIntervalOf } from './median-interval';
import { studentTail } from './normal';
import { type RatioVerdict, rateRatioOf, ratioVerdict } from './rate-ratio';
import { CLEARLY_SIGNIFICANT, EFFECT_FROM, FEWEST_TESTED, MOST_LEFT_OUT, NOISY_FACTOR, SIGNIFICANT } from './rules';

/** The latencies of one lane, as the test takes them. */
export interface ComparedLatencies {
  /** Ascending. */
  readonly sortedMs: Float64Array;
  /** As many independent items tell as much of their median (`worthsOf`). */
  readonly worth: number;
}

export type Effect = 'negligible' | keyof typeof EFFECT_FROM;
const EFFECTS = Object.entries(EFFECT_FROM) as readonly (readonly [keyof typeof EFFECT_FROM, number])[]; // the largest first

/** Whether two lanes differ in latency, by how much, and how sure that is. */
export interface Difference {
  /**
   * `real`: p < 0.05, and the interval of the ratio leaves out 1 on the same side, or where one lane bears none, its answers lie apart. `not-shown`: the two cannot be told apart.
   * `too-noisy`: nor could they if they were 1.5 times apart (SPEC 6.8). `too-few`: fewer than 20 in a lane, no test was made.
   */
  readonly verdict: RatioVerdict | 'too-few';
  readonly pValue: number | null;
  /** Share of random pairs of one item each in which a is the sooner, ties half (Vargha-Delaney A). */
  readonly superiority: number | null;
  readonly effect: Effect | null;
  /** Median of b over median of a, with its 95 % interval; `null` where a median is 0, or its interval open (SPEC 2.5). */
  readonly medianRatio: ({ readonly value: number } & Interval) | null;
}

/**
 * Is this difference real? (SPEC 6.4) Mann-Whitney's U (1947) with the correction for ties, as a number of
 * Student's t, its variance as large as if there were only `worth` items in each lane: neighbours in a queue
 * wait together, and a test that takes them for independent finds differences that are none. Linear in the items.
 */
export function differenceOf(a: ComparedLatencies, b: ComparedLatencies): Difference {
  const countA = a.sortedMs.length;
  const countB = b.sortedMs.length;
  if (countA < FEWEST_TESTED || countB < FEWEST_TESTED)
    return { verdict: 'too-few', pValue: null, superiority: null, effect: null, medianRatio: null };

  const { pairsWon, ties } = walk(a.sortedMs, b.sortedMs);
  const pairs = countA * countB;
  const all = countA + countB;
  const independent = (pairs / 12) * (all + 1 - ties / (all * (all - 1)));
  const inflation = (1 / a.worth + 1 / b.worth) / (1 / countA + 1 / countB);
  const deviation = Math.sqrt(independent * inflation);
  // Half a pair towards the middle: U goes in steps, the distribution does not.
  const distance = Math.max(0, Math.abs(pairsWon - pairs / 2) - 0.5);
  const pValue = deviation > 0 ? studentTail(distance / deviation, Math.max(1, a.worth + b.worth - 2)) : 1;
  const superiority = pairsWon / pairs;
  const medianA = medianIntervalOf(a.sortedMs, a.worth);
  const medianB = medianIntervalOf(b.sortedMs, b.worth);
  const share = Math.max(superiority, 1 - superiority);
  const effect: Effect = EFFECTS.find(([, from]) => share >= from - 1e-12)?.[0] ?? 'negligible';
  const found = { pValue, superiority, effect, medianRatio: medianRatioOf(medianA, medianB) };
  return { ...found, verdict: verdictOf(found, { ...a, median: medianA }, { ...b, median: medianB }) };
}

type Found = Pick<Difference, 'pValue' | 'superiority' | 'medianRatio'>;

interface Side extends ComparedLatencies {
  readonly median: Median;
}

function verdictOf({ pValue, superiority, medianRatio }: Found, a: Side, b: Side): Difference['verdict'] {
  const isTested = (pValue ?? 1) < SIGNIFICANT;
  const isSooner = (superiority ?? 0.5) > 0.5;
  if (medianRatio) {
    const said = ratioVerdict(medianRatio);
    // The test and the interval have to say the same.
    if (said === 'real') return isTested && isSooner === medianRatio.low > 1 ? 'real' : 'not-shown';
    return said;
  }
  if (!hasInterval(a) && !hasInterval(b)) return 'too-noisy';
  // A median of 0 has no ratio, but it has an interval.
  const [sooner, later] = isSooner ? [rangeOf(a), rangeOf(b)] : [rangeOf(b), rangeOf(a)];
  if (hasInterval(a) && hasInterval(b)) return isTested && sooner.high < later.low ? 'real' : 'not-shown';
  return (pValue ?? 1) < CLEARLY_SIGNIFICANT && sooner.high > 0 && NOISY_FACTOR * sooner.high < later.low
    ? 'real'
    : 'too-noisy';
}

const hasInterval = ({ median }: Side) => median !== null && Number.isFinite(median.high);

/** Where the median lies; of one that bears no interval, where its answers lie, but for one in a hundred at each end (SPEC 6.4). */
function rangeOf({ median, sortedMs }: Side): Interval {
  if (median && Number.isFinite(median.high)) return median;
  const out = Math.floor(MOST_LEFT_OUT * sortedMs.length);
  return { low: sortedMs[out] ?? Number.NaN, high: sortedMs[sortedMs.length - 1 - out] ?? Number.NaN };
}

type Median = ReturnType<typeof medianIntervalOf>;

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

/** b over a, with its interval as of any two figures (SPEC 6.5); `null` where a median is 0, or its interval open. */
function medianRatioOf(a: Median, b: Median): Difference['medianRatio'] {
  if (!a || !b) return null;
  const ratio = rateRatioOf({ value: b.value, interval: b }, { value: a.value, interval: a });
  return ratio?.interval ? { value: ratio.value, ...ratio.interval } : null;
}
