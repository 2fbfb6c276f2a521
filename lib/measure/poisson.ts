import type { Interval } from './interval';

/** The 95 % interval of the mean of a Poisson count, by Anscombe's square root (1948). */
export function poissonInterval(count: number): Interval {
  const root = Math.sqrt(count + 3 / 8);
  return { low: Math.max(0, (root - 0.98) ** 2 - 3 / 8), high: (root + 0.98) ** 2 - 3 / 8 };
}
