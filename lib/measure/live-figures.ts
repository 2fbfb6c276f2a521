import { gathers } from '../modes';
import type { LaneRecord } from './lane-record';
import { medianOfSorted, PERCENTILES, type PercentileResult, percentileOf } from './percentile';
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

/** Items that are folded while a page waits for it. */
const MOST_AT_ONCE = 50_000;

/**
 * Costs what is new since the last time: the lane's one fold goes on.
 * @param labels as the figures of the run take them
 * @returns `null` of a lane that is over and too long to be folded at once: it is folded for the figures of the run (`runFiguresOf`)
 */
export function liveFiguresOf(record: LaneRecord, labels: Uint8Array): LiveFigures | null {
  const fold = foldOf(record, labels);
  const isOver = record.status.state !== 'running';
  if (isOver && fold.behind(record) > MOST_AT_ONCE) return null;
  fold.advance(record);
  const { latencyMs, waitMs, workMs, right, labelled, counts, errors } = fold.totals;
  const isGathering = gathers(record.modeId);
  return {
    completed: counts.completed,
    failed: counts.failed + counts.timedOut,
    commonError: commonErrorOf(errors),
    medianMs: medianOfSorted(latencyMs.sorted()),
    p50: percentileOf(latencyMs.sorted(), PERCENTILES.p50),
    p90: percentileOf(latencyMs.sorted(), PERCENTILES.p90),
    medianWaitMs: isGathering ? medianOfSorted(waitMs.sorted()) : null,
    medianWorkMs: isGathering ? medianOfSorted(workMs.sorted()) : null,
    accuracy: proportionOf(right, labelled),
  };
}
