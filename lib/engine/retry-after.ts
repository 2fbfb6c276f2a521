import type { Random } from '../workload/random';
import { pause } from './ask-again';

/** Statuses by which a server sends somebody away for a while: too many requests of one, or of all. */
const SENT_AWAY: ReadonlySet<number> = new Set([429, 503]);
/** However soon a server lets us come again, ms. */
const LEAST_WAIT_MS = 100;
/** A class that was sent away together must not come back together: each waits longer by up to this share of its wait, or so many ms. */
const MOST_JITTER_SHARE = 0.5;
const LEAST_JITTER_MS = 500;

/**
 * @param header `Retry-After`: seconds, or a date of HTTP in any of its three forms (RFC 9110, 10.2.3 and 5.6.7)
 * @param nowMs the server's clock, since 1970
 * @returns how long to stay away, ms; `null` where it does not say
 */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text)) return null;
  // The oldest form, of C's asctime, is in universal time without a word.
  const atMs = Date.parse(text.endsWith(' GMT') ? text : `${text} GMT`);
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - nowMs);
}

export interface Patience {
  /** How long it may take in all, ms: who is sent away for longer hears of the refusal at once. */
  readonly patienceMs: number;
  /** Ends the waiting. */
  readonly signal: AbortSignal;
  readonly random?: Random;
  /** It was sent away for so long, and comes again. ms */
  readonly onWaited?: (ms: number) => void;
}

/**
 * Sends again what a server refused for load, not before the time it says (429 or 503 with `Retry-After`) and spread by chance. To be
 * used for what may be sent twice; not for the items of a lane that shows what its server refuses (SPEC 5.2).
 * @returns the first answer that is another, or the last refusal
 * @throws what `send` throws; DOMException `AbortError` when the signal aborts while it waits
 */
export async function askPatiently(
  send: () => Promise<Response>,
  { patienceMs, signal, random = Math.random, onWaited }: Patience,
): Promise<Response> {
  for (let leftMs = patienceMs; ; ) {
    const response = await send();
    if (!SENT_AWAY.has(response.status)) return response;
    const saidAtMs = Date.parse(response.headers.get('date') ?? '');
    const awayMs = retryAfterMs(response.headers.get('retry-after'), Number.isNaN(saidAtMs) ? Date.now() : saidAtMs);
    if (awayMs === null) return response;
    const jitterMs = random() * Math.max(LEAST_JITTER_MS, MOST_JITTER_SHARE * awayMs);
    const waitMs = Math.max(LEAST_WAIT_MS, awayMs) + jitterMs;
    if (waitMs > leftMs) return response;
    leftMs -= waitMs;
    await response.body?.cancel();
    await pause(waitMs, signal);
    onWaited?.(waitMs);
  }
}
