import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { type Database, inTransaction, QUEUES, type Transaction } from '../../db/database';
import { isUuid } from '../../db/is-uuid';
import { chunks, dataSets, jobs, parts } from '../../db/schema';
import { TrilaneError } from '../../errors';
import { findModel, findVersion } from '../../model';
import type { ModelTarget } from '../../model/manifest';
import { type BatchQueueName, isOver, type JobState } from '../../wire/batch-system';
import type { JobSource } from '../../wire/job-schema';
import type { FileStore } from '../files/file-store';

/** Longer than any turn at a ticket takes (see `worker/ticket-loop`): pg-boss gives back what is kept beyond it. */
const TICKET_SECONDS = 3600;

export interface ScoreJobSpec {
  readonly target: ModelTarget;
  readonly dataSet: { readonly id: string; readonly name: string; readonly checksum: string | null };
  readonly firstPart: number;
  /** The first part that is not scored any more. */
  readonly endPart: number;
  readonly batchSize: number | null;
  readonly workers: number;
  readonly scheduleId?: string;
  readonly owner?: string | null;
}

/**
 * A job over parts of a data set, one chunk a part.
 * @returns its id
 * @throws TrilaneError `unknown-model`, `unknown-version`, `wrong-input` (the file of its answers has no column for values)
 */
export async function createScoreJob(
  database: Database,
  tx: Transaction,
  { target, dataSet, firstPart, endPart, batchSize, workers, scheduleId, owner }: ScoreJobSpec,
): Promise<string> {
  if (findModel(target.modelId).answers === 'value')
    throw new TrilaneError('wrong-input', 'Jobs over data sets take models that answer with a class.');
  const taken = await tx.orm
    .select({ index: parts.index, firstRow: parts.firstRow, rows: parts.rows })
    .from(parts)
    .where(and(eq(parts.dataSetId, dataSet.id), sql`${parts.index} >= ${firstPart} and ${parts.index} < ${endPart}`))
    .orderBy(parts.index);
  const [first] = taken;
  if (!first) throw new TrilaneError('too-few-samples', 'There are no rows to work on.');
  const pieces = taken.map(({ index, firstRow, rows }) => ({ partIndex: index, firstRow, rows }));
  const [set] = await tx.orm.select({ reading: dataSets.reading }).from(dataSets).where(eq(dataSets.id, dataSet.id));
  const kept = set?.reading ? [...set.reading.kept] : null;
  const source = { kind: 'data-set', ...dataSet, firstRow: first.firstRow, firstPart: first.index, kept } as const;
  return createJob(database, tx, {
    kind: 'score',
    target,
    source,
    dataSetId: dataSet.id,
    scheduleId: scheduleId ?? null,
    batchSize,
    workers,
    pieces,
    owner,
  });
}

export interface GenerateJobSpec {
  readonly dataSet: { readonly id: string; readonly name: string };
  readonly target: ModelTarget;
  readonly workers: number;
  /** Rows of each part, in order. */
  readonly partRows: readonly number[];
  readonly owner?: string | null;
}

/** A job that writes the parts of a generated data set. */
export function createGenerateJob(database: Database, tx: Transaction, spec: GenerateJobSpec): Promise<string> {
  let firstRow = 0;
  const pieces = spec.partRows.map((rows, partIndex) => {
    const piece = { partIndex, firstRow, rows };
    firstRow += rows;
    return piece;
  });
  return createJob(database, tx, {
    kind: 'generate',
    target: spec.target,
    source: { kind: 'data-set', ...spec.dataSet, checksum: null, firstRow: 0, firstPart: 0 },
    dataSetId: spec.dataSet.id,
    scheduleId: null,
    batchSize: null,
    workers: spec.workers,
    pieces,
    owner: spec.owner,
  });
}

interface JobSpec {
  readonly kind: 'score' | 'generate';
  readonly target: ModelTarget;
  readonly source: JobSource;
  readonly dataSetId: string | null;
  readonly scheduleId: string | null;
  readonly batchSize: number | null;
  readonly workers: number;
  readonly owner?: string | null | undefined;
  readonly pieces: readonly { readonly partIndex: number; readonly firstRow: number; readonly rows: number }[];
}

/** Rows of one statement: PostgreSQL takes 65,535 parameters. */
const ROWS_A_STATEMENT = 5000;

async function createJob(database: Database, tx: Transaction, spec: JobSpec): Promise<string> {
  const id = randomUUID();
  const queue = 'long';
  const { kind, target, source, dataSetId, scheduleId, batchSize, workers, pieces, owner = null } = spec;
  await tx.orm.insert(jobs).values({
    id,
    kind,
    queue,
    state: 'queued',
    model: target.modelId,
    version: target.versionId,
    sha256: findVersion(target).sha256,
    source,
    dataSetId,
    scheduleId,
    count: pieces.reduce((sum, { rows }) => sum + rows, 0),
    chunkCount: pieces.length,
    batchSize,
    workers,
    owner,
  });
  const rows = pieces.map((piece, index) => ({ jobId: id, index, ...piece }));
  for (let first = 0; first < rows.length; first += ROWS_A_STATEMENT) {
    await tx.orm.insert(chunks).values(rows.slice(first, first + ROWS_A_STATEMENT));
  }
  await sendTickets(database, tx, { id, queue }, Math.min(workers, pieces.length));
  return id;
}

/** Lets so many workers (more) come to a job. One too many does no harm: it finds nothing to do. A job of the Lab needs none. */
export async function sendTickets(
  { boss }: Database,
  tx: Transaction,
  job: { readonly id: string; readonly queue: BatchQueueName },
  count: number,
  startAfter?: Date,
): Promise<void> {
  if (job.queue === 'short') return;
  const ticket = {
    name: QUEUES[job.queue],
    data: { jobId: job.id },
    retryLimit: 2,
    expireInSeconds: TICKET_SECONDS,
    ...(startAfter && { startAfter }),
  };
  await boss.insert(
    Array.from({ length: count }, () => ticket),
    tx.within,
  );
}

/** Stops further chunks from being claimed; those under way are finished. @throws TrilaneError `unknown-job`, `wrong-state` */
export function pauseJob(database: Database, id: string): Promise<void> {
  return changeState(database, id, async ({ queue, state }, tx) => {
    // A lane of the Lab waits for its job.
    if (queue === 'short' || (state !== 'queued' && state !== 'running')) throw wrongState('paused', state);
    await tx.orm.update(jobs).set({ state: 'paused' }).where(eq(jobs.id, id));
  });
}

/** @throws TrilaneError `unknown-job`, `wrong-state` */
export function resumeJob(database: Database, id: string): Promise<void> {
  return changeState(database, id, async (job, tx) => {
    if (job.state !== 'paused') throw wrongState('resumed', job.state);
    await reopen(database, tx, job);
  });
}

/** The job counts as cancelled at once; one that is over stays as it is. @throws TrilaneError `unknown-job` */
export function cancelJob(database: Database, id: string): Promise<void> {
  return changeState(database, id, async (job, tx) => {
    if (isOver(job.state)) return;
    await tx.orm.update(jobs).set({ state: 'cancelled', finishedAt: sql`now()` }).where(eq(jobs.id, id));
    if (job.kind === 'generate' && job.dataSetId) {
      const error = { code: 'cancelled', detail: 'Making its rows was cancelled.' } as const;
      await tx.orm.update(dataSets).set({ state: 'failed', error }).where(eq(dataSets.id, job.dataSetId));
    }
  });
}

/** Tries the chunks again that were set aside. @throws TrilaneError `unknown-job`, `wrong-state` */
export function retryJob(database: Database, id: string): Promise<void> {
  return changeState(database, id, async (job, tx) => {
    if (job.setAsideRows === 0 || job.state === 'cancelled' || job.state === 'paused') {
      throw wrongState('tried again', job.state);
    }
    await tx.orm
      .update(chunks)
      .set({ state: 'waiting', tries: 0, deaths: 0, trialDeaths: 0, error: null, notBefore: sql`now()` })
      .where(and(eq(chunks.jobId, id), eq(chunks.state, 'set-aside')));
    await tx.orm.update(jobs).set({ setAsideRows: 0, finishedAt: null, error: null }).where(eq(jobs.id, id));
    await reopen(database, tx, job);
  });
}

/** Its answers have been downloaded: from now on they may go when room is needed. */
export async function markFetched({ orm }: Pick<Database, 'orm'>, id: string): Promise<void> {
  await orm.update(jobs).set({ fetchedAt: sql`now()` }).where(eq(jobs.id, id));
}

/** Forgets a job that is over, its answers too. @throws TrilaneError `unknown-job`, `wrong-state` */
export async function deleteJob(database: Database, store: FileStore, id: string): Promise<void> {
  await changeState(database, id, async ({ state }, tx) => {
    if (!isOver(state)) throw wrongState('deleted', state);
    await tx.orm.delete(jobs).where(eq(jobs.id, id));
  });
  await store.removeAll(`jobs/${id}/`);
}

type JobRow = typeof jobs.$inferSelect;

async function reopen(database: Database, tx: Transaction, job: JobRow): Promise<void> {
  await tx.orm
    .update(jobs)
    .set({ state: job.startedAt ? 'running' : 'queued' })
    .where(eq(jobs.id, job.id));
  await sendTickets(database, tx, job, Math.min(job.workers, job.chunkCount));
}

function changeState(
  database: Database,
  id: string,
  change: (job: JobRow, tx: Transaction) => Promise<void>,
): Promise<void> {
  return inTransaction(database, async (tx) => change(await lockJob(tx, id), tx));
}

/** The job, which nobody else changes until the transaction ends. @throws TrilaneError `unknown-job` */
export async function lockJob(tx: Transaction, id: string): Promise<JobRow> {
  const [job] = isUuid(id) ? await tx.orm.select().from(jobs).where(eq(jobs.id, id)).for('update') : [];
  if (!job) throw new TrilaneError('unknown-job', 'There is no such batch job; finished jobs are forgotten in time.');
  return job;
}

function wrongState(wish: string, state: JobState): TrilaneError {
  return new TrilaneError('wrong-state', `A job that is ${state} cannot be ${wish}.`);
}
