import { randomUUID } from 'node:crypto';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { type Database, inTransaction, QUEUES, type Transaction } from '../../db/database';
import { type ChunkOutput, chunks, dataSets, jobs, parts, workerShares, workers } from '../../db/schema';
import type { BatchDurations, BatchSummary } from '../../engine/wire/console';
import { isOver } from '../../engine/wire/console';
import type { ErrorReport } from '../../errors';
import { checksumOf } from '../data/checksum';
import { lockJob, sendTickets } from './jobs';

/**
 * Which chunks are done: the one place where that is decided. A worker claims a chunk under a token; what it wrote counts
 * when, in one transaction, the chunk is still claimed under that token. So nothing is lost when a worker dies, and nothing
 * counts twice when one that was thought dead comes back.
 */

/** Errors after which a chunk is set aside; a job of the Lab fails at once, as somebody waits for it. */
export const MOST_TRIES = { long: 4, short: 1 } as const;
/** Workers that may die at one chunk before it is set aside: in a storm of faults, one was seen to have no luck nine times. */
export const MOST_DEATHS = 20;
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

export interface WorkerIdentity {
  readonly id: string;
  readonly name: string;
  readonly host: string;
}

export interface ClaimedChunk {
  readonly jobId: string;
  readonly index: number;
  readonly partIndex: number;
  readonly firstRow: number;
  readonly rows: number;
  readonly claim: string;
  /** Workers that died, perhaps of it. */
  readonly deaths: number;
}

/** The first chunk that waits, now the worker's own; nothing when none does or enough workers are at the job. */
export async function claimChunk(
  { pool }: Database,
  worker: WorkerIdentity,
  jobId: string,
): Promise<ClaimedChunk | undefined> {
  const claim = randomUUID();
  const { rows } = await pool.query<Omit<ClaimedChunk, 'claim' | 'firstRow'> & { firstRow: string }>(
    `update chunks set state = 'active', worker_id = $2, worker_name = $3, claim = $4, claimed_at = now()
     where job_id = $1 and index = (
       select c.index from chunks c join jobs j on j.id = c.job_id
       where c.job_id = $1 and c.state = 'waiting' and c.not_before <= now() and j.state in ('queued', 'running')
         and j.workers > (
           select count(distinct a.worker_id) from chunks a
           where a.job_id = $1 and a.state = 'active' and a.worker_id <> $2)
       order by c.index limit 1 for update of c skip locked)
     returning job_id as "jobId", index, part_index as "partIndex", first_row as "firstRow", rows, deaths`,
    [jobId, worker.id, worker.name, claim],
  );
  const [row] = rows;
  return row && { ...row, firstRow: Number(row.firstRow), claim };
}

export interface ChunkResult {
  readonly output: ChunkOutput;
  /** `null` where no model ran. */
  readonly summary: BatchSummary | null;
  readonly durations: Pick<BatchDurations, 'loadMs' | 'readMs' | 'computeMs' | 'writeMs'>;
  /** Since the worker's last checkpoint. */
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
    const job = await lockOpenJob(tx, chunk.jobId);
    if (!job) return false;
    const { length: mine } = await tx.orm
      .update(chunks)
      .set({
        state: 'done',
        finishedAt: sql`clock_timestamp()`,
        output,
        computeMs: durations.computeMs,
        summary,
        error: null,
      })
      .where(ownedBy(chunk))
      .returning({ index: chunks.index });
    if (mine === 0) return false;
    const done = job.done + chunk.rows;
    await tx.orm
      .update(jobs)
      .set({
        done,
        environment,
        summary: summary ? sumOfSummaries(job.summary, summary) : null,
        durations: sumOfDurations(job.durations, { ...durations, checkpointMs }),
      })
      .where(eq(jobs.id, job.id));
    await tx.orm
      .insert(workerShares)
      .values({
        jobId: job.id,
        workerId: worker.id,
        name: worker.name,
        host: worker.host,
        rows: chunk.rows,
        chunks: 1,
        ...use,
      })
      .onConflictDoUpdate({
        target: [workerShares.jobId, workerShares.workerId],
        set: {
          rows: sql`${workerShares.rows} + excluded.rows`,
          chunks: sql`${workerShares.chunks} + 1`,
          cpuSeconds: sql`${workerShares.cpuSeconds} + excluded.cpu_seconds`,
          peakRssBytes: sql`greatest(${workerShares.peakRssBytes}, excluded.peak_rss_bytes)`,
        },
      });
    if (done + job.setAsideRows === job.count) await finishJob(tx, job.id);
    return true;
  });
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

/**
 * What a worker that is gone had claimed waits for others again; if it died, the chunk it was at counts one death. Safe to
 * call more than once, and by several.
 */
export function releaseWorker(
  database: Database,
  workerId: string,
  { died }: { died: boolean } = { died: true },
): Promise<void> {
  return inTransaction(database, async (tx) => {
    const [worker] = await tx.orm.select().from(workers).where(eq(workers.id, workerId)).for('update');
    if (!worker) return;
    const held = await tx.orm
      .select({ jobId: chunks.jobId })
      .from(chunks)
      .where(and(eq(chunks.workerId, workerId), eq(chunks.state, 'active')));
    for (const jobId of new Set(held.map((chunk) => chunk.jobId)))
      await releaseOfJob(database, tx, jobId, { id: workerId, died, chunk: worker.chunk });
    if (worker.ticketId) await database.boss.deleteJob(QUEUES[worker.queue], worker.ticketId, tx.within);
    await tx.orm.delete(workers).where(eq(workers.id, workerId));
  });
}

interface LostWorker {
  readonly id: string;
  readonly died: boolean;
  /** The one it said it was at. */
  readonly chunk: number | null;
}

async function releaseOfJob(database: Database, tx: Transaction, jobId: string, worker: LostWorker): Promise<void> {
  const job = await lockJob(tx, jobId);
  const held = await tx.orm
    .select()
    .from(chunks)
    .where(and(eq(chunks.jobId, jobId), eq(chunks.workerId, worker.id), eq(chunks.state, 'active')));
  const error = { code: 'engine-died', detail: 'The worker died while it worked on this chunk.' } as const;
  const given = held.map((chunk) => ({ ...chunk, deaths: deathsOf(chunk, worker, held) }));
  const deadly = isOver(job.state) ? [] : given.filter(({ deaths }) => deaths >= MOST_DEATHS);
  for (const chunk of given.filter((one) => !deadly.includes(one))) {
    await tx.orm
      .update(chunks)
      .set({ state: 'waiting', deaths: chunk.deaths })
      .where(and(eq(chunks.jobId, jobId), eq(chunks.index, chunk.index)));
  }
  if (deadly.length > 0)
    await setAside(
      tx,
      job,
      deadly.map((chunk) => ({ ...chunk, error })),
    );
  if (!isOver(job.state)) await sendTickets(database, tx, job, 1);
}

/**
 * A worker that dies too soon to say which chunk it is at leaves all it had under suspicion, once: from then on they are
 * worked on one at a time, and said before (see `worker/ticket-loop`).
 */
function deathsOf({ index, deaths }: ChunkRow, worker: LostWorker, held: readonly ChunkRow[]): number {
  if (!worker.died) return deaths;
  const isKnown = held.some((chunk) => chunk.index === worker.chunk);
  if (isKnown) return index === worker.chunk ? deaths + 1 : deaths;
  // Alone and under suspicion already: nothing else can have been at fault.
  return held.length === 1 ? deaths + 1 : Math.max(1, deaths);
}

type ChunkRow = typeof chunks.$inferSelect;
type JobRow = typeof jobs.$inferSelect;

async function setAside(tx: Transaction, job: JobRow, rows: readonly ChunkRow[]): Promise<void> {
  for (const { index, tries, deaths, error } of rows) {
    await tx.orm
      .update(chunks)
      .set({ state: 'set-aside', tries, deaths, error, finishedAt: sql`clock_timestamp()` })
      .where(and(eq(chunks.jobId, job.id), eq(chunks.index, index)));
  }
  const setAsideRows = job.setAsideRows + rows.reduce((sum, chunk) => sum + chunk.rows, 0);
  await tx.orm.update(jobs).set({ setAsideRows }).where(eq(jobs.id, job.id));
  if (job.done + setAsideRows === job.count) await finishJob(tx, job.id);
}

async function finishJob(tx: Transaction, jobId: string): Promise<void> {
  const [job] = await tx.orm.select().from(jobs).where(eq(jobs.id, jobId));
  if (!job) return;
  const [bad] = await tx.orm
    .select({ error: chunks.error })
    .from(chunks)
    .where(and(eq(chunks.jobId, jobId), eq(chunks.state, 'set-aside')))
    .orderBy(chunks.index)
    .limit(1);
  const error = bad?.error ?? null;
  if (job.kind === 'generate') {
    if (error) return endJob(tx, jobId, 'failed', error);
    await publishParts(tx, job);
  }
  if (!error) return endJob(tx, jobId, 'completed', null);
  return endJob(tx, jobId, job.done === 0 ? 'failed' : 'completed-with-errors', error);
}

async function endJob(
  tx: Transaction,
  jobId: string,
  state: 'completed' | 'completed-with-errors' | 'failed',
  error: ErrorReport | null,
): Promise<void> {
  const [job] = await tx.orm
    .update(jobs)
    .set({ state, error, finishedAt: sql`clock_timestamp()` })
    .where(eq(jobs.id, jobId))
    .returning({ kind: jobs.kind, dataSetId: jobs.dataSetId });
  if (state === 'failed' && job?.kind === 'generate' && job.dataSetId) {
    await tx.orm.update(dataSets).set({ state: 'failed', error }).where(eq(dataSets.id, job.dataSetId));
  }
}

/** The parts of a generated data set, all at once: until then it has none. */
async function publishParts(tx: Transaction, { id, dataSetId }: JobRow): Promise<void> {
  if (!dataSetId) return;
  const made = await tx.orm.select().from(chunks).where(eq(chunks.jobId, id)).orderBy(chunks.index);
  const rows = made.flatMap(({ partIndex, firstRow, rows: count, output }) =>
    output
      ? [{ dataSetId, index: partIndex, firstRow, rows: count, sizeBytes: output.sizeBytes, sha256: output.sha256 }]
      : [],
  );
  await tx.orm.insert(parts).values(rows).onConflictDoNothing();
  await tx.orm
    .update(dataSets)
    .set({
      state: 'ready',
      parts: rows.length,
      rows: rows.reduce((sum, part) => sum + part.rows, 0),
      sizeBytes: rows.reduce((sum, part) => sum + part.sizeBytes, 0),
      checksum: checksumOf(rows.map(({ sha256 }) => sha256)),
      error: null,
    })
    .where(eq(dataSets.id, dataSetId));
}

/** A job that is not over, which nobody else changes until the transaction ends. */
async function lockOpenJob(tx: Transaction, id: string): Promise<JobRow | undefined> {
  const [job] = await tx.orm.select().from(jobs).where(eq(jobs.id, id)).for('update');
  return job && !isOver(job.state) ? job : undefined;
}

function ownedBy({ jobId, index, claim }: ClaimedChunk) {
  return and(
    eq(chunks.jobId, jobId),
    eq(chunks.index, index),
    eq(chunks.claim, claim),
    inArray(chunks.state, ['active']),
  );
}

/** By the database's clock. */
async function momentIn(tx: Transaction, waitMs: number): Promise<Date> {
  const { rows } = await tx.orm.execute<{ at: string }>(
    sql`select (extract(epoch from now()) * 1000 + ${waitMs}::double precision)::text as at`,
  );
  return new Date(Number(rows[0]?.at));
}

function sumOfSummaries(left: BatchSummary | null, right: BatchSummary): BatchSummary {
  if (!left) return right;
  return {
    classCounts: right.classCounts.map((count, index) => count + (left.classCounts[index] ?? 0)),
    labelled: left.labelled + right.labelled,
    correct: left.correct + right.correct,
  };
}

type Worked = Pick<BatchDurations, 'loadMs' | 'readMs' | 'computeMs' | 'writeMs' | 'checkpointMs'>;

/** Waiting and wall time are known from the job's own times, and filled in when they are read. */
function sumOfDurations(left: BatchDurations | null, right: Worked): BatchDurations {
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
