import type { JobDurations, JobSummary } from '../../wire/job-schema';

export function sumOfSummaries(left: JobSummary | null, right: JobSummary): JobSummary {
  if (!left) return right;
  return {
    classCounts: right.classCounts.map((count, index) => count + (left.classCounts[index] ?? 0)),
    labelled: left.labelled + right.labelled,
    correct: left.correct + right.correct,
  };
}

export type Worked = Pick<JobDurations, 'loadMs' | 'readMs' | 'computeMs' | 'writeMs' | 'checkpointMs'>;

/** Waiting and wall time are known from the job's own times, and filled in when they are read. */
export function sumOfDurations(left: JobDurations | null, right: Worked): JobDurations {
  return {
    waitMs: 0,
    wallMs: 0,
    loadMs: (left?.loadMs ?? 0) + right.loadMs,
    readMs: (left?.readMs ?? 0) + right.readMs,
    computeMs: (left?.computeMs ?? 0) + right.computeMs,
    writeMs: (left?.writeMs ?? 0) + right.writeMs,
    checkpointMs: (left?.checkpointMs ?? 0) + right.checkpointMs,
  };
}
