/** What a context can do while it waits. */
export interface Rest {
  /** ms, monotonic. */
  now(): number;
  /** Leaves the thread to others for about `ms`, or until `signal` aborts; may wake early or late. */
  rest(ms: number, signal: AbortSignal): Promise<void>;
  /** Lets what is waiting on this thread run, and comes back at once. */
  giveWay(): Promise<void>;
}

/** A sleep is ended early by as much as the context usually wakes late, but by no more than this, ms: the rest is waited awake. */
const MOST_MARGIN_MS = 0.6;
/** The margin grows by the first after a wake that was later than it, else shrinks by the second: four of five wakes are earlier. ms */
const LATER_STEP_MS = 0.016;
const EARLIER_STEP_MS = 0.004;
/** To give way takes a few hundredths of a ms. A wait shorter than this is spun, ms. */
const AT_ONCE_MS = 0.05;

/**
 * Sleeps until a moment: rests until just before, gives way for what is left, and spins for the last 0.05 ms. The margin
 * follows the 80th percentile of how late the context wakes, so that four of five sleeps end to the moment, at the price of a few tenths of
 * a ms awake.
 * @returns resolves at `atMs` or as soon as `signal` aborts, whichever is first; never early
 */
export function createSleep({ now, rest, giveWay }: Rest): (atMs: number, signal: AbortSignal) => Promise<void> {
  let marginMs = 0;
  const restUntil = async (atMs: number, signal: AbortSignal) => {
    let leftMs = atMs - now();
    if (leftMs <= 0) return;
    while (leftMs > 0 && !signal.aborted) {
      await rest(leftMs, signal);
      leftMs = atMs - now();
    }
    if (signal.aborted) return;
    const step = -leftMs > marginMs ? LATER_STEP_MS : -EARLIER_STEP_MS;
    marginMs = Math.min(MOST_MARGIN_MS, Math.max(0, marginMs + step));
  };
  return async (atMs, signal) => {
    await restUntil(atMs - marginMs, signal);
    while (!signal.aborted) {
      const leftMs = atMs - now();
      if (leftMs <= 0) return;
      if (leftMs > AT_ONCE_MS) await giveWay();
      else while (now() < atMs);
    }
  };
}
