import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { and, asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { partKey } from '@/lib/batch/files/file-store';
import { MOST_TRIES } from '@/lib/batch/jobs/chunk-ledger';
import { createJanitor } from '@/lib/batch/jobs/janitor';
import { readJobDetail } from '@/lib/batch/jobs/job-details';
import { cancelJob, createScoreJob, deleteJob, pauseJob, resumeJob, retryJob } from '@/lib/batch/jobs/jobs';
import { SUSPICIOUS_DEATHS, TRIAL_DEATHS } from '@/lib/batch/jobs/trials';
import { inTransaction } from '@/lib/db/database';
import { chunks, jobs, workers } from '@/lib/db/schema';
import type { JobState } from '@/lib/wire/batch-system';
import { createRandom } from '@/lib/workload/random';
import { type BatchPlace, makeBatchPlace } from '../batch-place';
import { type Host, startHost } from './host';
import { answersOf, expectAnswers, knownAnswers, startDataSet, startJob, TARGET } from './known-answers';
import { SEED, SEEDED } from './seed';
import { bundleForTest } from './test-bundle';

const PARTS = Array.from({ length: 6 }, () => 2000);
const ROWS = PARTS.reduce((sum, rows) => sum + rows, 0);
/** Some seconds of work, row by row: whoever stops it stops in the middle. */
const LONG_PART = 100_000;
const PATIENCE = { timeout: 120_000, interval: 20 };

let place: BatchPlace;
let host: Host;
let files: readonly [string, string];
let known: Awaited<ReturnType<typeof knownAnswers>>;
let small: string;
let large: string;

beforeAll(async () => {
  files = await Promise.all([
    bundleForTest('tests/durability/batch-host.ts'),
    bundleForTest('tests/durability/deadly-worker.ts'),
  ]);
  place = await makeBatchPlace();
  host = await startHost(files[0], place, { workerFile: files[1] });
  const sets = [await startDataSet(host.database, PARTS), await startDataSet(host.database, [LONG_PART])];
  host.nudge();
  known = await knownAnswers(ROWS);
  for (const { job } of sets) await vi.waitUntil(async () => (await detailOf(job))?.state === 'completed', PATIENCE);
  [small = '', large = ''] = sets.map(({ id }) => id);
});
afterAll(async () => {
  await host.stop();
  await place.remove();
});

const hasState = (id: string, state: JobState) =>
  expect.poll(async () => (await detailOf(id))?.state, PATIENCE).toBe(state);
const detailOf = (id: string) => readJobDetail(host.database, id);
const processIds = async () => {
  const rows = await host.database.orm.select({ pid: workers.pid }).from(workers).orderBy(asc(workers.pid));
  return rows.map(({ pid }) => pid);
};

async function start(dataSetId = small, batchSize = 64, atOnce = 2): Promise<string> {
  const parts = dataSetId === small ? PARTS.length : 1;
  const id = await startJob(host.database, { dataSetId, parts, batchSize, workers: atOnce });
  host.nudge();
  return id;
}

/** Until its only chunk is in the middle. */
const isUnderWay = (id: string) =>
  expect.poll(async () => (await detailOf(id))?.done, PATIENCE).toSatisfy((done) => done > 0 && done < LONG_PART);
const isIdle = () =>
  expect
    .poll(async () => (await host.database.orm.select().from(workers)).every(({ jobId }) => jobId === null), PATIENCE)
    .toBe(true);

describe('a job', () => {
  test('that is paused finishes what is under way, claims nothing more, and goes on when it is resumed', async () => {
    const id = await start(small, 1, 1);
    await expect.poll(async () => (await detailOf(id))?.chunks.done, PATIENCE).toBeGreaterThan(0);
    await pauseJob(host.database, id);
    await expect.poll(async () => (await detailOf(id))?.chunks.active, PATIENCE).toBe(0);
    await isIdle();
    const paused = await detailOf(id);
    expect(paused).toMatchObject({ state: 'paused', finishedAt: null });
    expect(paused?.chunks.waiting).toBeGreaterThan(0);
    // Another job passes it by.
    const other = await start();
    await hasState(other, 'completed');
    expect((await detailOf(id))?.chunks).toEqual(paused?.chunks);
    await resumeJob(host.database, id);
    host.nudge();
    await hasState(id, 'completed');
    await expectAnswers(host.database, host.store, id, known);
  });

  test('that is cancelled stops in the middle of a chunk, which is not done later, and its worker lives on', async () => {
    const id = await start(large, 1);
    await isUnderWay(id);
    const before = await processIds();
    await cancelJob(host.database, id);
    host.nudge();
    await isIdle();
    const other = await start();
    await hasState(other, 'completed');
    expect(await detailOf(id)).toMatchObject({
      state: 'cancelled',
      chunks: { waiting: 1, active: 0, done: 0 },
      workerShares: [],
      summary: null,
    });
    expect(await host.store.list(`jobs/${id}/`)).toEqual([]);
    expect(await processIds()).toEqual(before);
  });

  test('that is cancelled and deleted under a worker’s hands is gone, and its worker lives on', async () => {
    const id = await start(large, 1);
    await isUnderWay(id);
    const before = await processIds();
    await cancelJob(host.database, id);
    await deleteJob(host.database, host.store, id);
    host.nudge();
    const other = await start();
    await hasState(other, 'completed');
    await isIdle();
    expect(await processIds()).toEqual(before);
    expect(await detailOf(id)).toBeNull();
  });

  test('that is over is deleted with its answers', async () => {
    const id = await start();
    await hasState(id, 'completed');
    expect(await host.store.list(`jobs/${id}/`)).toHaveLength(PARTS.length);
    await deleteJob(host.database, host.store, id);
    expect(await host.store.list(`jobs/${id}/`)).toEqual([]);
    expect(await host.database.orm.select().from(chunks).where(eq(chunks.jobId, id))).toEqual([]);
  });

  test('for another file of the model than the workers have fails at once', async () => {
    const id = await inTransaction(host.database, async (tx) => {
      const dataSet = { id: small, name: 'Known', checksum: null };
      const spec = { target: TARGET, dataSet, firstPart: 0, endPart: PARTS.length, batchSize: null, workers: 2 };
      const made = await createScoreJob(host.database, tx, spec);
      await tx.orm
        .update(jobs)
        .set({ sha256: 'f'.repeat(64) })
        .where(eq(jobs.id, made));
      return made;
    });
    host.nudge();
    await hasState(id, 'failed');
    await isIdle();
    const failed = await detailOf(id);
    expect(failed).toMatchObject({ error: { code: 'hash-mismatch' }, done: 0, chunks: { active: 0, done: 0 } });
    expect(failed?.chunkMap.every(({ tries }) => tries === 0)).toBe(true);
  });

  test('is taken up again by a server that starts after a crash, without being told', async () => {
    const id = await start(large, 1);
    await isUnderWay(id);
    await host.kill();
    host = await startHost(files[0], place, { workerFile: files[1] });
    await hasState(id, 'completed');
    expect((await detailOf(id))?.summary).toMatchObject({ labelled: LONG_PART });
  });
});

describe('a chunk', () => {
  const BAD = 2;
  const others = () => known.map((_, index) => index + 1).filter((row) => Math.ceil(row / 2000) !== BAD + 1);

  test('that fails each time is tried again later and later, then set aside; mended and tried again, it completes the job', async () => {
    const key = partKey(small, BAD);
    const good = await host.store.get(key);
    await host.store.put(key, Buffer.from('PAR1 nothing of use PAR1'));
    const id = await start();
    await hasState(id, 'completed-with-errors');
    const ended = await detailOf(id);
    const error = { code: 'storage-failed', detail: expect.stringContaining('A part of the data set') };
    expect(ended).toMatchObject({ error, setAsideRows: 2000, done: ROWS - 2000, summary: { labelled: ROWS - 2000 } });
    expect(ended?.chunkMap[BAD]).toMatchObject({ state: 'set-aside', tries: MOST_TRIES.long, error });
    // Waits of 1, 2 and 4 s lie between four tries.
    expect(ended?.chunkMap[BAD]?.finishedMs).toBeGreaterThanOrEqual(7000);
    const answers = await answersOf(host.database, host.store, id, known);
    expect(answers).toEqual({ rows: others(), wrong: [], isWhole: false });

    await host.store.put(key, good);
    await retryJob(host.database, id);
    host.nudge();
    await hasState(id, 'completed');
    expect(await detailOf(id)).toMatchObject({ error: null, setAsideRows: 0, done: ROWS, summary: { labelled: ROWS } });
    await expectAnswers(host.database, host.store, id, known);
  });

  const expectFoundOut = async (id: string) => {
    const ended = await detailOf(id);
    expect(ended).toMatchObject({
      state: 'completed-with-errors',
      error: { code: 'engine-died' },
      setAsideRows: 2000,
      chunks: { 'set-aside': 1 },
    });
    expect(ended?.chunkMap[BAD]?.deaths).toBeGreaterThanOrEqual(SUSPICIOUS_DEATHS + TRIAL_DEATHS);
    const answers = await answersOf(host.database, host.store, id, known);
    expect(answers).toEqual({ rows: others(), wrong: [], isWhole: false });
  };

  test('that kills its workers is found out and set aside, and no other with it; mended and tried again, it completes the job', async () => {
    const deadly = join(place.dataRoot, 'deadly');
    await writeFile(deadly, partKey(small, BAD));
    const id = await start();
    await hasState(id, 'completed-with-errors');
    await expectFoundOut(id);

    await rm(deadly);
    await retryJob(host.database, id);
    host.nudge();
    await hasState(id, 'completed');
    await expectAnswers(host.database, host.store, id, known);
  });

  test(`that kills its workers is found out beside another such one, while workers are killed for each chunk that gets done ${SEEDED}`, async () => {
    const deadly = join(place.dataRoot, 'deadly');
    await writeFile(deadly, partKey(small, BAD));
    const random = createRandom(SEED);
    const ids = [await start(small, 1), await start(small, 1)];
    let [done, killed] = [0, 0];
    const kill = async () => {
      const there = await processIds();
      try {
        process.kill(there[Math.floor(random() * there.length)] ?? Number.NaN, 'SIGKILL');
        killed += 1;
      } catch {
        // It died by itself just now.
      }
    };
    const areOver = async () => {
      const details = await Promise.all(ids.map(detailOf));
      const now = details.reduce((sum, detail) => sum + (detail?.chunks.done ?? 0), 0);
      if (now > done) await kill();
      done = now;
      return details.every((detail) => detail?.finishedAt);
    };
    await expect.poll(areOver, PATIENCE).toBe(true);
    await rm(deadly);
    expect(killed).toBeGreaterThan(0);
    for (const id of ids) await expectFoundOut(id);
  });
});

describe('tidying', () => {
  test('forgets all but the newest jobs with their answers, and clears away files of jobs that are no more', async () => {
    const { pool } = host.database;
    const made = await pool.query<{ id: string }>(
      `insert into jobs (id, kind, queue, state, model, version, sha256, source, count, chunk_count, finished_at)
       select gen_random_uuid(), 'score', 'short', 'completed', 'digits', 'x', 'x', '{"kind":"tensor"}', 1, 1,
         '2001-01-01'::timestamptz + n * interval '1 day'
       from generate_series(1, 60) n returning id`,
    );
    const ids = made.rows.map(({ id }) => id);
    const [oldest = '', newest = ''] = [ids[0], ids.at(-1)];
    const stranger = randomUUID();
    const keys = [oldest, newest, stranger].map((id) => `jobs/${id}/chunk-000000.f32`);
    for (const key of keys) await host.store.put(key, Buffer.from('answers'));
    const janitor = createJanitor(host.database);
    await janitor.retire(host.store);
    await janitor.retire(host.store);
    const left = await host.database.orm.select({ id: jobs.id }).from(jobs).where(eq(jobs.queue, 'short'));
    expect(left.map(({ id }) => id).sort()).toEqual(ids.slice(10).sort());
    const kept = await host.store.list('jobs/');
    expect(keys.map((key) => kept.includes(key))).toEqual([false, true, false]);
  });

  test('gives back what a worker claimed after it was given up for dead', async () => {
    const lost = await inTransaction(host.database, async (tx) => {
      const dataSet = { id: small, name: 'Known', checksum: null };
      const spec = { target: TARGET, dataSet, firstPart: 0, endPart: PARTS.length, batchSize: null, workers: 2 };
      const made = await createScoreJob(host.database, tx, spec);
      await tx.orm
        .update(chunks)
        .set({ state: 'active', workerId: randomUUID(), claim: randomUUID() })
        .where(and(eq(chunks.jobId, made), eq(chunks.index, 0)));
      return made;
    });
    host.nudge();
    await hasState(lost, 'completed');
    await expectAnswers(host.database, host.store, lost, known);
  });
});
