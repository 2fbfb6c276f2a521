import type { BatchQueueName } from '../../wire/batch-system';

/** What a server and the workers it started say to each other. All else goes through the database. */
export type ToWorker =
  /** Something may be there to do, or to stop doing. */
  { readonly type: 'look' };

export type WorkerNews =
  /** The state of a job changed. `cpuSeconds`: what the worker's process spent on it since it last said so. */
  | { readonly type: 'changed'; readonly jobId: string; readonly cpuSeconds: number }
  /** Rows of the chunk at hand that are done, of a job of this queue. */
  | { readonly type: 'progress'; readonly queue: BatchQueueName; readonly jobId: string; readonly done: number }
  /** The worker has come, or works on another job, or on none. */
  | { readonly type: 'presence' };
