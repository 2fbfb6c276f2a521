import type { Interval } from './interval';
import { NOISY_FACTOR, PLAIN_FACTOR } from './rules';

/** A figure of a lane that is above 0, with its 95 % interval where it has one. */
export interface Rate {
  readonly value: number;
  readonly interval: Interval | null;
}

export interface RateRatio {
  readonly value: number;
  /** `null` where one of the two has none, or reaches down to 0. */
  readonly interval: Interval | null;
  readonly verdict: RatioVerdict;
}

/**
 * `real`: the interval of the ratio leaves out 1, or without an interval a factor of 1.25 is between the two (SPEC 6.1, 6.2).
 * `too-noisy`: it leaves room for 1 and for a factor of 1.5 alike (SPEC 6.8). `not-shown`: they cannot be told apart.
 */
export type RatioVerdict = 'real' | 'not-shown' | 'too-noisy';

/**
 * How many times `b` is in `a`. Its interval is recovered from the two intervals on the log scale (MOVER: Zou & Donner,
 * 2008), as for medians (SPEC 6.5). `null` unless both are above 0.
 */
export function rateRatioOf(a: Rate, b: Rate): RateRatio | null {
  if (!(a.value > 0 && b.value > 0)) return null;
  const value = a.value / b.value;
  if (!a.interval || !b.interval || !(a.interval.low > 0 && b.interval.low > 0)) {
    const isPlain = value >= PLAIN_FACTOR || value <= 1 / PLAIN_FACTOR;
    return { value, interval: null, verdict: isPlain ? 'real' : 'not-shown' };
  }
  const down = Math.hypot(Math.log(a.value / a.interval.low), Math.log(b.interval.high / b.value));
  const up = Math.hypot(Math.log(a.interval.high / a.value), Math.log(b.value / b.interval.low));
  const interval = { low: value * Math.exp(-down), high: value * Math.exp(up) };
  return { value, interval, verdict: ratioVerdict(interval) };
}

/** What the 95 % interval of a ratio allows to say of the two. */
export function ratioVerdict({ low, high }: Interval): RatioVerdict {
  if (low > 1 || high < 1) return 'real';
  return high >= NOISY_FACTOR || low <= 1 / NOISY_FACTOR ? 'too-noisy' : 'not-shown';
}
