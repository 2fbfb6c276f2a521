import { setTimeout as sleep } from 'node:timers/promises';
import { eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jobs, workers } from '@/lib/db/schema';
import { type BatchPlace, makeBatchPlace } from '../batch-place';
import { type Host, startHost } from './host';
import { expectAnswers, knownAnswers, startDataSet, startJob } from './known-answers';
import { bundleForTest } from './test-bundle';

/** The embedded database takes a second to come back, a PostgreSQL none. */
const FAULTS = process.env.TRILANE_TEST_POSTGRES ? 100 : 50;
/** Rows one by one: a chunk takes some hundredths of a second, time enough to be hit in the middle. */
const PARTS = Array.from({ length: 12 }, () => 2500);
const ROWS = PARTS.reduce((sum, rows) => sum + rows, 0);
const JOB = { parts: PARTS.length, batchSize: 1, workers: 2 };
const PATIENCE = { timeout: 180_000, interval: 20 };

let place: BatchPlace;
let host: Host;
let hostFile: string;
let workerFile: string;

beforeAll(async () => {
  [hostFile, workerFile] = await Promise.all([
    bundleForTest('tests/durability/batch-host.ts'),
    bundleForTest('tests/durability/flaky-worker.ts'),
  ]);
  place = await makeBatchPlace();
  host = await startHost(hostFile, place, workerFile);
});
afterAll(async () => {
  await host.stop();
  await place.remove();
});

/** Asks again while the database is being started. */
async function whenItAnswers<T>(ask: () => Promise<T>): Promise<T> {
  for (let left = 200; ; left--) {
    try {
      return await ask();
    } catch (error) {
      if (left === 0) throw error;
      await sleep(50);
    }
  }
}

const FAULT_KINDS = {
  async worker() {
    const rows = await whenItAnswers(() => host.database.orm.select({ pid: workers.pid }).from(workers));
    const victim = rows[Math.floor(Math.random() * rows.length)];
    if (!victim) return false;
    return tryKill(victim.pid);
  },
  async server() {
    await host.kill();
    host = await startHost(hostFile, place, workerFile);
    return true;
  },
  async database() {
    if (host.databaseProcessId === null) {
      const others =
        'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()';
      await whenItAnswers(() => host.database.pool.query(others));
      return true;
    }
    const now = await new Promise<number>((resolve) => {
      host.process.once('message', (message: { databaseProcessId: number }) => resolve(message.databaseProcessId));
      host.process.send('where');
    });
    return tryKill(now);
  },
} as const;
const DRAW = [
  ...Array.from({ length: 7 }, () => 'worker' as const),
  ...Array.from({ length: 2 }, () => 'database' as const),
  'server' as const,
];

function tryKill(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}

const isOver = async (id: string) => {
  const [job] = await whenItAnswers(() => host.database.orm.select().from(jobs).where(eq(jobs.id, id)));
  return job?.finishedAt !== null;
};

const isAtWork = async () => {
  const { rows } = await whenItAnswers(() =>
    host.database.pool.query<{ any: boolean }>(
      "select exists (select 1 from chunks where state = 'active') or not exists (select 1 from jobs where finished_at is null) as any",
    ),
  );
  return rows[0]?.any;
};

test(`${FAULTS} random faults (workers, server and database killed, a disk that is full now and then) lose no row and double none`, async () => {
  const { id: dataSetId, job: making } = await startDataSet(host.database, PARTS);
  host.nudge();
  const known = await knownAnswers(ROWS);
  const running: string[] = [making];
  const happened = { worker: 0, server: 0, database: 0 };
  const total = () => happened.worker + happened.server + happened.database;
  while (total() < FAULTS) {
    if (await isOver(running.at(-1) ?? '')) {
      running.push(await whenItAnswers(() => startJob(host.database, { dataSetId, ...JOB })));
      host.nudge();
    }
    // Each fault hits work under way, at some moment of it.
    await expect.poll(isAtWork, PATIENCE).toBe(true);
    await sleep(Math.random() * 150);
    const kind = DRAW[Math.floor(Math.random() * DRAW.length)] ?? 'worker';
    if (await FAULT_KINDS[kind]()) happened[kind] += 1;
  }
  await expect.poll(() => isOver(running.at(-1) ?? ''), PATIENCE).toBe(true);
  const [, ...scored] = running;
  expect(scored.length).toBeGreaterThan(0);
  const ended = await host.database.orm.select().from(jobs).where(inArray(jobs.id, running));
  expect(ended.map(({ state, error }) => ({ state, error }))).toEqual(
    running.map(() => ({ state: 'completed', error: null })),
  );
  for (const id of scored) await expectAnswers(host.database, host.store, id, known);
}, 600_000);
