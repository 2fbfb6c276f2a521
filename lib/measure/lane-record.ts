import type { LaneConditions } from '../emulate/conditions';
import type { ErrorReport } from '../errors';
import type { ModelTarget } from '../model/manifest';
import type { ModeId } from '../modes';
import type { Measurement } from './measurement';
import type { ResourceUse } from './resources';

/** What one lane did in one run: the raw material of every figure, chart and export. */
export interface LaneRecord {
  readonly modeId: ModeId;
  readonly target: ModelTarget;
  /** What was emulated, and where the load came from. */
  readonly conditions: LaneConditions;
  /** In the order they finished. Grows during the run; never mutated after it is handed out. */
  readonly measurements: readonly Measurement[];
  /** How many items the workload holds; 0 while only the run can tell. */
  readonly plannedCount: number;
  /** Known once the lane is done. */
  readonly resources: ResourceUse | null;
  readonly status: LaneStatus;
}

export type LaneStatus =
  | { readonly state: 'idle' }
  | {
      readonly state: 'loading';
      readonly what: 'runtime' | 'model' | 'server';
      readonly loadedBytes: number;
      readonly totalBytes: number;
    }
  | { readonly state: 'checking' }
  | { readonly state: 'waiting' }
  /** `elapsedMs` = the lane's clock at the last update. */
  | {
      readonly state: 'running';
      readonly elapsedMs: number;
      readonly batchProgress: { readonly done: number; readonly size: number } | null;
    }
  | { readonly state: 'done'; readonly elapsedMs: number }
  | { readonly state: 'cancelled'; readonly elapsedMs: number }
  | { readonly state: 'failed'; readonly error: ErrorReport; readonly elapsedMs: number };
