/** How old the newest answer in hand was. ms */
export interface Freshness {
  /** Averaged over the time from the first answer to the last. */
  readonly meanMs: number;
  /** Just before it was replaced, at its worst. */
  readonly worstMs: number;
}

/** Takes in answers in the order they came. */
export interface FreshnessMeter {
  add(arrivedAtMs: number, finishedAtMs: number): void;
  /** `null` before there are answers at two moments. */
  result(): Freshness | null;
}

/**
 * Age of Information (Kaul, Yates & Gruteser, 2012; SPEC 7.4): at every moment the age of the newest item that has been
 * answered, counted from its arrival. It grows with time and falls when a newer item is answered; an old item answered late
 * does not freshen anything.
 */
export function createFreshnessMeter(): FreshnessMeter {
  let firstMs = Number.NaN;
  let lastMs = Number.NaN;
  let newestMs = Number.NEGATIVE_INFINITY;
  let area = 0;
  let worstMs = 0;
  return {
    add(arrivedAtMs, finishedAtMs) {
      if (Number.isNaN(firstMs)) firstMs = finishedAtMs;
      else if (finishedAtMs > lastMs) {
        const fromMs = lastMs - newestMs;
        const toMs = finishedAtMs - newestMs;
        area += ((fromMs + toMs) / 2) * (finishedAtMs - lastMs);
        worstMs = Math.max(worstMs, toMs);
      }
      lastMs = Number.isNaN(lastMs) ? finishedAtMs : Math.max(lastMs, finishedAtMs);
      newestMs = Math.max(newestMs, arrivedAtMs);
    },
    result: () => (lastMs > firstMs ? { meanMs: area / (lastMs - firstMs), worstMs } : null),
  };
}
