import { onAbort } from '../errors/on-abort';
import { createSleep, type Rest } from './sleep';

/** Time, passed in so that tests can own it. */
export interface Clock {
  /** ms, monotonic. */
  now(): number;
  /** Resolves at `atMs` or as soon as `signal` aborts, whichever is first; never early. */
  sleepUntil(atMs: number, signal: AbortSignal): Promise<void>;
}

/**
 * The real clock, in browsers, workers and Node (decision 015). Answers and a cancel are heard while it sleeps. In Node a sleep
 * alone does not keep the process alive.
 */
export function createRealClock(): Clock {
  const now = () => performance.now();
  const giveWay = createGiveWay();
  const rest = restByWaiting() ?? restByTimer(giveWay);
  return { now, sleepUntil: createSleep({ now, rest, giveWay }) };
}

/**
 * Waits on a word of shared memory that only an abort changes. Such a wait ends to a fraction of a ms; timers count whole ms.
 * The memory comes from WebAssembly, which shares it in pages that are not isolated as well.
 * @returns `null` where there is no such wait
 */
function restByWaiting(): Rest['rest'] | null {
  if (typeof Atomics.waitAsync !== 'function') return null;
  let words: Int32Array<SharedArrayBuffer>;
  try {
    const { buffer } = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
    words = new Int32Array(buffer as unknown as SharedArrayBuffer); // it was asked to be shared
  } catch {
    return null;
  }
  // Each sleeper has a word of its own, so that an abort wakes it alone.
  const free: number[] = [];
  let used = 0;
  return async (ms, signal) => {
    const word = free.pop() ?? used++ % words.length;
    const wait = Atomics.waitAsync(words, word, 0, ms);
    if (wait.async) {
      const end = onAbort(signal, () => Atomics.notify(words, word));
      await wait.value;
      end();
    }
    free.push(word);
  };
}

/** The longest a timer can be asked for. ms */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

function restByTimer(giveWay: Rest['giveWay']): Rest['rest'] {
  return async (ms, signal) => {
    // A timer that is set from a message begins a fresh chain: the floor of 4 ms for nested timers does not apply.
    await giveWay();
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      const handle = setTimeout(
        () => {
          end();
          resolve();
        },
        Math.min(LONGEST_TIMER_MS, Math.ceil(ms)),
      );
      const end = onAbort(signal, () => {
        clearTimeout(handle);
        resolve();
      });
    });
  };
}

function createGiveWay(): Rest['giveWay'] {
  const channel = new MessageChannel();
  const waiting: (() => void)[] = [];
  // Node only: the channel must not keep the process alive.
  const port = channel.port1 as { ref?: () => void; unref?: () => void };
  channel.port1.onmessage = () => {
    waiting.shift()?.();
    if (waiting.length === 0) port.unref?.();
  };
  port.unref?.();
  return () =>
    new Promise<void>((resolve) => {
      waiting.push(resolve);
      port.ref?.();
      channel.port2.postMessage(null);
    });
}
