import type { JobInfo } from '../wire/job-schema';

/** From its start to its end, ms; `null` of a job that is not over, or was over before it started. */
export function tookMs({ startedAt, finishedAt }: JobInfo): number | null {
  return startedAt === null || finishedAt === null ? null : Date.parse(finishedAt) - Date.parse(startedAt);
}

/** Rows a second: over the last seconds while it runs, over all of it once it is over; `null` when it is not known. */
export function rateOf(job: JobInfo): number | null {
  const ms = tookMs(job);
  if (ms === null) return job.rowsPerSecond;
  return ms > 0 ? (1000 * job.done) / ms : null;
}
