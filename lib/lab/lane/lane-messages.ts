import type { LaneConditions } from '../../emulate/conditions';
import type { LoadProgress } from '../../engine/contract';
import type { ErrorReport } from '../../errors';
import type { BatchProgress, MeasurementBlock } from '../../measure/measurement-log';
import type { ResourceUse } from '../../measure/resources';
import type { Tensor } from '../../model/tensor';
import type { Workload, WorkloadSpec } from '../../workload/workload';
import type { StudyTasks } from './study-messages';

/** What the page may ask of a lane's worker, one thing at a time, and what it answers. */
export interface LaneTasks extends StudyTasks {
  /** The answers to some samples, sent the way this lane sends them. */
  readonly check: { readonly ask: { readonly inputs: Tensor }; readonly answer: { readonly outputs: Tensor } };
  /** A whole workload, timed. */
  readonly run: {
    readonly ask: {
      readonly workload: Workload;
      /** The same as plain data, for a generator that is not here. */
      readonly spec: WorkloadSpec;
      readonly intervalMs: number;
      readonly conditions: LaneConditions;
    };
    /** `resources` is `null` where the meter failed: not known. */
    readonly answer: { readonly elapsedMs: number; readonly resources: ResourceUse | null };
  };
}

export type LaneTaskId = keyof LaneTasks;

/** What a lane hands over while it runs, when it has time to. */
export interface Measured {
  /** The lane's clock. */
  readonly elapsedMs: number;
  readonly block: MeasurementBlock;
  readonly batchProgress: BatchProgress | null;
}

/** What a task tells on its way, as arguments. */
export type TaskProgress<Id extends LaneTaskId> = Id extends 'load'
  ? readonly [progress: LoadProgress]
  : Id extends 'run'
    ? readonly [measured: Measured]
    : readonly [elapsedMs: number, count: number];

export type LaneCommand =
  | { readonly [Id in LaneTaskId]: { readonly type: Id; readonly ask: LaneTasks[Id]['ask'] } }[LaneTaskId]
  /** Calls off what was begun, also on the server; the last command of all. */
  | { readonly type: 'cancel' };

export type LaneEvent =
  | { readonly type: 'progress'; readonly progress: TaskProgress<LaneTaskId> }
  | { readonly type: 'answer'; readonly answer: LaneTasks[LaneTaskId]['answer'] }
  | { readonly type: 'failed'; readonly error: ErrorReport }
  | { readonly type: 'cancelled' };
