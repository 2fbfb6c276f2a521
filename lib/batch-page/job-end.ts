import { isOver } from '../wire/batch-system';
import type { JobDetail, JobInfo } from '../wire/job-schema';

/** Whether there are answers to download: of each chunk that is done, however the job ended. */
export function hasResults({ kind, state, chunks }: JobInfo): boolean {
  return kind === 'score' && isOver(state) && chunks.done > 0;
}

/** Whether the job failed at once, of something that no further try mends: the chunks after it were left as they were. */
export function failedAtOnce({ state, chunks, chunkMap }: JobDetail): boolean {
  if (state !== 'failed') return false;
  const untried = chunkMap.some((chunk) => chunk.state === 'set-aside' && chunk.tries + chunk.deaths === 0);
  return untried || chunks.waiting + chunks.active > 0;
}
