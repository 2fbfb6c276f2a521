import type { LaneConditions } from '../emulate/conditions';
import type { LoadedModel, LoadProgress } from '../engine/contract';
import type { ErrorReport } from '../errors';
import type { BatchProgress, MeasurementBlock } from '../measure/measurement-log';
import type { ResourceUse } from '../measure/resources';
import type { ModelTarget } from '../model/manifest';
import type { SampleSet } from '../model/samples';
import type { Tensor } from '../model/tensor';
import type { ModeId } from '../modes';
import type { Workload, WorkloadSpec } from '../workload/workload';

/** What the page asks of a lane's worker. */
export type LaneCommand =
  | {
      readonly type: 'load';
      readonly modeId: ModeId;
      readonly target: ModelTarget;
      readonly origin: string;
      /** Most threads of the runtime; `null` = as many as it would take. */
      readonly threads: number | null;
    }
  | { readonly type: 'check'; readonly inputs: Tensor }
  | {
      readonly type: 'run';
      readonly workload: Workload;
      /** The same as plain data, for a generator that is not here. */
      readonly spec: WorkloadSpec;
      readonly samples: SampleSet;
      readonly intervalMs: number;
      readonly conditions: LaneConditions;
    }
  | { readonly type: 'cancel' };

/** What a lane's worker tells the page. */
export type LaneEvent =
  | { readonly type: 'load-progress'; readonly progress: LoadProgress }
  | { readonly type: 'loaded'; readonly model: LoadedModel }
  | { readonly type: 'checked'; readonly outputs: Tensor }
  | { readonly type: 'started' }
  | {
      readonly type: 'measurements';
      readonly elapsedMs: number;
      readonly block: MeasurementBlock;
      readonly batchProgress: BatchProgress | null;
    }
  | { readonly type: 'done'; readonly elapsedMs: number; readonly resources: ResourceUse }
  | { readonly type: 'cancelled' }
  | { readonly type: 'failed'; readonly error: ErrorReport };
