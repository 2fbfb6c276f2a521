import { eq } from 'drizzle-orm';
import type { Database } from '../../db/database';
import { chunks, dataSets, workerShares } from '../../db/schema';
import type { ChunkInfo, JobDetail, JobDurations, JobSource, Provenance, WorkerShare } from '../../wire/job-schema';
import { findJob, type JobRow } from './job-views';

type ChunkRow = typeof chunks.$inferSelect;

/** All there is to say about one job; `null` when there is no such job (any more). */
export async function readJobDetail(database: Pick<Database, 'orm'>, id: string): Promise<JobDetail | null> {
  const job = await findJob(database, id);
  if (!job) return null;
  const { orm } = database;
  const [chunkRows, shares, [set]] = await Promise.all([
    orm.select().from(chunks).where(eq(chunks.jobId, id)).orderBy(chunks.index),
    orm.select().from(workerShares).where(eq(workerShares.jobId, id)).orderBy(workerShares.name, workerShares.workerId),
    job.row.dataSetId
      ? orm.select({ seed: dataSets.seed }).from(dataSets).where(eq(dataSets.id, job.row.dataSetId))
      : [],
  ]);
  return {
    ...job.info,
    chunkMap: chunkRows.map((chunk) => chunkInfo(chunk, job.row.startedAt)),
    workerShares: shares.map(
      ({ workerId, name, host, rows, chunks: count, cpuSeconds, peakRssBytes }): WorkerShare => ({
        id: workerId,
        name,
        host,
        rows,
        chunks: count,
        cpuSeconds,
        peakRssBytes,
      }),
    ),
    provenance: provenanceOf(job.row, set?.seed ?? null),
    durations: durationsOf(job.row, chunkRows),
  };
}

function chunkInfo(chunk: ChunkRow, startedAt: Date | null): ChunkInfo {
  const { index, firstRow, rows, state, tries, deaths, computeMs, finishedAt, error } = chunk;
  const isOver = state === 'done' || state === 'set-aside';
  return {
    index,
    firstRow,
    rows,
    state,
    tries,
    deaths,
    worker: state === 'waiting' ? null : chunk.workerName,
    computeMs: state === 'done' ? computeMs : null,
    finishedMs: isOver && finishedAt && startedAt ? finishedAt.getTime() - startedAt.getTime() : null,
    error,
  };
}

/** `null` until a worker has told what it works with. */
function provenanceOf(job: JobRow, dataSetSeed: number | null): Provenance | null {
  if (!job.environment) return null;
  return {
    model: job.model,
    version: job.version,
    modelSha256: job.sha256,
    dataChecksum: job.source.kind === 'data-set' ? job.source.checksum : null,
    seed: seedOf(job.source) ?? dataSetSeed,
    batchSize: job.batchSize,
    versions: Object.fromEntries(Object.entries(job.environment).map(([name, value]) => [name, String(value)])),
  };
}

function seedOf(source: JobSource): number | null {
  return source.kind === 'samples' ? source.seed : null;
}

/** How long a job that is not over has run: up to its newest finished chunk. */
function durationsOf({ durations, createdAt, startedAt, finishedAt }: JobRow, rows: readonly ChunkRow[]) {
  if (!durations || !startedAt) return null;
  const last = rows.reduce((newest, chunk) => Math.max(newest, chunk.finishedAt?.getTime() ?? 0), startedAt.getTime());
  return {
    ...durations,
    waitMs: startedAt.getTime() - createdAt.getTime(),
    wallMs: (finishedAt?.getTime() ?? last) - startedAt.getTime(),
  } satisfies JobDurations;
}
