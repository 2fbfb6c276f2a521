import { type Proportion, proportionOf } from './proportion';
import { FEWEST_LOOKS, FREE_WITHIN_MS } from './rules';

/** How busy a thread was, by messages sent to it at moments it could not know. */
export interface BusyShare {
  /** The share of these moments at which it was at work on something else, with its interval; `null` with too few to say. */
  readonly share: Proportion | null;
  /** The longest that one of them waited, ms. */
  readonly longestMs: number;
}

/**
 * The share of random moments at which a thread was busy is the share of its time in which it was: moments that do not follow its own
 * work see time averages (Wolff 1982, there of Poisson arrivals).
 * @param delaysMs from sending each message to when it was heard; the two clocks may be apart, but not drift
 */
export function busyShareOf(delaysMs: readonly number[]): BusyShare {
  // What the way itself takes, and how far the clocks are apart.
  const leastMs = delaysMs.reduce((least, ms) => Math.min(least, ms), Number.POSITIVE_INFINITY);
  const waitedMs = delaysMs.map((ms) => ms - leastMs);
  // A thread that is free hears a message almost as soon as the quickest of them was heard.
  const busy = waitedMs.filter((ms) => ms > FREE_WITHIN_MS).length;
  return {
    share: delaysMs.length < FEWEST_LOOKS ? null : proportionOf(busy, delaysMs.length),
    longestMs: waitedMs.reduce((most, ms) => Math.max(most, ms), 0),
  };
}
