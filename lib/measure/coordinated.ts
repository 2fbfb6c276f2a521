import { type ModeId, modeOf } from '../modes';
import type { LaneTotals } from './lane-fold';
import { BROWSER_CONNECTIONS } from './rules';

const ROUNDING_MS = 1e-6;

/** What a generator that waits for its answers would have reported of a lane. */
export interface Coordinated {
  /** In the order of arrival, and ascending; ms. */
  readonly valuesMs: Float64Array;
  readonly sortedMs: Float64Array;
  /** Items it would not have sent, for all of its connections were out when they were due. */
  readonly leftOutCount: number;
}

/**
 * The coordinated generator (Tene, How NOT to Measure Latency, 2013), simulated from a lane's own answers (SPEC 1.2): it has a
 * few connections, sends an item that is due on one that is free, waits there for the answer, and leaves out what is due while none
 * is free. What it sends is answered as it was in the run, less the time the item stood behind others: most of
 * these it would not have sent. Items without an answer are not in it. Linear in the items.
 *
 * @param order where the measurements stand in the order of arrival (`itemOrder`)
 * @returns `null` in a lane that gathers, where to wait is the plan
 */
export function coordinatedOf(
  modeId: ModeId,
  { latencyMs, finishedAtMs, stages }: LaneTotals,
  order: Uint32Array,
): Coordinated | null {
  const dispatch = modeOf(modeId).dispatch;
  if (dispatch === 'at-intervals') return null;
  const latencies = latencyMs.values();
  const finished = finishedAtMs.values();
  const queue = stages.queueMs.values();
  const blocked = stages.blockedMs.values();
  const freeAtMs = new Float64Array(dispatch === 'one-at-a-time' ? 1 : BROWSER_CONNECTIONS).fill(
    Number.NEGATIVE_INFINITY,
  );
  const noted = new Float64Array(latencies.length);
  let sent = 0;
  for (let at = 0; at < order.length; at++) {
    const place = order[at] ?? 0;
    const latency = latencies[place] ?? 0;
    const dueMs = (finished[place] ?? 0) - latency;
    // Sums of the same times may differ by a rounding error.
    const connection = freeAtMs.findIndex((freeMs) => freeMs <= dueMs + ROUNDING_MS);
    if (connection < 0) continue;
    const ms = Math.max(0, latency - (queue[place] ?? 0) - (blocked[place] ?? 0));
    freeAtMs[connection] = dueMs + ms;
    noted[sent++] = ms;
  }
  const valuesMs = noted.subarray(0, sent);
  return { valuesMs, sortedMs: valuesMs.slice().sort(), leftOutCount: latencies.length - sent };
}
