import { dispatchOf } from './dispatch';
import type { LaneRecord } from './lane-record';
import { nearestRank, PERCENTILES, type PercentileResult, percentileOf } from './percentile';
import { type Proportion, proportionOf } from './proportion';
import { foldOf } from './run-figures';
import { commonErrorOf, type LaneSummary } from './summary';

/** A lane's headline as far as it has come: for showing, never for a claim. `null` = no answer yet. */
export interface LiveFigures {
  readonly completed: number;
  /** Items without an answer, and the error that came most often. */
  readonly failed: number;
  readonly commonError: LaneSummary['commonError'];
  readonly medianMs: number | null;
  readonly p50: PercentileResult;
  readonly p90: PercentileResult;
  /** Of a lane that gathers: medians of the wait for the next run, and of everything else. */
  readonly medianWaitMs: number | null;
  readonly medianWorkMs: number | null;
  readonly accuracy: Proportion | null;
}

/** Costs what is new since the last time: the lane's one fold goes on. @param labels as the figures of the run take them */
export function liveFiguresOf(record: LaneRecord, labels: Uint8Array): LiveFigures {
  const fold = foldOf(record, labels);
  fold.advance(record);
  const { latencyMs, waitMs, workMs, right, labelled, counts, errors } = fold.totals;
  const median = (sorted: Float64Array) => (sorted.length === 0 ? null : nearestRank(sorted, 0.5));
  const gathers = dispatchOf(record.modeId) === 'at-intervals';
  return {
    completed: counts.completed,
    failed: counts.failed + counts.timedOut,
    commonError: commonErrorOf(errors),
    medianMs: median(latencyMs.sorted()),
    p50: percentileOf(latencyMs.sorted(), PERCENTILES.p50),
    p90: percentileOf(latencyMs.sorted(), PERCENTILES.p90),
    medianWaitMs: gathers ? median(waitMs.sorted()) : null,
    medianWorkMs: gathers ? median(workMs.sorted()) : null,
    accuracy: proportionOf(right, labelled),
  };
}
