import type { JobInfo } from '../wire/job-schema';

/** A job by itself, or all jobs of one schedule. */
export interface JobGroup {
  readonly key: string;
  readonly scheduleId: string | null;
  /** Newest first; at least one. */
  readonly jobs: readonly [JobInfo, ...JobInfo[]];
}

/**
 * Jobs as a list whose places hold still: those of a schedule stand together where the first of them began, or a short
 * schedule would push everything else off the page.
 * @param jobs newest first
 */
export function groupJobs(jobs: readonly JobInfo[]): readonly JobGroup[] {
  const groups = new Map<string, [JobInfo, ...JobInfo[]]>();
  // Put in again, a key goes to the end: its place is that of the oldest.
  for (const job of jobs) {
    const key = job.scheduleId ?? job.id;
    const before = groups.get(key);
    groups.delete(key);
    groups.set(key, before ? [...before, job] : [job]);
  }
  return [...groups].map(([key, all]) => ({ key, scheduleId: all[0].scheduleId, jobs: all }));
}
