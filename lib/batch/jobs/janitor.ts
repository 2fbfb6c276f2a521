import { hostname } from 'node:os';
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { type Database, inTransaction, QUEUES } from '../../db/database';
import { chunks, jobs, workers } from '../../db/schema';
import { isAlive } from '../../processes/processes';
import type { BatchQueueName } from '../../wire/batch-system';
import type { FileStore } from '../files/file-store';
import { deleteJob, sendTickets } from './jobs';
import { releaseWorker } from './lost-workers';
import { oldJobs } from './retention';

/** A worker elsewhere that was not heard of for so long counts as dead, ms. */
const SILENT_MS = 10_000;
/** One whose process is not there, by its number: the number may be of another machine of the same name. ms */
const QUIET_MS = 2000;

/** Puts right what a crash left behind. Any number of servers may do it at the same time. */
export interface Janitor {
  /** @returns whether something was given to the workers to do */
  tidy(): Promise<boolean>;
  /** Forgets the oldest jobs that are over and whose answers nobody waits for, and clears away files of jobs that are no more. */
  retire(store: FileStore): Promise<void>;
}

export function createJanitor(database: Database): Janitor {
  /** Since when the database has answered without a break, ms: after one, all workers look silent. */
  let answeringSinceMs: number | undefined;
  let withoutTicket = new Set<string>();
  let withoutWorker = new Set<string>();
  let withoutJob = new Set<string>();

  async function releaseDead(): Promise<boolean> {
    const isSure = performance.now() - (answeringSinceMs ?? performance.now()) > SILENT_MS;
    const rows = await database.orm
      .select({
        id: workers.id,
        host: workers.host,
        pid: workers.pid,
        quietMs: sql`extract(epoch from now() - ${workers.seenAt}) * 1000`.mapWith(Number),
      })
      .from(workers);
    const dead = rows.filter(
      ({ host, pid, quietMs }) =>
        (quietMs > QUIET_MS && host === hostname() && !isAlive(pid)) || (quietMs > SILENT_MS && isSure),
    );
    for (const { id } of dead) await releaseWorker(database, id);
    return dead.length > 0;
  }

  /** A worker that was thought dead may have claimed one more before it died: nobody else knows of it. */
  async function releaseOrphans(): Promise<void> {
    const { rows } = await database.pool.query<{ claim: string }>(
      `select claim from chunks c where state = 'active' and not exists (select 1 from workers w where w.id = c.worker_id)`,
    );
    // Seen twice: a worker that lives says so twice a second.
    const lost = rows.filter(({ claim }) => withoutWorker.has(claim)).map(({ claim }) => claim);
    withoutWorker = new Set(rows.map(({ claim }) => claim));
    if (lost.length === 0) return;
    await database.orm
      .update(chunks)
      .set({ state: 'waiting' })
      .where(and(inArray(chunks.claim, lost), eq(chunks.state, 'active')));
  }

  /** Such as what a worker wrote for a job that was deleted meanwhile. */
  async function sweepFiles(store: FileStore): Promise<void> {
    const keys = await store.list('jobs/');
    const known = new Set((await database.orm.select({ id: jobs.id }).from(jobs)).map(({ id }) => id));
    const unknown = new Set(keys.map((key) => key.split('/')[1] ?? '').filter((id) => id !== '' && !known.has(id)));
    // Seen twice: the Lab writes the rows of a job before the job.
    for (const id of unknown) if (withoutJob.has(id)) await store.removeAll(`jobs/${id}/`);
    withoutJob = unknown;
  }

  /** A job over a data set that waits for workers must have a ticket: one may be lost between two steps of a worker that died. */
  async function replaceTickets(): Promise<boolean> {
    const { rows } = await database.pool.query<{ id: string; queue: BatchQueueName }>(
      `select j.id, j.queue from jobs j
       where j.queue = 'long' and j.state in ('queued', 'running')
         and exists (select 1 from chunks c where c.job_id = j.id and c.state = 'waiting' and c.not_before <= now())
         and not exists (
           select 1 from pgboss.job b
           where b.name = $1 and b.data ->> 'jobId' = j.id::text
             and (b.state in ('created', 'retry')
               or b.state = 'active' and b.id in (select ticket_id from workers where ticket_id is not null)))`,
      [QUEUES.long],
    );
    // Seen twice: a worker that has just fetched its ticket has yet to say so.
    const lost = rows.filter(({ id }) => withoutTicket.has(id));
    withoutTicket = new Set(rows.map(({ id }) => id));
    for (const job of lost) await inTransaction(database, (tx) => sendTickets(database, tx, job, 1));
    return lost.length > 0;
  }

  return {
    async tidy() {
      try {
        const released = await releaseDead();
        await releaseOrphans();
        const replaced = await replaceTickets();
        answeringSinceMs ??= performance.now();
        return released || replaced;
      } catch (error) {
        answeringSinceMs = undefined;
        throw error;
      }
    },
    async retire(store) {
      for (const queue of ['long', 'short'] as const) {
        for (const id of await oldJobs(database, queue)) await deleteJob(database, store, id).catch(() => {});
      }
      await sweepFiles(store);
    },
  };
}

/** Jobs that are not over (nor paused), and how many workers those of the long queue want at the same time. */
export async function openWork({ orm }: Database): Promise<{ readonly jobs: number; readonly wantedWorkers: number }> {
  const [row] = await orm
    .select({
      jobs: sql`count(*)`.mapWith(Number),
      wantedWorkers: sql<
        number | null
      >`max(least(${jobs.workers}, ${jobs.chunkCount})) filter (where ${jobs.queue} = 'long')`,
    })
    .from(jobs)
    .where(and(isNull(jobs.finishedAt), inArray(jobs.state, ['queued', 'running'])));
  return { jobs: row?.jobs ?? 0, wantedWorkers: Number(row?.wantedWorkers ?? 0) };
}
