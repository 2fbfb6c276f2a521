import type { Estimate } from '../../measure/interval';
import { seriesMean } from './batch-means';
import { replicationInterval } from './replications';

/** Of b less a, in the unit of both. */
export type PairedDifference =
  /** `lower`, `higher`: b, and the 95 % interval leaves out 0. `not-shown`: it holds 0. */
  | (Estimate & { readonly state: 'lower' | 'higher' | 'not-shown' | 'same' })
  /** As in `BatchMeans`; of replications, fewer than two. */
  | { readonly state: 'too-few' | 'hang-together'; readonly value: number };

/**
 * How far two scenarios are apart that used the same random numbers (SPEC 2.5): each replication of one belongs to that of the other.
 * @throws RangeError where there are not as many of one as of the other
 */
export function pairedByReplications(a: readonly number[], b: readonly number[]): PairedDifference {
  requireSame(a.length, b.length);
  const differences = b.map((value, index) => value - (a[index] as number));
  const estimate = replicationInterval(differences);
  const value = differences.reduce((sum, each) => sum + each, 0) / Math.max(1, differences.length);
  return estimate ? judged(estimate) : { state: 'too-few', value };
}

/**
 * The same within one run of each (SPEC 2.5): each item of one belongs to that of the other, and the differences are a series with an interval by
 * batch means.
 * @throws RangeError where there are not as many of one as of the other
 */
export function pairedByItems(a: Float64Array, b: Float64Array): PairedDifference {
  requireSame(a.length, b.length);
  const { value, error } = seriesMean(a.length, (index) => (b[index] as number) - (a[index] as number));
  if (error.state !== 'told') return { state: error.state, value };
  return judged({ value, low: value - error.reach, high: value + error.reach });
}

function judged(estimate: Estimate): PairedDifference {
  const { low, high } = estimate;
  if (low === 0 && high === 0) return { ...estimate, state: 'same' };
  if (low > 0) return { ...estimate, state: 'higher' };
  return { ...estimate, state: high < 0 ? 'lower' : 'not-shown' };
}

function requireSame(a: number, b: number): void {
  if (a !== b)
    throw new RangeError(`A paired difference needs as many values of one as of the other, not ${a} and ${b}.`);
}
