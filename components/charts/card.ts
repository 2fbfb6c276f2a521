import type { RunState } from '@/lib/lab/run-state';
import type { RunFigures } from '@/lib/measure/run-figures';
import type { LaneSummary } from '@/lib/measure/summary';
import type { ChartState } from './chart-frame';

/** What every chart card is told. */
export interface CardProps {
  readonly state: ChartState;
  /** Of a run that is over; `null` until they are known. */
  readonly figures: RunFigures | null;
  /** What was measured, for files. */
  readonly caption: string;
  readonly heightPx: number;
}

export const NO_SUMMARIES: readonly LaneSummary[] = [];

export function chartState({ phase, records }: Pick<RunState, 'phase' | 'records'>): ChartState {
  if (phase === 'preparing' || phase === 'running') return 'running';
  const states = new Set(records.map(({ status }) => status.state));
  if (states.has('cancelled')) return 'cancelled';
  if (states.has('failed')) return 'failed';
  return states.has('done') ? 'done' : 'empty';
}

export const hasAnswers = (summaries: readonly LaneSummary[]) => summaries.some(({ counts }) => counts.completed > 0);
