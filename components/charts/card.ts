import type { LaneRecord } from '@/lib/measure/lane-record';
import type { RunFigures } from '@/lib/measure/run-figures';
import type { LaneSummary } from '@/lib/measure/summary';
import type { ChartState } from './chart-frame';

/** What every chart card of a run is told. */
export interface CardProps {
  readonly state: ChartState;
  readonly figures: RunFigures;
  /** What was measured, for files. */
  readonly caption: string;
  readonly heightPx: number;
}

/** @param records of a run that is over */
export function chartState(records: readonly LaneRecord[]): ChartState {
  const states = new Set(records.map(({ status }) => status.state));
  if (states.has('cancelled')) return 'cancelled';
  if (states.has('failed')) return 'failed';
  return states.has('done') ? 'done' : 'empty';
}

export const hasAnswers = (summaries: readonly LaneSummary[]) => summaries.some(({ counts }) => counts.completed > 0);
