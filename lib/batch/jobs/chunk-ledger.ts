import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { type Database, inTransaction, type Transaction } from '../../db/database';
import { type ChunkOutput, chunks, jobs } from '../../db/schema';
import type { ErrorReport } from '../../errors';
import type { JobDurations, JobSummary } from '../../wire/job-schema';
import { type ClaimedChunk, ownedBy, type WorkerIdentity } from './claim';
import { endJob, finishJob, type JobRow, lockOpenJob, setAside } from './end-job';
import { sumOfDurations, sumOfSummaries } from './job-sums';
import { sendTickets } from './jobs';
import { SUSPICIOUS_DEATHS } from './trials';

/**
 * Which chunks are done: the one place where that is decided. A worker claims a chunk under a token; what it wrote counts
 * when, in one transaction, the chunk is still claimed under that token. So nothing is lost when a worker dies, and nothing
 * counts twice when one that was thought dead comes back.
 */

/** Errors after which a chunk is set aside; a job of the Lab fails at once, as a lane waits for it. */
export const MOST_TRIES = { long: 4, short: 1 } as const;
/** Wait before the second try, ms; it doubles from try to try. */
const BACK_OFF_MS = 1000;
const MOST_BACK_OFF_MS = 30_000;

/** Failures that are not the chunk's fault, and that people can mend: it waits, as often as it takes. */
const PATIENT: readonly ErrorReport['code'][] = ['storage-full', 'database-unavailable'];
const PATIENT_WAIT_MS = 3000;

/** Failures that no second try mends: the job ends. */
const HOPELESS: readonly ErrorReport['code'][] = [
  'hash-mismatch',
  'model-load-failed',
  'unknown-model',
  'unknown-version',
];

export interface Claimed {
  /** Nothing when none waits that is free, or enough workers are at the job. */
  readonly chunk: ClaimedChunk | undefined;
  /** Chunks of the job wait for a trial. */
  readonly suspects: boolean;
}

/** The first chunk that waits, but not for a trial, now the worker's own. */
export async function claimChunk({ pool }: Database, worker: WorkerIdentity, jobId: string): Promise<Claimed> {
  const claim = randomUUID();
  const { rows } = await pool.query<
    Omit<ClaimedChunk, 'claim' | 'index'> & { index: number | null; suspects: boolean }
  >(
    `with claimed as (
       update chunks set state = 'active', worker_id = $2, worker_name = $3, claim = $4, claimed_at = now()
       where job_id = $1 and index = (
         select c.index from chunks c join jobs j on j.id = c.job_id
         where c.job_id = $1 and c.state = 'waiting' and c.not_before <= now() and c.deaths < $5
           and j.state in ('queued', 'running')
           and j.workers > (
             select count(distinct a.worker_id) from chunks a
             where a.job_id = $1 and a.state = 'active' and a.worker_id <> $2)
         order by c.index limit 1 for update of c skip locked)
       returning index, part_index, first_row, rows)
     select index, part_index as "partIndex", first_row as "firstRow", rows,
       exists (select 1 from chunks where job_id = $1 and state = 'waiting' and deaths >= $5) as suspects
     from (select 1) one left join claimed on true`,
    [jobId, worker.id, worker.name, claim, SUSPICIOUS_DEATHS],
  );
  const [row] = rows;
  if (!row || row.index === null) return { chunk: undefined, suspects: row?.suspects ?? false };
  const { index, partIndex, firstRow, rows: count, suspects } = row;
  return { chunk: { jobId, index, partIndex, firstRow: Number(firstRow), rows: count, claim }, suspects };
}

export interface ChunkResult {
  readonly output: ChunkOutput;
  /** What the answers come to; `null` of a job that makes rows, for no model ran. */
  readonly summary: JobSummary | null;
  readonly durations: Pick<JobDurations, 'loadMs' | 'readMs' | 'computeMs' | 'writeMs'>;
  /** What the worker used since its last checkpoint. */
  readonly use: { readonly cpuSeconds: number; readonly peakRssBytes: number };
  readonly environment: Readonly<Record<string, string | number | boolean>>;
  /** How long writing down the chunk before took, ms: this one's own is known too late. */
  readonly checkpointMs: number;
}

/** @returns false when the chunk is not the worker's any more: what it wrote does not count */
export function completeChunk(
  database: Database,
  worker: WorkerIdentity,
  chunk: ClaimedChunk,
  result: ChunkResult,
): Promise<boolean> {
  const { output, summary, durations, use, environment, checkpointMs } = result;
  return inTransaction(database, async (tx) => {
    const { rows: open } = await tx.orm.execute<Pick<JobRow, 'summary' | 'durations'>>(
      sql`select summary, durations from jobs where id = ${chunk.jobId} and finished_at is null for update`,
    );
    const [job] = open;
    if (!job) return false;
    const sums = {
      summary: summary ? sumOfSummaries(job.summary, summary) : null,
      durations: sumOfDurations(job.durations, { ...durations, checkpointMs }),
    };
    // In one statement: on the embedded database each costs as much as the work on a few rows.
    const { rows } = await tx.orm.execute<{ over: boolean }>(
      sql`with done as (
            update chunks set state = 'done', finished_at = clock_timestamp(), output = ${json(output)},
              compute_ms = ${durations.computeMs}, summary = ${json(summary)}, error = null
            where ${ownedBy(chunk)} returning job_id, rows),
          share as (
            insert into worker_shares (job_id, worker_id, name, host, rows, chunks, cpu_seconds, peak_rss_bytes)
            select job_id, ${worker.id}::uuid, ${worker.name}, ${worker.host}, rows, 1,
              ${use.cpuSeconds}::double precision, ${use.peakRssBytes}::bigint from done
            on conflict (job_id, worker_id) do update set
              rows = worker_shares.rows + excluded.rows, chunks = worker_shares.chunks + 1,
              cpu_seconds = worker_shares.cpu_seconds + excluded.cpu_seconds,
              peak_rss_bytes = greatest(worker_shares.peak_rss_bytes, excluded.peak_rss_bytes))
          update jobs set done = jobs.done + done.rows, environment = ${json(environment)},
            summary = ${json(sums.summary)}, durations = ${json(sums.durations)}
          from done where jobs.id = done.job_id
          returning jobs.done + jobs.set_aside_rows = jobs.count as over`,
    );
    const [counted] = rows;
    if (counted?.over) await finishJob(tx, chunk.jobId);
    return counted !== undefined;
  });
}

/** As a parameter; `null` is that of SQL. */
function json(value: object | null) {
  return sql`${value && JSON.stringify(value)}::jsonb`;
}

/** Tries the chunk again later, sets it aside, or ends the job, as the failure and its number demand. */
export function failChunk(database: Database, chunk: ClaimedChunk, error: ErrorReport): Promise<void> {
  return inTransaction(database, async (tx) => {
    const job = await lockOpenJob(tx, chunk.jobId);
    if (!job) return;
    const [row] = await tx.orm.select().from(chunks).where(ownedBy(chunk));
    if (!row) return;
    if (HOPELESS.includes(error.code)) {
      await tx.orm.update(chunks).set({ state: 'set-aside', error }).where(ownedBy(chunk));
      // Counted, so that the job can be tried again once what was wrong is mended.
      await tx.orm
        .update(jobs)
        .set({ setAsideRows: job.setAsideRows + row.rows })
        .where(eq(jobs.id, job.id));
      await endJob(tx, job.id, 'failed', error);
      return;
    }
    const tries = PATIENT.includes(error.code) ? row.tries : row.tries + 1;
    if (tries >= MOST_TRIES[job.queue]) {
      await setAside(tx, job, [{ ...row, tries, error }]);
      return;
    }
    const backOffMs = Math.min(MOST_BACK_OFF_MS, BACK_OFF_MS * 2 ** (tries - 1));
    const notBefore = await momentIn(tx, PATIENT.includes(error.code) ? PATIENT_WAIT_MS : backOffMs);
    await tx.orm.update(chunks).set({ state: 'waiting', tries, error, notBefore }).where(ownedBy(chunk));
    await sendTickets(database, tx, job, 1, notBefore);
  });
}

/** Gives chunks back unharmed, such as one claimed ahead by a worker that stops. */
export async function returnChunk({ orm }: Database, chunk: ClaimedChunk): Promise<void> {
  await orm.update(chunks).set({ state: 'waiting' }).where(ownedBy(chunk));
}

/**
 * Gives back whatever of a job a worker still has: a claim may have been made and the connection broken before it was told.
 * @returns whether there was any
 */
export async function returnAll({ orm }: Database, worker: WorkerIdentity, jobId: string): Promise<boolean> {
  const given = await orm
    .update(chunks)
    .set({ state: 'waiting' })
    .where(and(eq(chunks.jobId, jobId), eq(chunks.workerId, worker.id), eq(chunks.state, 'active')))
    .returning({ index: chunks.index });
  return given.length > 0;
}

/** By the database's clock. */
async function momentIn(tx: Transaction, waitMs: number): Promise<Date> {
  const { rows } = await tx.orm.execute<{ at: string }>(
    sql`select (extract(epoch from now()) * 1000 + ${waitMs}::double precision)::text as at`,
  );
  return new Date(Number(rows[0]?.at));
}
