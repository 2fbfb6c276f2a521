import type { LaneConditions } from '../emulate/conditions';
import type { ErrorReport } from '../errors';
import type { ModelTarget } from '../model/manifest';
import type { ModeId } from '../modes';
import type { MeasurementLog } from './measurement-log';
import type { ResourceUse } from './resources';

/** Tells the lanes of a run apart: a run may hold two lanes of one mode. */
export type LaneId = string;

/** What one lane did in one run: the raw material of every figure, chart and export. */
export interface LaneRecord {
  readonly id: LaneId;
  readonly modeId: ModeId;
  readonly target: ModelTarget;
  /** What was emulated, and where the load came from. */
  readonly conditions: LaneConditions;
  /** Grows in place while the lane runs; who follows it notes how far they have come. */
  readonly measurements: MeasurementLog;
  /** How many items the workload holds; 0 while only the run can tell. */
  readonly plannedCount: number;
  /** Known once the lane is done. */
  readonly resources: ResourceUse | null;
  readonly status: LaneStatus;
}

/** What a lane is told and named by, and how it is drawn. */
export type LaneKey = Pick<LaneRecord, 'id' | 'modeId'>;

export type LaneStatus =
  | { readonly state: 'idle' }
  | {
      readonly state: 'loading';
      readonly what: 'runtime' | 'model' | 'start' | 'server';
      readonly loadedBytes: number;
      readonly totalBytes: number;
    }
  | { readonly state: 'checking' }
  | { readonly state: 'waiting' }
  /** How far it has come, its log tells. */
  | { readonly state: 'running' }
  | { readonly state: 'done'; readonly elapsedMs: number }
  | { readonly state: 'cancelled'; readonly elapsedMs: number }
  | { readonly state: 'failed'; readonly error: ErrorReport; readonly elapsedMs: number };
