import { type ErrorCode, TrilaneError } from '../errors';
import { onAbort } from '../errors/on-abort';

/** Errors that may be gone a little later: a server that is being started anew answers with one of them until it is up. */
export const PASSING: ReadonlySet<ErrorCode> = new Set(['server-unreachable', 'not-ready', 'database-unavailable']);
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 2000;

/**
 * Asks again while the server is away, less and less often. To be used for what may be asked twice.
 * @param patienceMs how long it may be away; 0 = it is asked once
 * @throws what the last try threw
 * @throws DOMException `AbortError` when `signal` aborts meanwhile
 */
export async function askAgain<T>(ask: () => Promise<T>, patienceMs: number, signal: AbortSignal): Promise<T> {
  const giveUpMs = performance.now() + patienceMs;
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(LONGEST_WAIT_MS, 2 * waitMs)) {
    try {
      return await ask();
    } catch (thrown) {
      const isPassing = thrown instanceof TrilaneError && PASSING.has(thrown.code);
      if (!isPassing || performance.now() + waitMs > giveUpMs) throw thrown;
      await pause(waitMs, signal);
    }
  }
}

/** @throws DOMException `AbortError` when `signal` aborts */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const handle = setTimeout(() => {
      end();
      resolve();
    }, ms);
    const end = onAbort(signal, () => {
      clearTimeout(handle);
      reject(new DOMException('Cancelled.', 'AbortError'));
    });
  });
}
