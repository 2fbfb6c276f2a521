import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readJobDetail } from '@/lib/batch/jobs/job-details';
import { createScoreJob } from '@/lib/batch/jobs/jobs';
import { beginJob } from '@/lib/batch/worker/ticket-job';
import { workTurn } from '@/lib/batch/worker/ticket-loop';
import { inTransaction } from '@/lib/db/database';
import { createPersistence, type Persistently } from '@/lib/db/persistently';
import { withDatabase } from '../batch-database';
import { makeDataSet, TARGET } from '../batch-rows';
import { idleRunner } from '../idle-runner';

const tests = withDatabase();
const PARTS = [10, 20, 30];
const ROWS = 60;

async function startJob(): Promise<string> {
  const id = await makeDataSet(tests.database, PARTS);
  return inTransaction(tests.database, (tx) =>
    createScoreJob(tests.database, tx, {
      target: { modelId: TARGET.model, versionId: TARGET.version },
      dataSet: { id, name: 'Orders', checksum: null },
      firstPart: 0,
      endPart: PARTS.length,
      batchSize: null,
      workers: 1,
    }),
  );
}

/** Turns of one worker until nothing is left; the answer of the `lost`th call, which got through, does not come back. */
async function workThrough(jobId: string, lost: number): Promise<void> {
  const { signal } = new AbortController();
  const again = createPersistence(signal);
  let calls = 0;
  const persistently: Persistently = (work) =>
    again(async () => {
      const answer = await work();
      if (++calls === lost) throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
      return answer;
    });
  const worker = { id: randomUUID(), name: 'worker', host: 'here' };
  const trials = { run: () => Promise.reject(new Error('No worker died.')) };
  const quiet = { onChunk() {}, onCheckpoint() {} };
  for (let mayHaveMore = true; mayHaveMore; ) {
    const job = await beginJob(tests.database, jobId);
    if (!job) return;
    const options = { database: tests.database, worker, runner: idleRunner, trials, persistently, signal, ...quiet };
    mayHaveMore = await workTurn(job, options);
  }
}

describe('a worker whose connection breaks before an answer comes', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9])('does all of the job, and none of it twice: call %i', async (lost) => {
    const id = await startJob();
    await workThrough(id, lost);
    const done = await readJobDetail(tests.database, id);
    expect(done).toMatchObject({ state: 'completed', done: ROWS, summary: { classCounts: [ROWS] } });
    expect(done?.workerShares.reduce((sum, { rows }) => sum + rows, 0)).toBe(ROWS);
    expect(done?.chunkMap.map(({ tries, deaths }) => tries + deaths)).toEqual([0, 0, 0]);
  });
});
