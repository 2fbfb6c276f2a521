import { desc } from 'drizzle-orm';
import type { Database } from '../../db/database';
import { dataSets, workers } from '../../db/schema';
import type { BatchOverview, WorkerInfo } from '../../wire/overview-schema';
import { dataSetInfo } from '../data/data-set-info';
import { listJobs } from '../jobs/job-views';
import { listSchedules } from '../schedules/schedule-views';

/** The lists of the overview. */
export type OverviewLists = Omit<BatchOverview, 'system' | 'detail'>;

/** In five queries, however much there is. */
export async function readOverviewLists(database: Pick<Database, 'orm'>): Promise<OverviewLists> {
  const { orm } = database;
  const [sets, jobs, schedules, workerRows] = await Promise.all([
    orm.select().from(dataSets).orderBy(desc(dataSets.createdAt), dataSets.id),
    listJobs(database),
    listSchedules(database),
    orm.select().from(workers).orderBy(desc(workers.startedAt), workers.id),
  ]);
  return { dataSets: sets.map(dataSetInfo), jobs, schedules, workers: workerRows.map(workerInfo) };
}

function workerInfo(row: typeof workers.$inferSelect): WorkerInfo {
  const { id, name, host, pid, queue, jobId, chunk, startedAt } = row;
  return { id, name, host, pid, queue, jobId, chunk, startedAt: startedAt.toISOString() };
}
