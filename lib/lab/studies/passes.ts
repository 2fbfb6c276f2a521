import { quantileRanks } from '../../measure/binomial';
import { differs, type Interval } from '../../measure/interval';
import { medianOf } from '../../measure/median';
import { FEWEST_REPEATS, MOST_MOVED, NOISY_FACTOR } from '../../measure/rules';

/** With so few passes the ranges of two equal points are apart once in 126 times; with three it would be once in ten. */
export const LEAST_PASSES = FEWEST_REPEATS;
/** Passes that differ by more are said (SPEC 10.3). */
export const MOST_SPREAD = MOST_MOVED;

/** What the passes over one thing came to. */
export interface Passes extends Interval {
  /** The median. Its interval is that of ranks (SPEC 2.6): the whole range until there are nine passes. */
  readonly value: number;
  readonly passes: number;
  /** The largest pass over the smallest. */
  readonly spread: number;
  /** How many passes are more than 1.5 times off the median, up or down (SPEC 9.6). */
  readonly offCount: number;
}

/** @param values one a pass, above 0; `null` of none */
export function passesOf(values: readonly number[]): Passes | null {
  const sorted = [...values].sort((a, b) => a - b);
  const [least] = sorted;
  const most = sorted.at(-1);
  if (least === undefined || most === undefined) return null;
  const value = medianOf(sorted);
  const { lowRank, highRank } = quantileRanks(sorted.length, 0.5);
  return {
    value,
    low: sorted[lowRank - 1] ?? least,
    high: sorted[highRank - 1] ?? most,
    passes: sorted.length,
    spread: most / least,
    offCount: sorted.filter((one) => Math.max(one / value, value / one) > NOISY_FACTOR).length,
  };
}

/**
 * `same`: they cannot be told apart. `noisy`: nor can be said that they are alike, for the passes moved too much. `too-few`: there
 * are too few passes to say either.
 */
export type PassesCompared = 'apart' | 'same' | 'noisy' | 'too-few';

/** Two things by the intervals of their passes (SPEC 6.1, 10.3). */
export function comparePasses(a: Passes, b: Passes): PassesCompared {
  if (Math.min(a.passes, b.passes) < LEAST_PASSES) return 'too-few';
  if (differs(a, b)) return 'apart';
  return Math.max(a.spread, b.spread) > MOST_SPREAD ? 'noisy' : 'same';
}

/** How many times `a` is `b`: from the ends of their intervals, which takes in more than 95 %. */
export function ratioOfPasses(a: Passes, b: Passes): Interval & { readonly value: number } {
  return { value: a.value / b.value, low: a.low / b.high, high: a.high / b.low };
}
