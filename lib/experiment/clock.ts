import { onAbort } from '../errors/on-abort';

/** Time, passed in so that tests can own it. */
export interface Clock {
  /** ms, monotonic. */
  now(): number;
  /** Resolves at `atMs` or as soon as `signal` aborts, whichever is first; never early. */
  sleepUntil(atMs: number, signal: AbortSignal): Promise<void>;
}

/**
 * The real clock, in browsers, workers and Node. A browser rounds timers to whole ms and holds nested ones back to 4 ms,
 * so it sleeps by timer until just before and yields through a message channel for the rest: other
 * events (answers, a cancel) are served meanwhile.
 */
export function createRealClock(): Clock {
  const channel = new MessageChannel();
  const waiting: (() => void)[] = [];
  channel.port1.onmessage = () => waiting.shift()?.();
  // Node only: the channel must not keep the process alive.
  (channel.port1 as { unref?: () => void }).unref?.();
  const yieldOnce = () =>
    new Promise<void>((resolve) => {
      waiting.push(resolve);
      (channel.port1 as { ref?: () => void }).ref?.();
      channel.port2.postMessage(null);
    });
  const timer = (ms: number, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      const handle = setTimeout(() => {
        end();
        resolve();
      }, ms);
      const end = onAbort(signal, () => {
        clearTimeout(handle);
        resolve();
      });
    });
  const now = () => performance.now();
  return {
    now,
    async sleepUntil(atMs, signal) {
      // A timer set from a message event starts a fresh chain: the 4 ms floor for nested timers does not apply.
      while (!signal.aborted) {
        const leftMs = atMs - now();
        if (leftMs <= 0) return;
        await yieldOnce();
        if (leftMs > 2) await timer(Math.floor(leftMs - 1), signal);
      }
    },
  };
}
