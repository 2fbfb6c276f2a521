import type { LaneTotals } from './lane-fold';
import { nearestRank } from './percentile';
import { MEDIAN_ITEMS, MOST_CLAIMED } from './rules';

/** Where an item's time goes, in the order it goes there. */
export const ANATOMY_PARTS = ['wait', 'blocked', 'queue', 'record', 'transfer', 'compute', 'emulated', 'rest'] as const;
export type AnatomyPart = (typeof ANATOMY_PARTS)[number];

export interface Anatomy {
  /** The median latency: what the parts add up to. */
  readonly totalMs: number;
  /** Shares of the whole, 0..1. */
  readonly shares: Readonly<Record<AnatomyPart, number>>;
  /** False when the stages claim over 2 % more than the whole: a clock is wrong, and the chart says so (SPEC 4.2). */
  readonly addsUp: boolean;
}

/**
 * The anatomy of the median item (SPEC 4.1). One item is noise and means are pulled by the tail, so it is the mean
 * share of the items from the 40th to the 60th percentile of latency, laid over the median latency.
 */
export function anatomyOf(totals: LaneTotals): Anatomy | null {
  const sorted = totals.latencyMs.sorted();
  if (sorted.length === 0) return null;
  const lowMs = nearestRank(sorted, MEDIAN_ITEMS.from);
  const highMs = nearestRank(sorted, MEDIAN_ITEMS.to);
  const latency = totals.latencyMs.values();
  const wait = totals.waitMs.values();
  const blocked = totals.stages.blockedMs.values();
  const queue = totals.stages.queueMs.values();
  const record = totals.stages.recordMs.values();
  const transfer = totals.stages.transferMs.values();
  const compute = totals.stages.computeMs.values();
  const emulated = totals.stages.emulatedMs.values();
  const sums = { whole: 0, wait: 0, blocked: 0, queue: 0, record: 0, transfer: 0, compute: 0, emulated: 0 };
  for (let index = 0; index < latency.length; index++) {
    const wholeMs = latency[index] ?? 0;
    if (wholeMs < lowMs || wholeMs > highMs) continue;
    sums.whole += wholeMs;
    sums.wait += wait[index] ?? 0;
    sums.blocked += blocked[index] ?? 0;
    sums.queue += queue[index] ?? 0;
    sums.record += record[index] ?? 0;
    sums.transfer += transfer[index] ?? 0;
    sums.compute += compute[index] ?? 0;
    sums.emulated += emulated[index] ?? 0;
  }
  const claimed = sums.wait + sums.blocked + sums.queue + sums.record + sums.transfer + sums.compute + sums.emulated;
  // Stages that claim too much are shown in proportion; `addsUp` tells.
  const whole = Math.max(sums.whole, claimed);
  const share = (part: number) => (whole > 0 ? part / whole : 0);
  return {
    totalMs: nearestRank(sorted, 0.5),
    shares: {
      wait: share(sums.wait),
      blocked: share(sums.blocked),
      queue: share(sums.queue),
      record: share(sums.record),
      transfer: share(sums.transfer),
      compute: share(sums.compute),
      emulated: share(sums.emulated),
      rest: whole > 0 ? (whole - claimed) / whole : 1,
    },
    addsUp: claimed <= sums.whole * MOST_CLAIMED,
  };
}
