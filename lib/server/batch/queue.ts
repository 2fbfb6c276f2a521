import type { BatchJob, JobSource } from '../../engine/wire/batch';

/** What a job needs to run, beside its public record. */
export type QueuedInput =
  | Extract<JobSource, { kind: 'samples' }>
  | { readonly kind: 'tensor'; readonly data: Float32Array };

export interface TakenJob {
  readonly job: BatchJob;
  readonly input: QueuedInput;
}

/** One state of a job; `revision` counts its changes from 1. */
export interface JobRevision {
  readonly job: BatchJob;
  readonly revision: number;
}

/**
 * Keeps jobs and their order: first come, first served. Kept apart from the running of jobs, and asynchronous, so that
 * a durable queue in a database, shared by several machines, can take this one's place.
 */
export interface BatchQueue {
  /** @throws TrilaneError `queue-full` */
  add(job: BatchJob, input: QueuedInput): Promise<void>;
  /** The oldest queued job, with what it needs: from now on it is the caller's to run. */
  take(): Promise<TakenJob | undefined>;
  /** Ignored once the job has finished: what came first stays. */
  update(id: string, change: Partial<BatchJob>): Promise<void>;
  /** Ends a job, with its probabilities where it has any. */
  finish(id: string, change: Partial<BatchJob> & Pick<BatchJob, 'state'>, outputs?: Float32Array): Promise<void>;
  /** @throws TrilaneError `unknown-job` */
  get(id: string): Promise<JobRevision>;
  /** Newest first. */
  list(): Promise<readonly BatchJob[]>;
  /** Every change from the present state on; changes in quick succession come as one. Ends after the last one, or with the signal. */
  watch(id: string, signal: AbortSignal): AsyncIterable<JobRevision>;
  /** `undefined`: nothing was kept, or no longer. */
  outputs(id: string): Promise<Float32Array | undefined>;
}
