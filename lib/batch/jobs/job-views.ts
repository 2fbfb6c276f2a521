import { desc, eq, isNotNull, type SQL, sql } from 'drizzle-orm';
import { type Caller, requireOwn } from '../../access/access';
import type { Database } from '../../db/database';
import { isUuid } from '../../db/is-uuid';
import { jobs } from '../../db/schema';
import { TrilaneError } from '../../errors';
import type { JobInfo } from '../../wire/job-schema';
import { OVERVIEW_OF_SCHEDULE } from '../../wire/overview-schema';
import type { Page, Paged } from '../../wire/page-query';
import { isBehind, microsOf, pageOfPlaced } from '../page-place';
import { keptUntil } from './retention';

/** The most jobs that one look at the database lists. */
const MOST_JOBS = 500;
/** What "the last seconds" of a rate are, and how long a job has to run for one. */
const RATE_SECONDS = 10;
const LEAST_RATE_SECONDS = 0.5;

export type JobRow = typeof jobs.$inferSelect;

/** How many of a job's chunks are in which state, as of one moment. */
interface ChunkTotals {
  readonly waiting: number;
  readonly active: number;
  readonly done: number;
  readonly setAside: number;
  /** Rows that are done in chunks that are not done yet. */
  readonly rowsUnderWay: number;
  readonly rowsPerSecond: number | null;
}

const WINDOW = sql.raw(`interval '${RATE_SECONDS} seconds'`);
/** The share of a chunk's time, up to `end`, that lies in the window of the rate. */
const shareInWindow = (end: 'c.finished_at' | 'now()') => sql`
  least(1, extract(epoch from ${sql.raw(end)} - greatest(now() - ${WINDOW}, j.started_at))
    / greatest(extract(epoch from ${sql.raw(end)} - c.claimed_at), 0.001))`;

/**
 * Of all jobs but the completed ones, whose chunks are all done. A chunk's rows count for the rate as if they had been done
 * evenly from its claim on, so that it does not jump when chunks are long.
 */
function totalsOf({ orm }: Pick<Database, 'orm'>) {
  const totals = sql<ChunkTotals>`json_build_object(
    'waiting', count(*) filter (where c.state = 'waiting'),
    'active', count(*) filter (where c.state = 'active'),
    'done', count(*) filter (where c.state = 'done'),
    'setAside', count(*) filter (where c.state = 'set-aside'),
    'rowsUnderWay', coalesce(sum(least(w.rows_done, c.rows)) filter (where w.id is not null), 0),
    'rowsPerSecond', case when j.state = 'running' and extract(epoch from now() - j.started_at) > ${LEAST_RATE_SECONDS} then
      sum(case
        when c.state = 'done' and c.finished_at > now() - ${WINDOW} then c.rows * ${shareInWindow('c.finished_at')}
        when w.id is not null then least(w.rows_done, c.rows) * ${shareInWindow('now()')}
      end) / least(${RATE_SECONDS}, extract(epoch from now() - j.started_at)) end)`;
  return orm
    .select({ jobId: sql<string>`j.id`.as('job_id'), totals: totals.as('totals') })
    .from(sql`jobs j join chunks c on c.job_id = j.id
      left join workers w on c.state = 'active' and w.id = c.worker_id and w.job_id = c.job_id and w.chunk = c.index`)
    .where(sql`j.state <> 'completed'`)
    .groupBy(sql`j.id`)
    .as('chunk_totals');
}

const isLong = eq(jobs.queue, 'long');
const infosOf = (found: readonly { readonly info: JobInfo }[]) => found.map(({ info }) => info);

/** Newest first, in one query. Where there are too many, those that are not over come before all others. */
export function listJobs(database: Pick<Database, 'orm'>): Promise<readonly JobInfo[]> {
  return selectJobs(database, isLong).then(infosOf);
}

/** A page of them, newest first, whatever their states. @throws TrilaneError `unknown-job` where it is to follow the id of one that is no more */
export async function pageOfJobs(database: Pick<Database, 'orm'>, page: Page): Promise<Paged<JobInfo>> {
  const { after, limit } = page;
  const ids = sql`select id from jobs where queue = 'long' and ${isBehind('jobs', page)}
    order by created_at desc, id limit ${limit}`;
  const found = await selectJobs(database, sql`jobs.id in (${ids})`);
  if (found.length === 0 && after !== null && isUuid(after) && !(await findJob(database, after))) throw unknownJob();
  return pageOfPlaced(found, limit);
}

/** The newest `count` that belong to no schedule, the newest few of each schedule, and those that are not over: newest first. */
export function newestJobs(database: Pick<Database, 'orm'>, count: number): Promise<readonly JobInfo[]> {
  const ranked = sql`select id, schedule_id, finished_at,
    row_number() over (partition by schedule_id order by created_at desc, id) as place from jobs where queue = 'long'`;
  const shown = sql`select id from (${ranked}) r where r.finished_at is null
    or r.place <= case when r.schedule_id is null then ${count}::int else ${OVERVIEW_OF_SCHEDULE}::int end`;
  return selectJobs(database, sql`jobs.id in (${shown})`).then(infosOf);
}

/** @throws TrilaneError `unknown-job` */
export async function getJob(database: Pick<Database, 'orm'>, id: string): Promise<JobInfo> {
  const found = await findJob(database, id);
  if (!found) throw unknownJob();
  return found.info;
}

export async function findJob(
  database: Pick<Database, 'orm'>,
  id: string,
): Promise<{ readonly row: JobRow; readonly info: JobInfo } | undefined> {
  return isUuid(id) ? (await selectJobs(database, eq(jobs.id, id)))[0] : undefined;
}

/** @throws TrilaneError `unknown-job`, `operator-key-needed` for another's */
export async function requireOwnJob({ orm }: Pick<Database, 'orm'>, id: string, caller: Caller): Promise<void> {
  const [job] = isUuid(id) ? await orm.select({ owner: jobs.owner }).from(jobs).where(eq(jobs.id, id)) : [];
  if (!job) throw unknownJob();
  requireOwn(caller, job.owner, 'This job');
}

export function unknownJob(): TrilaneError {
  return new TrilaneError('unknown-job', 'There is no such batch job; finished jobs are forgotten in time.');
}

async function selectJobs(database: Pick<Database, 'orm'>, which: SQL) {
  const totals = totalsOf(database);
  const rows = await database.orm
    .select({ row: jobs, totals: totals.totals, micros: microsOf(jobs.createdAt) })
    .from(jobs)
    .leftJoin(totals, eq(totals.jobId, jobs.id))
    .where(which)
    // The oldest of those that are over are left out first.
    .orderBy(isNotNull(jobs.finishedAt), desc(jobs.createdAt), jobs.id)
    .limit(MOST_JOBS);
  rows.sort((one, other) => Number(other.micros) - Number(one.micros) || (one.row.id < other.row.id ? -1 : 1));
  return rows.map(({ row, totals, micros }) => ({ row, micros, info: jobInfo(row, totals) }));
}

function jobInfo(job: JobRow, totals: ChunkTotals | null): JobInfo {
  const done = Math.min(job.count - job.setAsideRows, job.done + (totals?.rowsUnderWay ?? 0));
  const rowsPerSecond = totals?.rowsPerSecond || null;
  const left = job.count - job.setAsideRows - done;
  return {
    id: job.id,
    kind: job.kind,
    queue: job.queue,
    state: job.state,
    model: job.model,
    version: job.version,
    sha256: job.sha256,
    source: job.source,
    scheduleId: job.scheduleId,
    count: job.count,
    done,
    setAsideRows: job.setAsideRows,
    chunks: totals
      ? { waiting: totals.waiting, active: totals.active, done: totals.done, 'set-aside': totals.setAside }
      : { waiting: 0, active: 0, done: job.chunkCount, 'set-aside': 0 },
    batchSize: job.batchSize,
    workers: job.workers,
    createdAt: job.createdAt.toISOString(),
    startedAt: job.startedAt?.toISOString() ?? null,
    finishedAt: job.finishedAt?.toISOString() ?? null,
    rowsPerSecond,
    remainingMs: rowsPerSecond === null ? null : (1000 * left) / rowsPerSecond,
    summary: job.summary,
    error: job.error,
    owner: job.owner,
    keptUntil: keptUntil(job)?.toISOString() ?? null,
  };
}
