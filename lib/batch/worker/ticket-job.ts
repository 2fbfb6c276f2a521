import { eq, sql } from 'drizzle-orm';
import type { Database } from '../../db/database';
import { dataSets, jobs } from '../../db/schema';
import type { ModelTarget } from '../../model/manifest';
import type { BatchQueueName } from '../../wire/batch-system';
import type { JobSource } from '../../wire/job-schema';

/** What a worker must know of the job it works on. */
export interface TicketJob {
  readonly id: string;
  readonly kind: 'score' | 'generate';
  readonly queue: BatchQueueName;
  readonly target: ModelTarget;
  readonly sha256: string;
  readonly source: JobSource;
  readonly dataSetId: string | null;
  readonly batchSize: number | null;
  /** Of generated rows. */
  readonly seed: number;
}

/** The job, which runs from now on; nothing when it is paused, over or gone. */
export async function beginJob({ orm }: Database, id: string): Promise<TicketJob | undefined> {
  const [job] = await orm
    .update(jobs)
    .set({ state: 'running', startedAt: sql`coalesce(${jobs.startedAt}, clock_timestamp())` })
    .where(sql`${jobs.id} = ${id} and ${jobs.state} in ('queued', 'running')`)
    .returning();
  if (!job) return undefined;
  const { kind, queue, model, version, sha256, source, dataSetId, batchSize } = job;
  const target = { modelId: model, versionId: version };
  const [dataSet] =
    kind === 'generate' && dataSetId
      ? await orm.select({ seed: dataSets.seed }).from(dataSets).where(eq(dataSets.id, dataSetId))
      : [];
  return { id, kind, queue, target, sha256, source, dataSetId, batchSize, seed: dataSet?.seed ?? 0 };
}
