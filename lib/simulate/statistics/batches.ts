import { studentT975 } from '../../measure/student-t';

/** SPEC 2.2: so many batches at least bear an interval. */
const FEWEST_BATCHES = 20;
/** SPEC 2.2: so many are made at most, before any are joined. */
export const MOST_BATCHES = 512;
/** SPEC 2.2: batches that pass are joined so many times more. */
const FURTHER_JOINS = 2;
/** Batches that pass the test are hardly more alike than this. */
const MOST_CORRELATION = 0.8;
/** The 90 % quantile of the normal distribution: independent batches fail one time in ten. */
const Z_90 = 1.2815515655446004;

/** How far the mean of a series may be off. */
export type BatchError =
  | {
      readonly state: 'told';
      /** 95 %: the mean of the series, give or take so much. */
      readonly reach: number;
      readonly batches: number;
    }
  /** Fewer than 20 batches: too few to tell. `hang-together`: even the longest batches do. */
  | { readonly state: 'too-few' | 'hang-together' };

/**
 * How far a mean may be off, from the means of the batches that follow each other (SPEC 2.2): neighbours are joined in pairs while
 * they hang together. Batches that do not are joined twice more, for what the test cannot see; where too few are left for that, their
 * own correlation stretches the interval. Then Student's t.
 *
 * @param means of batches of equal size or length, in order of time
 */
export function batchError(means: Float64Array): BatchError {
  if (means.length < FEWEST_BATCHES) return { state: 'too-few' };
  let joined = means;
  while (hangTogether(joined)) {
    if (joined.length < 2 * FEWEST_BATCHES) return { state: 'hang-together' };
    joined = inPairs(joined);
  }
  let join = 0;
  for (; join < FURTHER_JOINS && joined.length >= 2 * FEWEST_BATCHES; join++) joined = inPairs(joined);
  const stretch = join === FURTHER_JOINS ? 1 : stretchOf(joined);
  return { state: 'told', reach: stretch * reachOfMean(joined), batches: joined.length };
}

/**
 * How far the mean of independent values may be off, with 95 % certainty: Student's t times the standard error.
 * @param values two or more
 */
export function reachOfMean(values: ArrayLike<number>): number {
  const count = values.length;
  return studentT975(count - 1) * Math.sqrt(squaresAround(values) / (count * (count - 1)));
}

/**
 * How much wider an interval is of values of which each follows the one before (autoregressive of the first order; Bayley & Hammersley, 1946):
 * the square root of (1 + r) / (1 - r), never less than 1. The estimate of r is too low in a short series, by (1 + 4 r) / n (Kendall, 1954).
 */
function stretchOf(values: Float64Array): number {
  const low = 1 - neumannRatio(values) / 2;
  const r = Math.min(MOST_CORRELATION, Math.max(0, low + (1 + 4 * low) / values.length));
  return Math.sqrt((1 + r) / (1 - r));
}

/**
 * Whether values that follow each other are more alike than independent ones, by the ratio of von Neumann (Annals of Mathematical
 * Statistics 12, 1941), one-sided: squares of steps over squares around the mean; of independent values 2 on the mean, with a variance of
 * 4 (n - 2) / (n^2 - 1). As a test of batches: Fishman, Grouping observations in digital simulation, Management Science 24, 1978.
 */
function hangTogether(values: Float64Array): boolean {
  const count = values.length;
  return 2 - neumannRatio(values) > Z_90 * Math.sqrt((4 * (count - 2)) / (count * count - 1));
}

/** Of equal values, that of independent ones. */
function neumannRatio(values: Float64Array): number {
  const squares = squaresAround(values);
  if (squares === 0) return 2;
  let steps = 0;
  for (let index = 1; index < values.length; index++) {
    steps += ((values[index] as number) - (values[index - 1] as number)) ** 2;
  }
  return steps / squares;
}

function squaresAround(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index] as number;
  const mean = sum / values.length;
  let squares = 0;
  for (let index = 0; index < values.length; index++) squares += ((values[index] as number) - mean) ** 2;
  return squares;
}

/** Of an odd number, the first is left out: it is the nearest to the start. */
function inPairs(means: Float64Array): Float64Array {
  const first = means.length % 2;
  return Float64Array.from({ length: (means.length - first) / 2 }, (_, pair) => {
    const at = first + 2 * pair;
    return ((means[at] as number) + (means[at + 1] as number)) / 2;
  });
}
