import type { Estimate } from '../../measure/interval';
import { studentT975 } from '../../measure/student-t';
import { WIDE_SHARE } from './batch-means';

/** SPEC 2.10: of each replication, so many items lie on either side of a percentile for it to bear an interval. */
const FEWEST_BEYOND = 20;

/** A figure of all replications together, in its unit. */
export type ReplicatedFigure =
  /** `too-wide`: the interval reaches over 25 % of the figure to a side (SPEC 2.3). */
  | (Estimate & { readonly state: 'told' | 'too-wide' })
  /** `too-few`: items, for this percentile. `unseen`: it came to none, or to all, in every replication. */
  | { readonly state: 'too-few' | 'unseen'; readonly value: number };

/**
 * How far a figure of all replications together may be off: Student's t of how far those of the single ones are from it (SPEC 2.10; sectioning:
 * Asmussen & Glynn, Stochastic Simulation, 2007). With a mean in the middle it is the interval of SPEC 2.4.
 *
 * @param ofEach the same figure of each replication; two or more
 */
export function aroundFigure(value: number, ofEach: readonly number[]): ReplicatedFigure {
  const count = ofEach.length;
  const squares = ofEach.reduce((sum, each) => sum + (each - value) ** 2, 0);
  const reach = studentT975(count - 1) * Math.sqrt(squares / (count * (count - 1)));
  const state = reach > WIDE_SHARE * Math.abs(value) ? 'too-wide' : 'told';
  return { state, value, low: value - reach, high: value + reach };
}

/** Of one replication. `null` = nothing was completed. */
export interface SinglePercentile {
  readonly value: number;
  readonly items: number;
}

/** @param value of the percentile, over all items of all replications */
export function replicatedPercentile(
  value: number,
  share: number,
  ofEach: readonly (SinglePercentile | null)[],
): ReplicatedFigure {
  const known = ofEach.flatMap((one) =>
    one && one.items * Math.min(share, 1 - share) >= FEWEST_BEYOND ? [one.value] : [],
  );
  if (known.length < ofEach.length) return { state: 'too-few', value };
  const around = aroundFigure(value, known);
  return 'low' in around ? { ...around, low: Math.max(0, around.low) } : around;
}

/** A share of requests. @param value of all requests of all replications; @param ofEach 0 .. 1 */
export function replicatedShare(value: number, ofEach: readonly number[]): ReplicatedFigure {
  // That nobody was turned away in so few runs does not tell how seldom somebody is.
  if (ofEach.every((one) => one === 0) || ofEach.every((one) => one === 1)) return { state: 'unseen', value };
  const around = aroundFigure(value, ofEach);
  return 'low' in around ? { ...around, low: Math.max(0, around.low), high: Math.min(1, around.high) } : around;
}
