import { and, eq } from 'drizzle-orm';
import { type Database, inTransaction, QUEUES, type Transaction } from '../../db/database';
import { chunks, workers } from '../../db/schema';
import { isOver } from '../../wire/batch-system';
import { lockJob, sendTickets } from './jobs';
import { disturbTrials, SUSPICIOUS_DEATHS } from './trials';

/**
 * What a worker that is gone had claimed waits for others again; if it died, each of its chunks counts one death, for
 * nobody knows which one it was at. Safe to call more than once, and by several.
 */
export async function releaseWorker(
  database: Database,
  workerId: string,
  { died }: { died: boolean } = { died: true },
): Promise<void> {
  // In a transaction of its own: a chunk on trial may be of a job that another one has locked.
  if (died) await disturbTrials(database, workerId);
  await inTransaction(database, async (tx) => {
    const [worker] = await tx.orm.select().from(workers).where(eq(workers.id, workerId)).for('update');
    if (!worker) return;
    const held = await tx.orm
      .select({ jobId: chunks.jobId })
      .from(chunks)
      .where(and(eq(chunks.workerId, workerId), eq(chunks.state, 'active')));
    for (const jobId of new Set(held.map((chunk) => chunk.jobId)))
      await releaseOfJob(database, tx, jobId, { id: workerId, died });
    if (worker.ticketId) await database.boss.deleteJob(QUEUES[worker.queue], worker.ticketId, tx.within);
    await tx.orm.delete(workers).where(eq(workers.id, workerId));
  });
}

async function releaseOfJob(
  database: Database,
  tx: Transaction,
  jobId: string,
  worker: { readonly id: string; readonly died: boolean },
): Promise<void> {
  const job = await lockJob(tx, jobId);
  const held = await tx.orm
    .select({ index: chunks.index, deaths: chunks.deaths })
    .from(chunks)
    .where(and(eq(chunks.jobId, jobId), eq(chunks.workerId, worker.id), eq(chunks.state, 'active')));
  for (const { index, deaths } of held) {
    // One on trial was in another process.
    const count = worker.died && deaths < SUSPICIOUS_DEATHS ? deaths + 1 : deaths;
    await tx.orm
      .update(chunks)
      .set({ state: 'waiting', deaths: count })
      .where(and(eq(chunks.jobId, jobId), eq(chunks.index, index)));
  }
  if (!isOver(job.state)) await sendTickets(database, tx, job, 1);
}
