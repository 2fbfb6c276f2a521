import { TrilaneError } from '../errors';
import type { Client } from './slots';

/** How often something may be done. */
export interface PaceLimit {
  readonly perVisitor: Rate;
  readonly perAddress: Rate;
}

interface Rate {
  /** At once, after a rest. */
  readonly burst: number;
  readonly perMinute: number;
}

interface Bucket {
  tokens: number;
  atMs: number;
}

/** A client that has been away long enough to have all of its burst is forgotten. */
const MOST_KNOWN = 10_000;

export interface Pace {
  /**
   * Counts one, or another amount.
   * @throws TooFast, where nothing is counted
   */
  step(client: Client, amount?: number): void;
  /** Whether one more is let through; counts nothing. @throws TooFast */
  look(client: Client): void;
}

/** Refused for being too fast: with how long to stay away. */
export class TooFast extends TrilaneError {
  constructor(
    detail: string,
    readonly retryAfterSeconds: number,
  ) {
    super('too-many-requests', detail);
  }
}

/**
 * Token buckets (RFC 2697 calls the burst "committed burst size"), one a visitor and one an address.
 * @param what in the plural, as in "too many changes"
 */
export function createPace(
  what: string,
  limit: PaceLimit,
  { nowMs = () => performance.now(), onRefusal = () => {} }: { nowMs?: () => number; onRefusal?: () => void } = {},
): Pace {
  const visitors = new Map<string, Bucket>();
  const addresses = new Map<string, Bucket>();
  const bucketOf = (buckets: Map<string, Bucket>, key: string, { burst, perMinute }: Rate): Bucket => {
    const now = nowMs();
    const known = buckets.get(key) ?? { tokens: burst, atMs: now };
    const tokens = Math.min(burst, known.tokens + ((now - known.atMs) / 60_000) * perMinute);
    if (buckets.size >= MOST_KNOWN && !buckets.has(key)) forgetFull(buckets, burst, perMinute, now);
    const bucket = { tokens, atMs: now };
    // Kept in the order in which they were seen.
    buckets.delete(key);
    buckets.set(key, bucket);
    return bucket;
  };
  const bucketsFor = ({ visitor, address }: Client, amount: number): readonly Bucket[] => {
    const all: [Bucket, Rate][] = [[bucketOf(addresses, address, limit.perAddress), limit.perAddress]];
    if (visitor !== null) all.push([bucketOf(visitors, visitor, limit.perVisitor), limit.perVisitor]);
    const waitSeconds = Math.max(...all.map(([{ tokens }, { perMinute }]) => ((amount - tokens) / perMinute) * 60));
    if (waitSeconds > 0) {
      onRefusal();
      throw new TooFast(
        `Too many ${what} came in a short time. Try again in ${inWords(waitSeconds)}.`,
        Math.ceil(waitSeconds),
      );
    }
    return all.map(([bucket]) => bucket);
  };
  return {
    step(client, amount = 1) {
      for (const bucket of bucketsFor(client, amount)) bucket.tokens -= amount;
    },
    look: (client) => void bucketsFor(client, 1),
  };
}

const inWords = (seconds: number) => (seconds <= 120 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`);

function forgetFull(buckets: Map<string, Bucket>, burst: number, perMinute: number, now: number): void {
  for (const [key, { tokens, atMs }] of buckets)
    if (tokens + ((now - atMs) / 60_000) * perMinute >= burst) buckets.delete(key);
  // All of them at work: the one seen longest ago goes.
  const [oldest] = buckets.keys();
  if (buckets.size >= MOST_KNOWN && oldest !== undefined) buckets.delete(oldest);
}
