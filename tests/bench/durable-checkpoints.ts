import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { type BatchSystem, createBatchSystem } from '@/lib/batch/batch-system';
import { createGenerateJob, createScoreJob } from '@/lib/batch/jobs/jobs';
import { inTransaction } from '@/lib/db/database';
import { dataSets, jobs } from '@/lib/db/schema';
import { medianOf } from '@/lib/measure/median';
import type { BenchRow } from './bench-row';
import { inPairs, inWords, pairedRatio } from './paired-ratio';

const TARGET = { modelId: 'credit-risk', versionId: 'trees' } as const;
const ROWS = 1_000_000;
/** As the plan cuts a million rows, and so that hardly anything is written down on the way. */
const MANY = 32;
const FEW = 8;
const MOST = 1.05;
const PAIRS = 15;

/** The same rows in 32 pieces and in 8: what 24 more checkpoints, with their files, cost. */
export async function benchCheckpoints(): Promise<BenchRow> {
  const dataRoot = await mkdtemp(join(tmpdir(), 'trilane-bench-'));
  const system = createBatchSystem({ dataRoot, publicRoot: 'public' });
  try {
    const many = await makeRows(system, MANY);
    const few = await makeRows(system, FEW);
    await score(system, few, FEW);
    const pairs = await inPairs(PAIRS, [MANY, FEW], (pieces) => score(system, pieces === MANY ? many : few, pieces));
    const found = pairedRatio(pairs);
    return {
      name: `durable: ${MANY} checkpoints in 1,000,000 rows of credit-risk trees`,
      value: medianOf(pairs.map(([ofMany]) => ofMany)),
      unit: 'ms',
      baseline: `${FEW} checkpoints: ${medianOf(pairs.map(([, ofFew]) => ofFew)).toFixed(0)} ms (${inWords(found, MOST)})`,
      ratio: found.ratio,
      target: `<= ${MOST}`,
      ok: found.ratio <= MOST,
    };
  } finally {
    await system.close();
    await rm(dataRoot, { recursive: true, force: true });
  }
}

async function makeRows(system: BatchSystem, pieces: number): Promise<string> {
  const { database } = await system.open();
  const id = randomUUID();
  const dataSet = { id, name: `in ${pieces} pieces` };
  const job = await inTransaction(database, async (tx) => {
    const values = { ...dataSet, kind: 'generated', model: TARGET.modelId, state: 'generating', seed: 7 } as const;
    await tx.orm.insert(dataSets).values({ ...values, wantedRows: ROWS });
    const partRows = Array.from({ length: pieces }, () => ROWS / pieces);
    return createGenerateJob(database, tx, { dataSet, target: TARGET, workers: 1, partRows });
  });
  await ended(system, job);
  return id;
}

/** @returns how long the job took, ms by the database's clock */
async function score(system: BatchSystem, dataSetId: string, pieces: number): Promise<number> {
  const { database } = await system.open();
  const dataSet = { id: dataSetId, name: '', checksum: null };
  const job = await inTransaction(database, (tx) =>
    createScoreJob(database, tx, {
      target: TARGET,
      dataSet,
      firstPart: 0,
      endPart: pieces,
      batchSize: null,
      workers: 1,
    }),
  );
  return ended(system, job);
}

async function ended(system: BatchSystem, id: string): Promise<number> {
  const { database } = await system.open();
  system.nudge();
  for (;;) {
    const [job] = await database.orm.select().from(jobs).where(eq(jobs.id, id));
    if (job?.finishedAt && job.startedAt) {
      if (job.state !== 'completed') throw new Error(`The job ended ${job.state}: ${job.error?.detail}`);
      return job.finishedAt.getTime() - job.startedAt.getTime();
    }
    await sleep(100);
  }
}
