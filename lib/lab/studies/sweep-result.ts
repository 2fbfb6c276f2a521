import type { ErrorReport } from '../../errors';
import type { SweepId } from '../../experiment/setup-fields';
import type { ModeId } from '../../modes';
import type { TimedCalls } from '../lane/study-messages';
import type { Passes } from './passes';

export const BATCH_SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256] as const;

export interface SweepPoint {
  readonly batchSize: number;
  /** Of the runtime; `null` = as many as it takes by itself. */
  readonly threads: number | null;
  readonly versionId: string;
}

/** One point in one pass. */
export type SweepSample = SweepPoint & TimedCalls;

/** One point over all its passes. */
export interface SweepFigure extends SweepPoint {
  /** The time of a call; ms. */
  readonly callMs: Passes;
  readonly samplesPerSecond: number;
  /** What the fitted line says, where there is one. */
  readonly fittedMs: number | null;
  readonly residualShare: number | null;
}

/** A point that cannot be measured, and why: it is left out from then on. */
export type SweepFailure = SweepPoint & { readonly error: ErrorReport };

/** Whether two are the same thing to measure. */
export const keyOfPoint = ({ batchSize, threads, versionId }: SweepPoint) => `${batchSize} ${threads} ${versionId}`;

export interface SweepResult {
  readonly kind: SweepId;
  readonly lane: ModeId;
  readonly modelId: string;
  /** In the order they were measured. */
  readonly samples: readonly SweepSample[];
  /** In the order they failed. */
  readonly failures: readonly SweepFailure[];
  /** How many samples there will be. */
  readonly planned: number;
  readonly passes: number;
  /** The server splits a request of more rows; `null` = does not apply. */
  readonly mostRows: number | null;
  /** Whether the page may use threads. */
  readonly isolated: boolean;
}
