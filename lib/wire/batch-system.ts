/**
 * What the batch page and the server agree on beside the schemas of `/api/data-sets`, `/api/jobs`, `/api/schedules` and `/api/console`: the
 * states things may be in, and limits. Times are ISO 8601 by the database's clock; durations are in ms.
 */

/** `arriving`: rows keep coming at a chosen rate, from the arrivals simulator. */
export const DATA_SET_KINDS = ['uploaded', 'generated', 'arriving'] as const;
export type DataSetKind = (typeof DATA_SET_KINDS)[number];

export const DATA_SET_STATES = ['receiving', 'generating', 'ready', 'failed'] as const;
export type DataSetState = (typeof DATA_SET_STATES)[number];

export const JOB_STATES = [
  'queued',
  'running',
  'paused',
  'completed',
  'completed-with-errors',
  'failed',
  'cancelled',
] as const;
export type JobState = (typeof JOB_STATES)[number];

export function isOver(state: JobState): boolean {
  return state !== 'queued' && state !== 'running' && state !== 'paused';
}

/** `long`: the jobs of the batch page. `short`: the Lab's, which never wait behind them. */
export const BATCH_QUEUES = ['long', 'short'] as const;
export type BatchQueueName = (typeof BATCH_QUEUES)[number];

export const CHUNK_STATES = ['waiting', 'active', 'done', 'set-aside'] as const;
export type ChunkState = (typeof CHUNK_STATES)[number];

export const RUN_OUTCOMES = ['started', 'nothing-new', 'overlap', 'missed'] as const;
export type RunOutcome = (typeof RUN_OUTCOMES)[number];

export const GENERATED_ROWS = { least: 1000, most: 10_000_000 } as const;
export const ARRIVALS_PER_SECOND = { least: 1, most: 10_000 } as const;
export const MOST_WORKERS = 64;
/** Every so many seconds: at least one, at most a day. */
export const EVERY_SECONDS = { least: 1, most: 86_400 } as const;
export const UPLOAD_FORMATS = ['csv', 'jsonl', 'parquet'] as const;
export type UploadFormat = (typeof UPLOAD_FORMATS)[number];
/** A larger upload answers `too-large`, unless the server sets another limit (`TRILANE_UPLOAD_BYTES`). */
export const LARGEST_UPLOAD_BYTES = 512 * 1024 * 1024;
