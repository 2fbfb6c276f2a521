import { setTimeout as sleep } from 'node:timers/promises';
import { eq, inArray } from 'drizzle-orm';
import { expect } from 'vitest';
import { isUnreachable } from '@/lib/db/persistently';
import { jobs } from '@/lib/db/schema';
import { type BatchPlace, makeBatchPlace } from '../batch-place';
import type { Fault, FaultKind } from './fault-plan';
import { type Host, startHost } from './host';
import { expectAnswers, knownAnswers, startDataSet, startJob } from './known-answers';
import { notedProcesses } from './shared-notes';
import { bundleForTest } from './test-bundle';

/** Rows one by one: a chunk takes some hundredths of a second, time enough to be hit in the middle. */
const PART_ROWS = 2500;
const PARTS = 8;
/** No test is about speed: what comes at all comes within this, ms, and each fault has as much. */
export const LONGEST_MS = 120_000;
const LOOK_MS = 20;

/** A batch system of which one thing after another is killed. */
export interface FaultySystem {
  readonly place: BatchPlace;
  /** As it is now. */
  host(): Host;
  /** @returns whether there was something to kill */
  inflict(fault: Fault): Promise<boolean>;
  stop(): Promise<void>;
}

/** @param port of the class's own routes on the server; absent: it has none */
export async function startFaultySystem(port?: number): Promise<FaultySystem> {
  const [hostFile, workerFile, place] = await Promise.all([
    bundleForTest('tests/durability/batch-host.ts'),
    bundleForTest('tests/durability/flaky-worker.ts'),
    makeBatchPlace(),
  ]);
  const start = () => startHost(hostFile, place, { workerFile, port });
  let host = await start();
  const inflict: Readonly<Record<FaultKind, (fault: Fault) => Promise<boolean>>> = {
    async worker({ victim }) {
      const there = notedProcesses(place.dataRoot);
      return tryKill(there[Math.floor(victim * there.length)]);
    },
    async server() {
      await host.kill();
      host = await start();
      return true;
    },
    async database() {
      if (place.databaseUrl) {
        const others =
          'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()';
        await whenItAnswers(() => host.database.pool.query(others));
        return true;
      }
      return tryKill(await host.databaseProcessId());
    },
  };
  return {
    place,
    host: () => host,
    inflict: (fault) => inflict[fault.kind](fault),
    async stop() {
      await host.stop();
      await place.remove();
    },
  };
}

function tryKill(pid: number | null | undefined): boolean {
  try {
    return pid ? process.kill(pid, 'SIGKILL') : false;
  } catch {
    return false;
  }
}

/** Asks again while the database is being started. */
export async function whenItAnswers<T>(ask: () => Promise<T>): Promise<T> {
  for (const endMs = performance.now() + LONGEST_MS; ; await sleep(LOOK_MS)) {
    try {
      return await ask();
    } catch (error) {
      if (!isUnreachable(error) || performance.now() > endMs) throw error;
    }
  }
}

export async function untilTrue(what: string, isTrue: () => Promise<boolean>): Promise<void> {
  for (const endMs = performance.now() + LONGEST_MS; !(await isTrue()); await sleep(LOOK_MS)) {
    if (performance.now() > endMs) throw new Error(`Waited in vain until ${what}.`);
  }
}

interface Progress {
  readonly done: number;
  readonly atWork: boolean;
  /** Of one chunk here, from its claim to its checkpoint; ms. */
  readonly lifeMs: number;
}

/** Of big jobs. */
async function progress({ host }: FaultySystem): Promise<Progress> {
  const { rows } = await whenItAnswers(() =>
    host().database.pool.query<Progress>(
      `select (count(*) filter (where chunks.state = 'done'))::integer as done,
         count(*) filter (where chunks.state = 'active') > 0 as "atWork",
         coalesce(percentile_cont(0.5) within group (order by extract(epoch from chunks.finished_at - claimed_at) * 1000)
           filter (where chunks.state = 'done'), 0)::double precision as "lifeMs"
       from chunks join jobs on jobs.id = job_id where queue = 'long'`,
    ),
  );
  return rows[0] ?? { done: 0, atWork: false, lifeMs: 0 };
}

/**
 * Lets faults come while one big job after another is at work: each hits work under way, never two without a chunk that gets done between them.
 * Then every big job must have completed, each row answered once, in order and rightly.
 */
export async function expectToSurvive(system: FaultySystem, plan: readonly Fault[]): Promise<void> {
  const { host } = system;
  const known = await knownAnswers(PARTS * PART_ROWS);
  const partRows = Array.from({ length: PARTS }, () => PART_ROWS);
  const { id: dataSetId, job: making } = await startDataSet(host().database, partRows);
  host().nudge();
  const running: string[] = [making];
  const isOver = async (id: string) => {
    const [job] = await whenItAnswers(() => host().database.orm.select().from(jobs).where(eq(jobs.id, id)));
    return job?.finishedAt !== null;
  };
  const happened = { worker: 0, server: 0, database: 0 };
  let done = 0;
  for (const fault of plan) {
    let lifeMs = 0;
    await untilTrue('another chunk is done and one is under way', async () => {
      if (await isOver(running.at(-1) ?? '')) {
        running.push(
          await whenItAnswers(() => startJob(host().database, { dataSetId, parts: PARTS, batchSize: 1, workers: 2 })),
        );
        host().nudge();
      }
      const now = await progress(system);
      ({ lifeMs } = now);
      return now.done > done && now.atWork;
    });
    await sleep(fault.moment * lifeMs);
    await untilTrue('there is something to kill', () => system.inflict(fault));
    happened[fault.kind] += 1;
    ({ done } = await progress(system));
  }
  await untilTrue('the last job is over', () => isOver(running.at(-1) ?? ''));

  const planned = { worker: 0, server: 0, database: 0 };
  for (const { kind } of plan) planned[kind] += 1;
  expect(happened).toEqual(planned);
  for (const count of Object.values(happened)) expect(count).toBeGreaterThan(0);
  const [, ...scored] = running;
  expect(scored.length).toBeGreaterThan(0);
  const { database, store } = host();
  const ended = await database.orm.select().from(jobs).where(inArray(jobs.id, running));
  expect(ended.map(({ state, error }) => ({ state, error }))).toEqual(
    running.map(() => ({ state: 'completed', error: null })),
  );
  for (const id of scored) await expectAnswers(database, store, id, known);
}
