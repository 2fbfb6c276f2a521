import type { ModelTarget } from '../model/manifest';
import type { ModeId } from '../modes';
import { type Anatomy, anatomyOf } from './anatomy';
import { createLaneFold, type LaneTotals } from './lane-fold';
import type { LaneRecord, LaneStatus } from './lane-record';
import { nearestRank, PERCENTILES, type PercentileId, type PercentileResult, percentileOf } from './percentile';
import { type Proportion, proportionOf } from './proportion';
import { type ResourceFigures, resourceFiguresOf } from './resource-figures';

export type Percentiles = Readonly<Record<PercentileId, PercentileResult>>;

/** The figures of one lane. `null` = nothing to compute it from. */
export interface LaneSummary {
  readonly modeId: ModeId;
  readonly target: ModelTarget;
  readonly state: LaneStatus['state'];
  readonly plannedCount: number;
  readonly counts: Readonly<LaneTotals['counts']>;
  /** From the scheduled arrival (SPEC 1.1). */
  readonly latency: Percentiles;
  /** From the sending: what a generator that forgets its schedule would report. */
  readonly uncorrected: Percentiles;
  /** Median latency however few items there are: for live figures only, never for a claim. */
  readonly provisionalMedianMs: number | null;
  /** Medians of the wait for the next run and of everything else; ms. */
  readonly medianWaitMs: number | null;
  readonly medianWorkMs: number | null;
  /** Answers per second from the first arrival to the last answer (SPEC 3.1). */
  readonly itemsPerSecond: number | null;
  /** Answers per second of compute: what batching buys (SPEC 3.2). */
  readonly itemsPerComputeSecond: number | null;
  readonly meanBatchSize: number | null;
  readonly accuracy: Proportion | null;
  readonly anatomy: Anatomy | null;
  readonly resources: ResourceFigures | null;
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
  const activeMs = totals.lastFinishMs - totals.firstArrivalMs;
  return {
    modeId: record.modeId,
    target: record.target,
    state: record.status.state,
    plannedCount: record.plannedCount,
    counts: { ...counts },
    latency: percentilesOf(totals.latencyMs.sorted()),
    uncorrected: percentilesOf(totals.uncorrectedMs.sorted()),
    provisionalMedianMs: median(totals.latencyMs.sorted()),
    medianWaitMs: median(totals.waitMs.sorted()),
    medianWorkMs: median(totals.workMs.sorted()),
    itemsPerSecond: activeMs > 0 ? (counts.completed * 1000) / activeMs : null,
    itemsPerComputeSecond: totals.computeMs > 0 ? (counts.completed * 1000) / totals.computeMs : null,
    meanBatchSize: totals.batches > 0 ? counts.completed / totals.batches : null,
    accuracy: proportionOf(totals.right, totals.labelled),
    anatomy: anatomyOf(totals),
    resources: record.resources && resourceFiguresOf(record.resources, counts.completed),
    lateness:
      totals.judgedForLateness === 0
        ? null
        : { lateCount: totals.late, of: totals.judgedForLateness, worstMs: totals.latestMs },
  };
}

function percentilesOf(sorted: Float64Array): Percentiles {
  const at = (id: PercentileId) => percentileOf(sorted, PERCENTILES[id]);
  return { p50: at('p50'), p90: at('p90'), p99: at('p99'), p999: at('p999') };
}
