import type { Interval } from './interval';

/** A figure of a lane that is above 0, with its 95 % interval where it has one. */
export interface Rate {
  readonly value: number;
  readonly interval: Interval | null;
}

export interface RateRatio {
  readonly value: number;
  /** `null` where one of the two has none, or reaches down to 0. */
  readonly interval: Interval | null;
}

/**
 * How many times `b` is in `a`. Its interval is recovered from the two intervals on the log scale (MOVER: Zou & Donner,
 * 2008), as for medians (SPEC 6.5). `null` unless both are above 0.
 */
export function rateRatioOf(a: Rate, b: Rate): RateRatio | null {
  if (!(a.value > 0 && b.value > 0)) return null;
  const value = a.value / b.value;
  if (!a.interval || !b.interval || !(a.interval.low > 0 && b.interval.low > 0)) return { value, interval: null };
  const down = Math.hypot(Math.log(a.value / a.interval.low), Math.log(b.interval.high / b.value));
  const up = Math.hypot(Math.log(a.interval.high / a.value), Math.log(b.value / b.interval.low));
  return { value, interval: { low: value * Math.exp(-down), high: value * Math.exp(up) } };
}
