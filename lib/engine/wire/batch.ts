import { type ErrorReport, TrilaneError } from '../../errors';

/** The JSON of `/api/batches`: what server, job engine and page agree on. */

export const JOB_STATES = ['queued', 'running', 'completed', 'failed', 'cancelled'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** More rows than this in one job answer `too-many-samples`. */
const MOST_SAMPLES_PER_JOB = 1_000_000;
/** A larger body answers `too-large`. */
export const LARGEST_JOB_BYTES = 256 * 1024 * 1024;
/** Of a body, what is left for the words before its rows. */
const JOB_HEADER_BYTES = 64 * 1024;
/** Rows that one job can hold, each of so many bytes. */
export const mostRowsOfJob = (bytesPerRow: number): number =>
  Math.min(MOST_SAMPLES_PER_JOB, Math.floor((LARGEST_JOB_BYTES - JOB_HEADER_BYTES) / bytesPerRow));
/** Rows the model may work on together. */
export const LARGEST_BATCH_SIZE = 1024;

export interface BatchJob {
  readonly id: string;
  readonly state: JobState;
  readonly model: string;
  readonly version: string;
  /** SHA-256 of the model file the manifest lists; the process refuses to load another. */
  readonly sha256: string;
  readonly source: JobSource;
  readonly count: number;
  readonly done: number;
  /** Rows the model works on together; known once the job runs. */
  readonly batchSize: number | null;
  /** ISO 8601, by the server's clock: for people. Arithmetic uses `durations`. */
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly durations: JobDurations | null;
  readonly resources: JobResources | null;
  /** Share of right answers; `null` while the job is not completed or where no labels are known. */
  readonly accuracy: { readonly correct: number; readonly count: number } | null;
  /** Runtime, version, threads, batch size: known once the job is completed. */
  readonly environment: Readonly<Record<string, string | number | boolean>> | null;
  readonly error: ErrorReport | null;
}

/** Rows that came with the request, or test images drawn by `createWorkload` with this seed. */
export type JobSource = { readonly kind: 'tensor' } | { readonly kind: 'samples'; readonly seed: number };

/** Where the job's time went on the server, ms. */
export interface JobDurations {
  /** Until its turn came. */
  readonly queueMs: number;
  /** Loading the model; 0 when it was warm. */
  readonly loadMs: number;
  /** Reading the rows from where they are kept, and writing the answers there. */
  readonly transferMs: number;
  /** Writing down that the job was taken and that it is done, so that no crash can lose it. */
  readonly recordMs: number;
  readonly computeMs: number;
}

/** What the process that ran the job used for it: the whole process, nothing else's work in it. */
export interface JobResources {
  readonly cpuSeconds: number;
  readonly peakRssBytes: number;
}

export function isFinished(state: JobState): boolean {
  return state === 'completed' || state === 'failed' || state === 'cancelled';
}

/** @throws TrilaneError `too-few-samples`, `too-many-samples` */
export function requireSampleCount(count: number): void {
  if (count < 1)
    throw new TrilaneError('too-few-samples', `A job needs at least one sample; it was asked for ${count}.`);
  if (count > MOST_SAMPLES_PER_JOB) {
    throw new TrilaneError(
      'too-many-samples',
      `A job takes up to ${MOST_SAMPLES_PER_JOB} samples; it was asked for ${count}.`,
    );
  }
}
