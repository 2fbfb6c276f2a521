import { TrilaneError } from '../errors';

/** What server, job engine and page agree on beside the JSON of `/api/batches`: jobs of the Lab. */

export const LAB_JOB_STATES = ['queued', 'running', 'completed', 'failed', 'cancelled'] as const;
export type LabJobState = (typeof LAB_JOB_STATES)[number];

/** More rows than this in one job answer `too-many-samples`. */
const MOST_SAMPLES_PER_JOB = 1_000_000;
/** A larger body answers `too-large`. */
export const LARGEST_JOB_BYTES = 256 * 1024 * 1024;
/** Of a body, what is left for the words before its rows. */
export const JOB_HEADER_BYTES = 64 * 1024;
/** Rows that one job can hold, each of so many bytes. */
export const mostRowsOfJob = (bytesPerRow: number): number =>
  Math.min(MOST_SAMPLES_PER_JOB, Math.floor((LARGEST_JOB_BYTES - JOB_HEADER_BYTES) / bytesPerRow));
/** Rows the model may work on together. */
export const LARGEST_BATCH_SIZE = 1024;

export function isFinished(state: LabJobState): boolean {
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
