import type { CompletedMeasurement, Measurement } from '../../measure/measurement';
import type { ResourceUse } from '../../measure/resources';
import type { ModeId } from '../../modes';

/** What a calibration reads of one lane of a run that was measured. */
export interface MeasuredLane {
  readonly modeId: ModeId;
  readonly measurements: Iterable<Measurement>;
  readonly resources: ResourceUse | null;
  /** Inference threads, and how many items a call may hold; absent where nobody told. */
  readonly threads?: number | undefined;
  readonly mostRows?: number | undefined;
  /** Of the runtime and the model, without the network; ms. */
  readonly startUpMs: number;
}

/** Samples of one kind that a calibration keeps: enough for a p99 that holds, few enough for an address or a file. */
const MOST_KEPT = 2000;

export const completedOf = ({ measurements }: MeasuredLane): CompletedMeasurement[] =>
  Array.from(measurements).filter((one): one is CompletedMeasurement => one.outcome === 'completed');

/** So many of them, at even distances in their order from the shortest to the longest: the same distribution. */
export function thinned(values: readonly number[], most = MOST_KEPT): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length <= most) return sorted;
  return Array.from({ length: most }, (_, index) => sorted[Math.floor(((index + 0.5) * sorted.length) / most)] ?? 0);
}
