import { medianOf } from '../../measure/median';
import type { Attempt } from '../attempt';
import type { Verdict } from '../grading/grade';
import { firstGraded } from './first-tries';

/** How far a number that was predicted lay from the interval that was measured. */
export interface PredictionError {
  readonly attemptId: string;
  readonly exerciseId: string;
  /** When it was graded, ms since the epoch. */
  readonly atMs: number;
  /** At least 1; 1 = within the interval. */
  readonly factor: number;
  readonly verdict: Verdict;
  /** Of this and up to four before it; `null` of the first two. */
  readonly median: number | null;
}

export interface PredictionErrors {
  /** The oldest first. */
  readonly errors: readonly PredictionError[];
  /** Numbers on linear scales: they are off by an amount, not by a factor. */
  readonly leftOut: number;
}

/** How many predictions the median is of. */
export const MEDIAN_OF = 5;
/** A median of fewer says nothing. */
export const LEAST_ERRORS = 3;

/** The errors of the numbers that were predicted and graded, of each exercise the first: repeats are made knowing the key. */
export function predictionErrors(attempts: readonly Attempt[]): PredictionErrors {
  const graded = firstGraded(attempts).flatMap(({ id, exerciseId, result: { gap, at, verdict } }) =>
    gap ? [{ attemptId: id, exerciseId, atMs: Date.parse(at), verdict, gap }] : [],
  );
  const times = graded.filter(({ gap }) => gap.kind === 'times').sort((a, b) => a.atMs - b.atMs);
  const factors = times.map(({ gap }) => Math.max(1, gap.value));
  return {
    errors: times.map(({ attemptId, exerciseId, atMs, verdict }, index) => ({
      attemptId,
      exerciseId,
      atMs,
      verdict,
      factor: factors[index] ?? 1,
      median:
        index + 1 < LEAST_ERRORS ? null : medianFactor(factors.slice(Math.max(0, index + 1 - MEDIAN_OF), index + 1)),
    })),
    leftOut: graded.length - times.length,
  };
}

/** Of an even number, the geometric mean of the middle two: factors are compared by ratio. @param factors at least one */
const medianFactor = (factors: readonly number[]): number => Math.exp(medianOf(factors.map(Math.log)));
