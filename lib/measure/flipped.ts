import type { Difference } from './difference';

/** The same difference seen from the other side: `differenceOf(b, a)` from `differenceOf(a, b)`. */
export function flipped(difference: Difference): Difference {
  const { superiority, medianRatio: ratio } = difference;
  return {
    ...difference,
    superiority: superiority === null ? null : 1 - superiority,
    medianRatio: ratio && { value: 1 / ratio.value, low: 1 / ratio.high, high: 1 / ratio.low },
  };
}
