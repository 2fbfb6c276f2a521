import { isEmulated, type LaneConditions } from '../emulate/conditions';
import type { ErrorCode } from '../errors';
import type { ModelTarget } from '../model/manifest';
import { gathers, type ModeId } from '../modes';
import { type Anatomy, anatomyOf } from './anatomy';
import { blocksOf, rateInterval, throughputInterval } from './blocks';
import { connectionsFullShare } from './connections';
import { coordinatedOf } from './coordinated';
import { effectiveCount, lagOneCorrelation } from './correlation';
import type { Freshness } from './freshness';
import type { Interval } from './interval';
import { itemOrder } from './item-order';
import type { LaneTotals } from './lane-fold';
import type { LaneId, LaneRecord, LaneStatus } from './lane-record';
import { type Lateness, latenessOf } from './lateness';
import { medianOfSorted, PERCENTILES, type PercentileId, type PercentileResult, percentileOf } from './percentile';
import { type Proportion, proportionOf } from './proportion';
import { type ResourceFigures, resourceFiguresOf } from './resource-figures';
import { allWorth, equalBlocks, type Worths, worthsOf } from './worth';

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
  /** The error that came most often, and how often; `null` = none came. */
  readonly commonError: { readonly code: ErrorCode; readonly count: number } | null;
  /** Items a second as they came, answered or not; `null` where all came at once. */
  readonly arrivalsPerSecond: number | null;
  /** From the scheduled arrival (SPEC 1.1). */
  readonly latency: Percentiles;
  /**
   * What a generator that waits for its answers would have reported, simulated (SPEC 1.2); `null` in a lane that gathers, and
   * until the lane has ended.
   */
  readonly uncorrected: Percentiles | null;
  /** Answers such a generator would not have waited for, as it would not have sent the item. */
  readonly leftOutCount: number;
  /** Median time from sending to answer: what the lane's clock times (SPEC 5.5). */
  readonly sentMedian: PercentileResult;
  /** Every latency, ascending, both ways. ms */
  readonly sorted: { readonly latencyMs: Float64Array; readonly uncorrectedMs: Float64Array };
  /** How much an item's latency follows that of the item before it, -1..1; 0 until the lane has ended (SPEC 6.4). */
  readonly correlation: number;
  /** As many independent items tell as much of each percentile (SPEC 2.5); all of them until the lane has ended. */
  readonly worth: Worths;
  /** From the first arrival to the last answer, ms. */
  readonly activeMs: number;
  /** Median latency however few items there are: for live figures only, never for a claim. */
  readonly provisionalMedianMs: number | null;
  /** Medians of the wait for the next run and of everything else; ms. */
  readonly medianWaitMs: number | null;
  readonly medianWorkMs: number | null;
  /** Answers per second from the first arrival to the last answer (SPEC 3.1). */
  readonly itemsPerSecond: number | null;
  /** Of `itemsPerSecond`, from blocks; `null` of too few, and until the lane has ended (SPEC 3.4). */
  readonly throughputInterval: Interval | null;
  /** Answers per thread-second of compute: what batching buys, and threads do not (SPEC 3.2). */
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
  /** Items to which time was added, and the most that was added to one. */
  readonly emulated: { readonly count: number; readonly worstMs: number };
  /**
   * Share of the time with more requests out than a browser has connections (SPEC 5.7); `null` where
   * one goes at a time.
   */
  readonly connectionsFullShare: number | null;
  /** How well the generator kept its schedule (SPEC 5.3); `null` in a lane that gathers, and until the lane has ended. */
  readonly lateness: Lateness | null;
}

/**
 * The figures of a lane's record, of which `totals` are the fold.
 * @param users of a closed loop; 0 = items arrive by themselves
 */
export function summaryOf(record: LaneRecord, totals: LaneTotals, users = 0): LaneSummary {
  const { counts } = totals;
  const activeMs = Math.max(0, totals.lastFinishMs - totals.firstArrivalMs);
  // What is drawn while a lane runs needs none of these, and all take their time.
  const ended = record.status.state !== 'running';
  const isGathering = gathers(record.modeId);
  const blocks = ended ? blocksOf(record.modeId, totals) : [];
  const order = ended ? itemOrder(totals.items.values()) : NO_ORDER;
  const correlation = ended ? correlationOf(totals, order) : 0;
  const worth = ended ? worthOf(isGathering, totals, order, correlation, users) : allWorth(totals.latencyMs.length);
  const coordinated = ended ? coordinatedOf(record.modeId, totals, order) : null;
  const measured = counts.completed + counts.failed + counts.timedOut + counts.cancelled;
  const arrivalSpanMs = totals.lastArrivalMs - totals.firstArrivalMs;
  const emulatedMs = totals.stages.emulatedMs.values();
  const cpuSeconds = record.resources?.cpuSeconds ?? null;
  const threads = record.resources?.computeThreads ?? 1;
  return {
    id: record.id,
    modeId: record.modeId,
    target: record.target,
    conditions: record.conditions,
    state: record.status.state,
    plannedCount: record.plannedCount,
    counts: { ...counts },
    commonError: commonErrorOf(totals.errors),
    arrivalsPerSecond: arrivalSpanMs > 0 ? ((measured - 1) * 1000) / arrivalSpanMs : null,
    latency: percentilesOf(totals.latencyMs.sorted(), worth),
    uncorrected:
      coordinated && percentilesOf(coordinated.sortedMs, worthInOrder(coordinated.valuesMs, coordinated.sortedMs)),
    leftOutCount: coordinated?.leftOutCount ?? 0,
    sentMedian: percentileOf(totals.fromSendingMs.sorted(), PERCENTILES.p50),
    sorted: { latencyMs: totals.latencyMs.sorted(), uncorrectedMs: coordinated?.sortedMs ?? NOTHING },
    correlation,
    worth,
    activeMs,
    provisionalMedianMs: medianOfSorted(totals.latencyMs.sorted()),
    medianWaitMs: isGathering ? medianOfSorted(totals.waitMs.sorted()) : counts.completed > 0 ? 0 : null,
    medianWorkMs: medianOfSorted((isGathering ? totals.workMs : totals.latencyMs).sorted()),
    itemsPerSecond: activeMs > 0 ? (counts.completed * 1000) / activeMs : null,
    throughputInterval: throughputInterval(blocks, totals, measured),
    itemsPerComputeSecond: totals.computeMs > 0 ? (counts.completed * 1000) / (totals.computeMs * threads) : null,
    computeRateInterval: perThread(rateInterval(blocks, 'computeMs'), threads),
    meanBatchSize: totals.batches > 0 ? counts.completed / totals.batches : null,
    accuracy: proportionOf(totals.right, totals.labelled),
    anatomy: anatomyOf(totals),
    resources: record.resources && resourceFiguresOf(record.resources, counts.completed),
    coresBusy: cpuSeconds === null || activeMs === 0 ? null : (cpuSeconds * 1000) / activeMs,
    freshness: totals.freshness.result(),
    emulatedMedianMs: isEmulated(record.conditions) ? medianOfSorted(emulatedMs.slice().sort()) : null,
    emulated: {
      count: emulatedMs.reduce((sum, ms) => sum + (ms > 0 ? 1 : 0), 0),
      worstMs: emulatedMs.reduce((worst, ms) => Math.max(worst, ms), 0),
    },
    connectionsFullShare: ended ? fullShare(totals) : null,
    lateness: ended ? latenessOf(totals) : null,
  };
}

function perThread(interval: Interval | null, threads: number): Interval | null {
  return interval && { low: interval.low / threads, high: interval.high / threads };
}

const NOTHING = new Float64Array(0);
const NO_ORDER = new Uint32Array(0);

/** The error that came most often. */
export function commonErrorOf(errors: LaneTotals['errors']): LaneSummary['commonError'] {
  const [most] = [...errors].sort(([, a], [, b]) => b - a);
  return most ? { code: most[0], count: most[1] } : null;
}

const cameAtOnce = ({ firstArrivalMs, lastArrivalMs }: LaneTotals) => !(lastArrivalMs > firstArrivalMs);

/** Where everything came at once a latency is the sum of the gaps between answers before it, and only the gaps are chance. */
function correlationOf(totals: LaneTotals, order: Uint32Array): number {
  const sorted = totals.latencyMs.sorted();
  if (!cameAtOnce(totals)) return lagOneCorrelation(inOrderOf(totals.latencyMs.values(), order), sorted);
  return lagOneCorrelation(sorted.subarray(1).map((ms, index) => ms - (sorted[index] ?? 0)));
}

/** The waits for a run fall from item to item because the schedule spreads them: there only what runs have of their own is chance. */
function worthOf(
  isGathering: boolean,
  totals: LaneTotals,
  order: Uint32Array,
  correlation: number,
  users: number,
): Worths {
  const { latencyMs } = totals;
  if (isGathering) return worthsOf(latencyMs.values(), latencyMs.sorted(), wholeRuns(totals), null);
  if (cameAtOnce(totals)) return allWorth(effectiveCount(latencyMs.length, correlation));
  const valuesMs = inOrderOf(latencyMs.values(), order);
  const ends = equalBlocks(valuesMs.length);
  // Neighbours of a closed loop wait for mostly the same items, and no longer than there are users: blocks that are longer tell what that does.
  const areShared = users > 1 && valuesMs.length >= 2 * users * ends.length && ends.length > 0;
  return worthsOf(valuesMs, latencyMs.sorted(), ends, areShared ? null : correlation);
}

const worthInOrder = (valuesMs: Float64Array, sortedMs: Float64Array): Worths =>
  worthsOf(valuesMs, sortedMs, equalBlocks(valuesMs.length), lagOneCorrelation(valuesMs, sortedMs));

/** Where each run of a lane that gathers ends, among its answers; the last run, which may be short, is not one. */
function wholeRuns({ startedAtMs }: LaneTotals): number[] {
  const started = startedAtMs.values();
  const ends: number[] = [];
  for (let at = 1; at < started.length; at++) if (started[at] !== started[at - 1]) ends.push(at);
  return ends;
}

function inOrderOf(values: Float64Array, order: Uint32Array): Float64Array {
  const ordered = new Float64Array(order.length);
  for (let at = 0; at < order.length; at++) ordered[at] = values[order[at] ?? 0] ?? 0;
  return ordered;
}

function fullShare({ requests }: LaneTotals): number | null {
  if (requests.startedAtMs.length === 0) return null;
  return connectionsFullShare(requests.startedAtMs.values(), requests.endedAtMs.values());
}

export function percentilesOf(sorted: Float64Array, worth: Worths): Percentiles {
  const at = (id: PercentileId) => percentileOf(sorted, PERCENTILES[id], worth[id]);
  return { p50: at('p50'), p90: at('p90'), p99: at('p99'), p999: at('p999') };
}
