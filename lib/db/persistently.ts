import { setTimeout as sleep } from 'node:timers/promises';
import { TrilaneError } from '../errors';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 2000;

/** Runs `work`, again and again while it is only the database that cannot be reached. */
export type Persistently = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * @param signal ends the waiting: the last failure is thrown
 * @param onWait told what the first of a row of failures was
 */
export function createPersistence(signal: AbortSignal, onWait: (failure: unknown) => void = () => {}): Persistently {
  return async (work) => {
    for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(LONGEST_WAIT_MS, 2 * waitMs)) {
      try {
        return await work();
      } catch (thrown) {
        if (signal.aborted || !isUnreachable(thrown)) throw thrown;
        if (waitMs === FIRST_WAIT_MS) onWait(thrown);
        await sleep(waitMs, undefined, { signal }).catch(() => {});
      }
    }
  };
}

/** Classes of SQLSTATE that speak of the connection or the server, not of the query: PostgreSQL's manual, appendix A. */
const PASSING_CLASSES = ['08', '53', '57', '40'];

/** Of the system, when a connection cannot be made or breaks. */
const NETWORK_CODES = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
];

/** Whether a failure is the database's being away (it restarts, the network is down), and so passes. */
export function isUnreachable(thrown: unknown): boolean {
  if (thrown instanceof TrilaneError || !(thrown instanceof Error)) return false;
  // Drizzle wraps what the driver threw.
  if (thrown.cause instanceof Error) return isUnreachable(thrown.cause);
  const { code, severity } = thrown as NodeJS.ErrnoException & { readonly severity?: string };
  // It restarts, whatever the reason.
  if (severity === 'PANIC') return true;
  if (code) return NETWORK_CODES.includes(code) || PASSING_CLASSES.includes(code.slice(0, 2));
  return /connection|timeout/i.test(thrown.message);
}
