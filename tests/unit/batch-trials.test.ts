import { randomUUID } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimChunk, completeChunk } from '@/lib/batch/jobs/chunk-ledger';
import type { ClaimedChunk } from '@/lib/batch/jobs/claim';
import { readJobDetail } from '@/lib/batch/jobs/job-details';
import { createScoreJob, pauseJob, resumeJob, retryJob } from '@/lib/batch/jobs/jobs';
import { releaseWorker } from '@/lib/batch/jobs/lost-workers';
import { claimTrial, noteTrialDeath, SUSPICIOUS_DEATHS, TRIAL_DEATHS } from '@/lib/batch/jobs/trials';
import { inTransaction } from '@/lib/db/database';
import { chunks, workers } from '@/lib/db/schema';
import { withDatabase } from '../batch-database';
import { makeDataSet, TARGET } from '../batch-rows';

const tests = withDatabase();
const ROWS = 10;

async function startJob(parts: number): Promise<string> {
  const id = await makeDataSet(
    tests.database,
    Array.from({ length: parts }, () => ROWS),
  );
  return inTransaction(tests.database, (tx) =>
    createScoreJob(tests.database, tx, {
      target: { modelId: TARGET.model, versionId: TARGET.version },
      dataSet: { id, name: 'Orders', checksum: null },
      firstPart: 0,
      endPart: parts,
      batchSize: null,
      workers: 4,
    }),
  );
}

async function hire(): Promise<{ id: string; name: string; host: string }> {
  const worker = { id: randomUUID(), name: 'worker', host: 'here' };
  await tests.database.orm.insert(workers).values({ ...worker, pid: 1, queue: 'long' });
  return worker;
}

const complete = (worker: Awaited<ReturnType<typeof hire>>, chunk: ClaimedChunk) =>
  completeChunk(tests.database, worker, chunk, {
    output: { key: `jobs/${chunk.jobId}/${chunk.claim}`, sizeBytes: 1, sha256: 'x' },
    summary: { classCounts: [chunk.rows], labelled: 0, correct: 0 },
    durations: { loadMs: 0, readMs: 0, computeMs: 0, writeMs: 0 },
    use: { cpuSeconds: 0, peakRssBytes: 0 },
    environment: {},
    checkpointMs: 0,
  });

/** Workers die at the first chunk of the job that waits, and each of them at once. */
async function dieAt(jobId: string, times: number): Promise<void> {
  for (let death = 0; death < times; death++) {
    const worker = await hire();
    await claimChunk(tests.database, worker, jobId);
    await releaseWorker(tests.database, worker.id);
  }
}

async function claimedTrial(worker: Awaited<ReturnType<typeof hire>>, jobId: string): Promise<ClaimedChunk> {
  const chunk = await claimTrial(tests.database, worker, jobId);
  if (!chunk) throw new Error('No chunk may stand trial.');
  return chunk;
}

const mapOf = async (jobId: string) => (await readJobDetail(tests.database, jobId))?.chunkMap ?? [];

describe('a chunk whose workers died', () => {
  it('is not set aside, however often the database is told that it killed them', async () => {
    const id = await startJob(1);
    await dieAt(id, 40);
    expect(await mapOf(id)).toMatchObject([{ state: 'waiting', deaths: SUSPICIOUS_DEATHS }]);
  });

  it('waits until nothing else of its job is left to do, then stands trial, one at a time', async () => {
    const id = await startJob(3);
    const [one, two] = [await hire(), await hire()];
    await dieAt(id, 2 * SUSPICIOUS_DEATHS);
    const last = await claimChunk(tests.database, one, id);
    expect(last).toMatchObject({ chunk: { index: 2 }, suspects: true });
    expect(await claimChunk(tests.database, two, id)).toEqual({ chunk: undefined, suspects: true });
    expect(await claimTrial(tests.database, two, id)).toBeUndefined();
    if (last.chunk) await complete(one, last.chunk);
    const first = await claimedTrial(two, id);
    expect(first.index).toBe(0);
    expect(await claimTrial(tests.database, one, id)).toBeUndefined();
    await complete(two, first);
    await complete(one, await claimedTrial(one, id));
    expect(await readJobDetail(tests.database, id)).toMatchObject({ state: 'completed', done: 3 * ROWS });
  });

  it('is set aside after trials in a row that ended in a death', async () => {
    const id = await startJob(1);
    await dieAt(id, SUSPICIOUS_DEATHS);
    const worker = await hire();
    for (let trial = 1; trial <= TRIAL_DEATHS; trial++) {
      expect(await mapOf(id)).toMatchObject([{ state: 'waiting' }]);
      await noteTrialDeath(tests.database, await claimedTrial(worker, id));
    }
    expect(await mapOf(id)).toMatchObject([{ state: 'set-aside', deaths: SUSPICIOUS_DEATHS + TRIAL_DEATHS }]);
    expect(await readJobDetail(tests.database, id)).toMatchObject({ state: 'failed', error: { code: 'engine-died' } });
  });

  it('is not on trial while one of another job is', async () => {
    const ids = [await startJob(1), await startJob(1)];
    for (const id of ids) await dieAt(id, SUSPICIOUS_DEATHS);
    const [one, two] = [await hire(), await hire()];
    const chunk = await claimedTrial(one, ids[0] ?? '');
    expect(await claimTrial(tests.database, two, ids[1] ?? '')).toBeUndefined();
    await noteTrialDeath(tests.database, chunk);
    // Between two trials of the same chunk, too.
    expect(await claimTrial(tests.database, two, ids[1] ?? '')).toBeUndefined();
    await complete(one, await claimedTrial(one, ids[0] ?? ''));
    expect(await claimTrial(tests.database, two, ids[1] ?? '')).toBeDefined();
  });

  it.each([0, 1])(
    'stands trial in the end when another’s trials began while job %i was paused',
    async (pausedIndex) => {
      const ids = [await startJob(1), await startJob(1)].sort();
      for (const id of ids) await dieAt(id, SUSPICIOUS_DEATHS);
      const worker = await hire();
      const [first = '', second = ''] = ids;
      const [paused, other] = pausedIndex === 0 ? [first, second] : [second, first];
      await noteTrialDeath(tests.database, await claimedTrial(worker, paused));
      await pauseJob(tests.database, paused);
      await noteTrialDeath(tests.database, await claimedTrial(worker, other));
      await resumeJob(tests.database, paused);
      // Still one at a time: the second waits until the first is through.
      expect(await claimTrial(tests.database, worker, second)).toBeUndefined();
      const chunk = await claimedTrial(worker, first);
      expect(await claimTrial(tests.database, worker, second)).toBeUndefined();
      await complete(worker, chunk);
      await complete(worker, await claimedTrial(worker, second));
      for (const id of ids)
        expect(await readJobDetail(tests.database, id)).toMatchObject({ state: 'completed', done: ROWS });
    },
  );

  it.each([
    ['another worker', async () => releaseWorker(tests.database, (await hire()).id)],
    ['the worker beside it', (beside: string) => releaseWorker(tests.database, beside)],
    ['the database', () => tests.database.pool.query("update chunks set claimed_at = '2001-01-01'")],
  ])('has nothing said against it by a trial during which %s died', async (_, die) => {
    const id = await startJob(1);
    await dieAt(id, SUSPICIOUS_DEATHS);
    for (let trial = 0; trial < 5 * TRIAL_DEATHS; trial++) {
      const worker = await hire();
      const chunk = await claimedTrial(worker, id);
      await die(worker.id);
      await noteTrialDeath(tests.database, chunk);
    }
    expect(await mapOf(id)).toMatchObject([{ state: 'waiting' }]);
    const worker = await hire();
    await complete(worker, await claimedTrial(worker, id));
    expect(await readJobDetail(tests.database, id)).toMatchObject({ state: 'completed' });
  });

  it('has nothing said against it any more once a worker died between two trials', async () => {
    const id = await startJob(1);
    await dieAt(id, SUSPICIOUS_DEATHS);
    const worker = await hire();
    await noteTrialDeath(tests.database, await claimedTrial(worker, id));
    await releaseWorker(tests.database, worker.id);
    const [row] = await tests.database.orm.select().from(chunks).where(eq(chunks.jobId, id));
    expect(row).toMatchObject({ trialDeaths: 0, deaths: SUSPICIOUS_DEATHS + 1 });
  });

  it('is nobody’s suspect when it was set aside and is tried again', async () => {
    const id = await startJob(1);
    await dieAt(id, SUSPICIOUS_DEATHS);
    const worker = await hire();
    for (let trial = 1; trial <= TRIAL_DEATHS; trial++)
      await noteTrialDeath(tests.database, await claimedTrial(worker, id));
    await retryJob(tests.database, id);
    const [row] = await tests.database.orm.select().from(chunks).where(eq(chunks.jobId, id));
    expect(row).toMatchObject({ state: 'waiting', deaths: 0, trialDeaths: 0 });
  });
});

/** What a pool does next: a worker takes or ends a chunk, or something is killed. */
const step = fc.record({
  what: fc.constantFrom('work', 'work', 'kill-worker', 'kill-trial'),
  who: fc.nat({ max: 2 }),
});

interface Hand {
  worker: Awaited<ReturnType<typeof hire>>;
  chunk?: ClaimedChunk | undefined;
  isTrial?: boolean;
}

describe('a pool in which something is killed for each chunk that gets done', () => {
  it('sets the chunks aside that kill, and no other', async () => {
    const steps = fc.array(step, { minLength: 60, maxLength: 120 });
    const deadly = fc.subarray([0, 1, 2, 3, 4], { maxLength: 2 });
    // Chunks that chance has hit again and again already.
    const unlucky = fc.subarray([0, 1, 2, 3, 4]);
    await fc.assert(
      fc.asyncProperty(steps, deadly, unlucky, async (plan, poisonous, suspected) => {
        const id = await startJob(5);
        await tests.database.orm
          .update(chunks)
          .set({ deaths: SUSPICIOUS_DEATHS })
          .where(and(eq(chunks.jobId, id), inArray(chunks.index, suspected)));
        const hands: Hand[] = [];
        for (let hand = 0; hand < 3; hand++) hands.push({ worker: await hire() });
        let mayKill = true;
        let killed = 0;

        const lose = async (hand: Hand) => {
          await releaseWorker(tests.database, hand.worker.id);
          Object.assign(hand, { worker: await hire(), chunk: undefined });
        };
        const take = async (hand: Hand) => {
          const { chunk, suspects } = await claimChunk(tests.database, hand.worker, id);
          hand.isTrial = !chunk && suspects;
          hand.chunk = hand.isTrial ? await claimTrial(tests.database, hand.worker, id) : chunk;
        };
        const end = async (hand: Hand, chunk: ClaimedChunk, dies: boolean) => {
          hand.chunk = undefined;
          if (dies && hand.isTrial) await noteTrialDeath(tests.database, chunk);
          else if (dies) await lose(hand);
          else {
            await complete(hand.worker, chunk);
            mayKill = true;
          }
        };
        const work = (hand: Hand) =>
          hand.chunk ? end(hand, hand.chunk, poisonous.includes(hand.chunk.index)) : take(hand);

        for (const { what, who } of plan) {
          const hand = hands[who] as Hand;
          if (what === 'work') await work(hand);
          else if (mayKill && (what === 'kill-worker' || (hand.chunk && hand.isTrial))) {
            mayKill = false;
            killed += 1;
            if (what === 'kill-trial' && hand.chunk) await end(hand, hand.chunk, true);
            else await lose(hand);
          }
        }
        for (let round = 0; (await readJobDetail(tests.database, id))?.finishedAt === null; round++) {
          expect(round).toBeLessThan(200);
          for (const hand of hands) await work(hand);
        }
        const setAside = (await mapOf(id)).filter(({ state }) => state === 'set-aside').map(({ index }) => index);
        expect({ killed, setAside }).toEqual({ killed, setAside: poisonous });
      }),
      { numRuns: 15 },
    );
  });
});
