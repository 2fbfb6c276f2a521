/** What a context can do while it waits. */
export interface Rest {
  /** ms, monotonic. */
  now(): number;
  /** Leaves the thread to others for about `ms`, or until `signal` aborts; may wake early or late. */
  rest(ms: number, signal: AbortSignal): Promise<void>;
  /** Lets what is waiting on this thread run, and comes back at once. */
  giveWay(): Promise<void>;
}

/** A context that usually wakes so late is told to wake so much earlier, but no more than this is ever waited awake. ms */
const MOST_MARGIN_MS = 0.3;
const STEP_MS = 0.005;

/**
 * Sleeps until a moment: rests until just before, and gives way for what is left. The margin follows the median of how late the context
 * wakes, so about half of all sleeps end without a moment awake, and the others with a few hundredths of a ms.
 * @returns resolves at `atMs` or as soon as `signal` aborts, whichever is first; never early
 */
export function createSleep({ now, rest, giveWay }: Rest): (atMs: number, signal: AbortSignal) => Promise<void> {
  let marginMs = 0;
  return async (atMs, signal) => {
    while (!signal.aborted) {
      const leftMs = atMs - now();
      if (leftMs <= 0) return;
      if (leftMs <= marginMs) await giveWay();
      else {
        await rest(leftMs - marginMs, signal);
        const lateMs = now() - (atMs - marginMs);
        // A rest that was cut short, or rounded down, says nothing of how late it wakes.
        if (lateMs > 0)
          marginMs = Math.min(MOST_MARGIN_MS, Math.max(0, marginMs + Math.sign(lateMs - marginMs) * STEP_MS));
      }
    }
  };
}
