/** Of the percentiles that theory is asked for, each as its share. */
export const THEORY_SHARES = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99 } as const;

/** ms */
export type TheoryPercentiles = Readonly<Record<keyof typeof THEORY_SHARES, number>>;

/** @param at a percentile by its share, ms */
export function percentilesBy(at: (share: number) => number): TheoryPercentiles {
  const { p50, p90, p95, p99 } = THEORY_SHARES;
  return { p50: at(p50), p90: at(p90), p95: at(p95), p99: at(p99) };
}

/**
 * Of a time that is 0 with some chance, and exponential otherwise.
 * @param chance that it is not 0
 * @param meanMs when it is not 0
 */
export function exponentialPercentiles(chance: number, meanMs: number): TheoryPercentiles {
  return percentilesBy((share) => (chance <= 1 - share ? 0 : meanMs * Math.log(chance / (1 - share))));
}

/**
 * Percentiles of a time from 0 on whose tail is known, by halving intervals.
 * @param tail chance that the time is longer than so many ms: never rises, falls to 0
 * @param scaleMs about how long it takes: where to begin; 0 = it takes no time
 */
export function percentilesOfTail(tail: (ms: number) => number, scaleMs: number): TheoryPercentiles {
  return percentilesBy((share) => {
    const beyond = 1 - share;
    if (scaleMs === 0 || tail(0) <= beyond) return 0;
    let high = scaleMs;
    while (tail(high) > beyond) high *= 2;
    let low = 0;
    for (let middle = high / 2; middle > low && middle < high; middle = low + (high - low) / 2) {
      if (tail(middle) > beyond) low = middle;
      else high = middle;
    }
    return high;
  });
}
