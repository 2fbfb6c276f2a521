import type { ErrorReport } from '../../errors';

/**
 * What the batch console and the server agree on: the JSON of `/api/data-sets`, `/api/jobs`, `/api/schedules` and
 * `/api/console`. Times are ISO 8601 by the database's clock; durations are in ms.
 */

/** `arriving`: rows keep coming at a chosen rate, from the arrivals simulator. */
export const DATA_SET_KINDS = ['uploaded', 'generated', 'arriving'] as const;
export type DataSetKind = (typeof DATA_SET_KINDS)[number];

export const DATA_SET_STATES = ['receiving', 'generating', 'ready', 'failed'] as const;
export type DataSetState = (typeof DATA_SET_STATES)[number];

/** Rows for one model, its columns those of the model (`lib/model/features`). */
export interface DataSetInfo {
  readonly id: string;
  readonly name: string;
  readonly kind: DataSetKind;
  readonly model: string;
  readonly state: DataSetState;
  /** Rows that were accepted. */
  readonly rows: number;
  readonly rejectedRows: number;
  /** Pieces it is kept in; one piece is one chunk of a job. */
  readonly parts: number;
  readonly sizeBytes: number;
  /** SHA-256 over those of its parts, in order: it changes as rows arrive. `null` while there are none. */
  readonly checksum: string | null;
  /** Whether the truth is known for its rows. */
  readonly labelled: boolean;
  /** Of a generated or arriving set. */
  readonly seed: number | null;
  /** Rows a generated set will have. */
  readonly wantedRows: number | null;
  readonly arrivals: { readonly perSecond: number; readonly running: boolean } | null;
  readonly createdAt: string;
  readonly error: ErrorReport | null;
}

export const BATCH_STATES = [
  'queued',
  'running',
  'paused',
  'completed',
  'completed-with-errors',
  'failed',
  'cancelled',
] as const;
export type BatchState = (typeof BATCH_STATES)[number];

export function isOver(state: BatchState): boolean {
  return state !== 'queued' && state !== 'running' && state !== 'paused';
}

/** `long`: the console's jobs. `short`: the Lab's, which never wait behind them. */
export const BATCH_QUEUES = ['long', 'short'] as const;
export type BatchQueueName = (typeof BATCH_QUEUES)[number];

export type BatchSource =
  /** `count` rows from `firstRow` (0 = the first) on, as the set was when the job was made. */
  | {
      readonly kind: 'data-set';
      readonly id: string;
      readonly name: string;
      readonly checksum: string | null;
      readonly firstRow: number;
      readonly firstPart: number;
    }
  | { readonly kind: 'samples'; readonly seed: number }
  | { readonly kind: 'tensor' };

export const CHUNK_STATES = ['waiting', 'active', 'done', 'set-aside'] as const;
export type ChunkState = (typeof CHUNK_STATES)[number];

export interface BatchJobInfo {
  readonly id: string;
  /** `generate`: writes the rows of a data set; no model runs. */
  readonly kind: 'score' | 'generate';
  readonly queue: BatchQueueName;
  readonly state: BatchState;
  readonly model: string;
  readonly version: string;
  /** SHA-256 of the model file. */
  readonly sha256: string;
  readonly source: BatchSource;
  readonly scheduleId: string | null;
  /** Rows. */
  readonly count: number;
  /** Rows of chunks that are done, and what workers told of those they are at. */
  readonly done: number;
  readonly setAsideRows: number;
  readonly chunks: Readonly<Record<ChunkState, number>>;
  readonly batchSize: number | null;
  /** Most workers that may work on it at the same time. */
  readonly workers: number;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** Over the last seconds; `null` when it does not run or nothing is known yet. */
  readonly rowsPerSecond: number | null;
  readonly remainingMs: number | null;
  readonly summary: BatchSummary | null;
  readonly error: ErrorReport | null;
}

export interface BatchSummary {
  /** Rows by predicted class, in the order of the model's classes. */
  readonly classCounts: readonly number[];
  /** Rows whose truth is known, and how many of them were predicted so. */
  readonly labelled: number;
  readonly correct: number;
}

export interface ChunkInfo {
  readonly index: number;
  readonly firstRow: number;
  readonly rows: number;
  readonly state: ChunkState;
  /** Attempts that ended in an error. */
  readonly tries: number;
  /** Attempts whose worker died. */
  readonly deaths: number;
  readonly worker: string | null;
  readonly computeMs: number | null;
  /** Since the job started. */
  readonly finishedMs: number | null;
  readonly error: ErrorReport | null;
}

/** What one worker did for one job. CPU since its last checkpoint is lost when it is killed. */
export interface JobWorkerInfo {
  readonly id: string;
  readonly name: string;
  readonly host: string;
  readonly rows: number;
  readonly chunks: number;
  readonly cpuSeconds: number;
  readonly peakRssBytes: number;
}

export interface BatchJobDetail extends BatchJobInfo {
  readonly chunkMap: readonly ChunkInfo[];
  readonly workerShares: readonly JobWorkerInfo[];
  readonly provenance: Provenance | null;
  readonly durations: BatchDurations | null;
}

/** What the answers were made from and with. */
export interface Provenance {
  readonly model: string;
  readonly version: string;
  readonly modelSha256: string;
  readonly dataChecksum: string | null;
  readonly seed: number | null;
  readonly batchSize: number | null;
  readonly versions: Readonly<Record<string, string>>;
}

/** Over all chunks, ms of worker time; `wallMs` is from start to end. */
export interface BatchDurations {
  readonly waitMs: number;
  readonly wallMs: number;
  /** Loading the model, where it was not there. */
  readonly loadMs: number;
  readonly readMs: number;
  readonly computeMs: number;
  readonly writeMs: number;
  readonly checkpointMs: number;
}

export interface WorkerInfo {
  readonly id: string;
  readonly name: string;
  readonly host: string;
  readonly pid: number;
  readonly queue: BatchQueueName;
  readonly jobId: string | null;
  readonly chunk: number | null;
  readonly startedAt: string;
}

export type ScheduleTiming =
  | { readonly kind: 'every'; readonly seconds: number }
  | { readonly kind: 'cron'; readonly cron: string; readonly timeZone: string };

export const RUN_OUTCOMES = ['started', 'nothing-new', 'overlap', 'missed'] as const;
export type RunOutcome = (typeof RUN_OUTCOMES)[number];

export interface ScheduleRunInfo {
  readonly dueAt: string;
  readonly outcome: RunOutcome;
  /** Of `missed`: how many due times passed while nothing was there to run them, this one the first. */
  readonly missed: number;
  readonly rows: number;
  readonly jobId: string | null;
}

export interface ScheduleInfo {
  readonly id: string;
  readonly name: string;
  readonly dataSetId: string;
  readonly model: string;
  readonly version: string;
  readonly batchSize: number | null;
  readonly workers: number;
  readonly timing: ScheduleTiming;
  readonly active: boolean;
  /** The next due times, soonest first; none when it is not active. */
  readonly nextDueAt: readonly string[];
  /** Rows that have arrived since its last run. */
  readonly waitingRows: number;
  /** Newest first, the last twenty. */
  readonly runs: readonly ScheduleRunInfo[];
}

/** How the batch system itself is: `opening` while the database starts, with since when. */
export interface SystemInfo {
  readonly database: 'embedded' | 'postgresql';
  readonly state: 'opening' | 'ready' | 'failed';
  /** How long it has been in that state, ms. */
  readonly sinceMs: number;
  readonly error: ErrorReport | null;
}

export interface ConsoleState {
  readonly system: SystemInfo;
  /** Each list newest first. Jobs are those of the long queue. */
  readonly dataSets: readonly DataSetInfo[];
  readonly jobs: readonly BatchJobInfo[];
  readonly schedules: readonly ScheduleInfo[];
  readonly workers: readonly WorkerInfo[];
  /** The job the reader asked for with `?job=`; `null` when there is no such job (any more) or none was asked for. */
  readonly detail: BatchJobDetail | null;
}

/** What changed; a part that is not there did not. Of lists: entries to put in place by id, and ids that are gone. */
export interface ConsoleChange {
  readonly system?: SystemInfo;
  readonly dataSets?: ListChange<DataSetInfo>;
  readonly jobs?: ListChange<BatchJobInfo>;
  readonly schedules?: ListChange<ScheduleInfo>;
  readonly workers?: ListChange<WorkerInfo>;
  readonly detail?: BatchJobDetail | null;
}

export interface ListChange<T extends { readonly id: string }> {
  readonly put: readonly T[];
  readonly gone: readonly string[];
}

/**
 * Events of `/api/console/events`: a `snapshot` first, or, when the reader's `Last-Event-ID` is still known, the changes
 * since; then every `change`.
 */
export type ConsoleEvent =
  | { readonly id: string; readonly type: 'snapshot'; readonly data: ConsoleState }
  | { readonly id: string; readonly type: 'change'; readonly data: ConsoleChange };

/** The state after a change. New entries go to the front. */
export function applyChange(state: ConsoleState, change: ConsoleChange): ConsoleState {
  return {
    system: change.system ?? state.system,
    dataSets: applyList(state.dataSets, change.dataSets),
    jobs: applyList(state.jobs, change.jobs),
    schedules: applyList(state.schedules, change.schedules),
    workers: applyList(state.workers, change.workers),
    detail: change.detail === undefined ? state.detail : change.detail,
  };
}

function applyList<T extends { readonly id: string }>(
  list: readonly T[],
  change: ListChange<T> | undefined,
): readonly T[] {
  if (!change) return list;
  const gone = new Set(change.gone);
  const put = new Map(change.put.map((entry) => [entry.id, entry]));
  const kept = list.filter(({ id }) => !gone.has(id)).map((entry) => put.get(entry.id) ?? entry);
  const known = new Set(list.map(({ id }) => id));
  return [...change.put.filter(({ id }) => !known.has(id)), ...kept];
}

/** What `POST /api/data-sets` takes. */
export type DataSetRequest =
  | {
      readonly kind: 'generated';
      readonly name: string;
      readonly model: string;
      readonly rows: number;
      readonly seed: number;
    }
  | {
      readonly kind: 'arriving';
      readonly name: string;
      readonly model: string;
      readonly perSecond: number;
      readonly seed: number;
    };

export const GENERATED_ROWS = { least: 1000, most: 10_000_000 } as const;
export const ARRIVALS_PER_SECOND = { least: 1, most: 10_000 } as const;

/** What `POST /api/jobs` takes. */
export interface JobRequest {
  readonly model: string;
  readonly version: string;
  readonly dataSet: string;
  readonly batchSize?: number;
  readonly workers?: number;
}

/** What `POST /api/schedules` takes. */
export interface ScheduleRequest {
  readonly name: string;
  readonly dataSet: string;
  readonly model: string;
  readonly version: string;
  readonly batchSize?: number;
  readonly workers?: number;
  readonly timing: ScheduleTiming;
}

export const MOST_WORKERS = 64;
/** Every so many seconds: at least one, at most a day. */
export const EVERY_SECONDS = { least: 1, most: 86_400 } as const;
export const UPLOAD_FORMATS = ['csv', 'jsonl', 'parquet'] as const;
export type UploadFormat = (typeof UPLOAD_FORMATS)[number];
/** A larger upload answers `too-large`, unless the server sets another limit (`TRILANE_UPLOAD_BYTES`). */
export const LARGEST_UPLOAD_BYTES = 512 * 1024 * 1024;
