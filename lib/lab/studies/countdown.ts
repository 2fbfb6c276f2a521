/** How far work of known parts has come, and how long the rest may take at the pace so far. */
export interface Countdown {
  /** @param weight of the part that has ended, in the unit of the total */
  advance(weight: number): void;
  /** 0..1 */
  share(): number;
  /** ms; `null` before a part has ended */
  remainingMs(): number | null;
}

export function createCountdown(total: number): Countdown {
  const startMs = performance.now();
  let done = 0;
  return {
    advance(weight) {
      done += weight;
    },
    share: () => (total > 0 ? Math.min(1, done / total) : 1),
    remainingMs: () => (done > 0 ? ((performance.now() - startMs) / done) * Math.max(0, total - done) : null),
  };
}
