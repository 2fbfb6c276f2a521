import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/database';
import { chunks, dataSets, jobs, parts } from '../../db/schema';
import type { ErrorReport } from '../../errors';
import { isOver } from '../../wire/batch-system';
import { checksumOf } from '../rows/checksum';

export type ChunkRow = typeof chunks.$inferSelect;
export type JobRow = typeof jobs.$inferSelect;

/** Gives up these chunks of the job; the others go on. */
export async function setAside(tx: Transaction, job: JobRow, rows: readonly ChunkRow[]): Promise<void> {
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

/** Ends a job all of whose chunks are done or set aside. */
export async function finishJob(tx: Transaction, jobId: string): Promise<void> {
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

export async function endJob(
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
export async function lockOpenJob(tx: Transaction, id: string): Promise<JobRow | undefined> {
  const [job] = await tx.orm.select().from(jobs).where(eq(jobs.id, id)).for('update');
  return job && !isOver(job.state) ? job : undefined;
}
