import type { SweepId } from '../../experiment/setup-fields';
import type { ModeId } from '../../modes';
import type { TimedCalls } from './study-messages';

export const BATCH_SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256] as const;

export interface SweepPoint {
  readonly batchSize: number;
  /** Of the runtime; `null` = as many as it takes by itself. */
  readonly threads: number | null;
  readonly versionId: string;
}

/** One point in one pass. */
export type SweepSample = SweepPoint & TimedCalls;

export interface SweepResult {
  readonly kind: SweepId;
  readonly lane: ModeId;
  readonly modelId: string;
  /** In the order they were measured. */
  readonly samples: readonly SweepSample[];
  /** How many samples there will be. */
  readonly planned: number;
  readonly passes: number;
  /** The server splits a request of more rows; `null` = does not apply. */
  readonly mostRows: number | null;
  /** Whether the page may use threads. */
  readonly isolated: boolean;
}
