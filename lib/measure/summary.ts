import { isEmulated, type LaneConditions } from '../emulate/conditions';
import type { ModelTarget } from '../model/manifest';
import type { ModeId } from '../modes';
import { type Anatomy, anatomyOf } from './anatomy';
import { blocksOf, rateInterval } from './blocks';
import { connectionsFullShare } from './connections';
import { lagOneCorrelation } from './correlation';
import { dispatchOf } from './dispatch';
import type { Freshness } from './freshness';
import type { Interval } from './interval';
import { createLaneFold, type LaneTotals } from './lane-fold';
import type { LaneId, LaneRecord, LaneStatus } from './lane-record';
import { nearestRank, PERCENTILES, type PercentileId, type PercentileResult, percentileOf } from './percentile';
import { type Proportion, proportionOf } from './proportion';
import { type ResourceFigures, resourceFiguresOf } from './resource-figures';

export type Percentiles = Readonly<Record<PercentileId, PercentileResult>>;

/** The figures of one lane. `null` = nothing to compute it from. */
export interface LaneSummary {
  readonly id: LaneId;
  readonly modeId: ModeId;
  readonly target: ModelTarget;
  /** What was emulated, and where the load came from. */
  readonly conditions: LaneConditions;
  readonly state: LaneStatus['state'];
  readonly plannedCount: number;
  readonly counts: Readonly<LaneTotals['counts']>;
  /** From the scheduled arrival (SPEC 1.1). */
  readonly latency: Percentiles;
  /** From the sending: what a generator that forgets its schedule would report. */
  readonly uncorrected: Percentiles;
  /** Every latency, ascending, both ways. ms */
  readonly sorted: { readonly latencyMs: Float64Array; readonly uncorrectedMs: Float64Array };
  /** How much an item's latency follows that of the item before it, -1..1; 0 until the lane has ended (SPEC 6.4). */
  readonly correlation: number;
  /** From the first arrival to the last answer, ms. */
  readonly activeMs: number;
  /** Median latency however few items there are: for live figures only, never for a claim. */
  readonly provisionalMedianMs: number | null;
  /** Medians of the wait for the next run and of everything else; ms. */
  readonly medianWaitMs: number | null;
  readonly medianWorkMs: number | null;
  /** Answers per second from the first arrival to the last answer (SPEC 3.1). */
  readonly itemsPerSecond: number | null;
  /** Of `itemsPerSecond`, by the bootstrap over blocks; `null` of too little, and until the lane has ended (SPEC 3.4). */
  readonly throughputInterval: Interval | null;
  /** Answers per second of compute: what batching buys (SPEC 3.2). */
  readonly itemsPerComputeSecond: number | null;
  /** Of `itemsPerComputeSecond`, in the same way. */
  readonly computeRateInterval: Interval | null;
  readonly meanBatchSize: number | null;
  readonly accuracy: Proportion | null;
  readonly anatomy: Anatomy | null;
  readonly resources: ResourceFigures | null;
  /** CPU-seconds a second of activity: how many cores the lane kept busy (SPEC 7.3). */
  readonly coresBusy: number | null;
  /** How old the newest answer in hand was (SPEC 7.4). */
  readonly freshness: Freshness | null;
  /** Median of the time that was added on purpose, ms (SPEC 11.3); `null` in a lane as it is. */
  readonly emulatedMedianMs: number | null;
  /**
   * Share of the time with more requests out than a browser has connections (SPEC 5.7); `null` where
   * one goes at a time.
   */
  readonly connectionsFullShare: number | null;
  /** How well the generator kept its schedule (SPEC 5.3); `null` in a lane that gathers. */
  readonly lateness: { readonly lateCount: number; readonly of: number; readonly worstMs: number } | null;
}

/** The figures of a lane's record, from scratch. For a record that grows keep a `LaneFold` and use `summaryOf`. */
export function summarise(record: LaneRecord, labels: Uint8Array = new Uint8Array(0)): LaneSummary {
  const fold = createLaneFold(record.modeId, labels);
  fold.advance(record);
  return summaryOf(record, fold.totals);
}

export function summaryOf(record: LaneRecord, totals: LaneTotals): LaneSummary {
  const { counts } = totals;
  const median = (sorted: Float64Array) => (sorted.length === 0 ? null : nearestRank(sorted, 0.5));
  const activeMs = Math.max(0, totals.lastFinishMs - totals.firstArrivalMs);
  // What is drawn while a lane runs needs neither, and both take their time.
  const ended = record.status.state !== 'running';
  const gathers = dispatchOf(record.modeId) === 'at-intervals';
  const blocks = ended ? blocksOf(record.modeId, totals) : [];
  const cpuSeconds = record.resources?.cpuSeconds ?? null;
  return {
    id: record.id,
    modeId: record.modeId,
    target: record.target,
    conditions: record.conditions,
    state: record.status.state,
    plannedCount: record.plannedCount,
    counts: { ...counts },
    latency: percentilesOf(totals.latencyMs.sorted()),
    uncorrected: percentilesOf(totals.uncorrectedMs.sorted()),
    sorted: { latencyMs: totals.latencyMs.sorted(), uncorrectedMs: totals.uncorrectedMs.sorted() },
    correlation: ended ? correlationOf(totals) : 0,
    activeMs,
    provisionalMedianMs: median(totals.latencyMs.sorted()),
    medianWaitMs: gathers ? median(totals.waitMs.sorted()) : counts.completed > 0 ? 0 : null,
    medianWorkMs: median((gathers ? totals.workMs : totals.latencyMs).sorted()),
    itemsPerSecond: activeMs > 0 ? (counts.completed * 1000) / activeMs : null,
    throughputInterval: rateInterval(blocks, 'durationMs'),
    itemsPerComputeSecond: totals.computeMs > 0 ? (counts.completed * 1000) / totals.computeMs : null,
    computeRateInterval: rateInterval(blocks, 'computeMs'),
    meanBatchSize: totals.batches > 0 ? counts.completed / totals.batches : null,
    accuracy: proportionOf(totals.right, totals.labelled),
    anatomy: anatomyOf(totals),
    resources: record.resources && resourceFiguresOf(record.resources, counts.completed),
    coresBusy: cpuSeconds === null || activeMs === 0 ? null : (cpuSeconds * 1000) / activeMs,
    freshness: totals.freshness.result(),
    emulatedMedianMs: isEmulated(record.conditions) ? median(totals.stages.emulatedMs.values().slice().sort()) : null,
    connectionsFullShare: ended ? fullShare(totals) : null,
    lateness:
      totals.judgedForLateness === 0
        ? null
        : { lateCount: totals.late, of: totals.judgedForLateness, worstMs: totals.latestMs },
  };
}

/** Where everything came at once a latency is the sum of the gaps between answers before it, and only the gaps are chance. */
function correlationOf(totals: LaneTotals): number {
  const sorted = totals.latencyMs.sorted();
  if (totals.lastArrivalMs > totals.firstArrivalMs) return lagOneCorrelation(inOrderOfArrival(totals), sorted);
  return lagOneCorrelation(sorted.subarray(1).map((ms, index) => ms - (sorted[index] ?? 0)));
}

function inOrderOfArrival({ items, latencyMs }: LaneTotals): Float64Array {
  const at = items.values();
  const latency = latencyMs.values();
  let isInOrder = true;
  let most = 0;
  for (let index = 0; index < at.length; index++) {
    const item = at[index] ?? 0;
    isInOrder &&= item >= most;
    most = Math.max(most, item);
  }
  if (isInOrder) return latency;
  const byItem = new Float64Array(most + 1).fill(Number.NaN);
  for (let index = 0; index < at.length; index++) byItem[at[index] ?? 0] = latency[index] ?? 0;
  return at.length === byItem.length ? byItem : byItem.filter((ms) => !Number.isNaN(ms));
}

function fullShare({ requests }: LaneTotals): number | null {
  if (requests.startedAtMs.length === 0) return null;
  return connectionsFullShare(requests.startedAtMs.values(), requests.endedAtMs.values());
}

function percentilesOf(sorted: Float64Array): Percentiles {
  const at = (id: PercentileId) => percentileOf(sorted, PERCENTILES[id]);
  return { p50: at('p50'), p90: at('p90'), p99: at('p99'), p999: at('p999') };
}
