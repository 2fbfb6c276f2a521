import { desc, eq } from 'drizzle-orm';
import type { Database } from '../../db/database';
import { dataSets, jobs, schedules as schedulesTable, workers } from '../../db/schema';
import { type BatchOverview, OVERVIEW_ENTRIES, type WorkerInfo } from '../../wire/overview-schema';
import { newestDataSets } from '../data/list-data-sets';
import { newestJobs } from '../jobs/job-views';
import { listSchedules } from '../schedules/schedule-views';

/** More than any pool of a school has. */
const MOST_WORKERS = 500;

/** The lists of the overview. */
export type OverviewLists = Omit<BatchOverview, 'system' | 'detail'>;

/** In eight queries, however much there is; and what they answer is bounded. */
export async function readOverviewLists(database: Pick<Database, 'orm'>): Promise<OverviewLists> {
  const { orm } = database;
  const [dataSetList, jobList, schedules, workerRows, dataSetCount, jobCount, scheduleCount] = await Promise.all([
    newestDataSets(database, OVERVIEW_ENTRIES),
    newestJobs(database, OVERVIEW_ENTRIES),
    listSchedules(database, OVERVIEW_ENTRIES),
    orm.select().from(workers).orderBy(desc(workers.startedAt), workers.id).limit(MOST_WORKERS),
    orm.$count(dataSets),
    orm.$count(jobs, eq(jobs.queue, 'long')),
    orm.$count(schedulesTable),
  ]);
  return {
    totals: { dataSets: dataSetCount, jobs: jobCount, schedules: scheduleCount },
    dataSets: dataSetList,
    jobs: jobList,
    schedules,
    workers: workerRows.map(workerInfo),
  };
}

function workerInfo(row: typeof workers.$inferSelect): WorkerInfo {
  const { id, name, host, pid, queue, jobId, chunk, startedAt } = row;
  return { id, name, host, pid, queue, jobId, chunk, startedAt: startedAt.toISOString() };
}
