import { type Distribution, distributionOf } from '@/lib/measure/distribution';
import type { LaneTotals } from '@/lib/measure/lane-fold';
import type { LaneRecord } from '@/lib/measure/lane-record';
import type { LaneSummary } from '@/lib/measure/summary';
import { type Throughput, throughputOf } from '@/lib/measure/throughput';

/** The figures of one part of the page, of one moment. */
export interface PartFigures {
  /** In the order of the records. */
  readonly summaries: readonly LaneSummary[];
  /** They hold every measurement of a run that is over. */
  readonly exact: boolean;
}

/** What each part of the page draws. Each has figures of its own moment, so that each redraws in a task of its own. */
export interface LaneFigures {
  readonly results: PartFigures;
  readonly latency: PartFigures & { readonly distribution: Distribution | null };
  readonly anatomy: PartFigures;
  readonly throughput: PartFigures & { readonly throughput: Throughput };
  readonly resources: PartFigures;
}

export type PartId = keyof LaneFigures;
export const PART_IDS = [
  'results',
  'latency',
  'anatomy',
  'throughput',
  'resources',
] as const satisfies readonly PartId[];

const NOTHING: PartFigures = { summaries: [], exact: false };
export const NO_FIGURES: LaneFigures = {
  results: NOTHING,
  latency: { ...NOTHING, distribution: null },
  anatomy: NOTHING,
  throughput: { ...NOTHING, throughput: { windowMs: 250, windows: [] } },
  resources: NOTHING,
};

/** A lane as far as it has been folded. */
export interface FoldedLane {
  readonly record: LaneRecord;
  readonly totals: LaneTotals;
  readonly summary: LaneSummary;
}

/** The figures of one part, from what has been folded so far. */
export function partOf(part: PartId, lanes: readonly FoldedLane[], exact: boolean): Partial<LaneFigures> {
  const figures = { summaries: lanes.map(({ summary }) => summary), exact };
  if (part === 'latency') {
    const sorted = lanes.map(({ record, totals }) => ({ modeId: record.modeId, sortedMs: totals.latencyMs.sorted() }));
    return { latency: { ...figures, distribution: distributionOf(sorted) } };
  }
  if (part === 'throughput') {
    const answers = lanes.map(({ record: { modeId, status }, totals: { answersPerWindow, lastFinishMs } }) => {
      const running = status.state === 'running';
      return { modeId, answersPerWindow, untilMs: running ? status.elapsedMs : lastFinishMs, running };
    });
    return { throughput: { ...figures, throughput: throughputOf(answers) } };
  }
  return { [part]: figures };
}
