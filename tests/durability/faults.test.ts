import { setTimeout as sleep } from 'node:timers/promises';
import { eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isUnreachable } from '@/lib/db/persistently';
import { chunks, jobs } from '@/lib/db/schema';
import { type BatchPlace, makeBatchPlace } from '../batch-place';
import { type Fault, type FaultKind, planFaults } from './fault-plan';
import { type Host, startHost } from './host';
import { expectAnswers, knownAnswers, startDataSet, startJob } from './known-answers';
import { SEED, SEEDED } from './seed';
import { countOf, notedProcesses } from './shared-notes';
import { bundleForTest } from './test-bundle';

/** `npm run soak` has more. */
const FAULTS = Number(process.env.TRILANE_TEST_FAULTS || 20);
/** Rows one by one: a chunk takes some hundredths of a second, time enough to be hit in the middle. */
const PARTS = Array.from({ length: 8 }, () => 2500);
const ROWS = PARTS.reduce((sum, rows) => sum + rows, 0);
const JOB = { parts: PARTS.length, batchSize: 1, workers: 2 };
/** No test is about speed: what comes at all comes within this, ms, and each fault has as much. */
const LONGEST_MS = 120_000;
const LOOK_MS = 20;

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
  for (const endMs = performance.now() + LONGEST_MS; ; await sleep(LOOK_MS)) {
    try {
      return await ask();
    } catch (error) {
      if (!isUnreachable(error) || performance.now() > endMs) throw error;
    }
  }
}

async function untilTrue(what: string, isTrue: () => Promise<boolean>): Promise<void> {
  for (const endMs = performance.now() + LONGEST_MS; !(await isTrue()); await sleep(LOOK_MS)) {
    if (performance.now() > endMs) throw new Error(`Waited in vain until ${what}.`);
  }
}

/** @returns whether there was something to kill */
const INFLICT: Readonly<Record<FaultKind, (fault: Fault) => Promise<boolean>>> = {
  async worker({ victim }) {
    const there = notedProcesses(place.dataRoot);
    return tryKill(there[Math.floor(victim * there.length)]);
  },
  async server() {
    await host.kill();
    host = await startHost(hostFile, place, workerFile);
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

function tryKill(pid: number | null | undefined): boolean {
  try {
    return pid ? process.kill(pid, 'SIGKILL') : false;
  } catch {
    return false;
  }
}

const isOver = async (id: string) => {
  const [job] = await whenItAnswers(() => host.database.orm.select().from(jobs).where(eq(jobs.id, id)));
  return job?.finishedAt !== null;
};
const chunksDone = () => whenItAnswers(() => host.database.orm.$count(chunks, eq(chunks.state, 'done')));

interface Progress {
  readonly done: number;
  readonly atWork: boolean;
  /** Of one chunk here, from its claim to its checkpoint; ms. */
  readonly lifeMs: number;
}

async function progress(): Promise<Progress> {
  const { rows } = await whenItAnswers(() =>
    host.database.pool.query<Progress>(
      `select (count(*) filter (where state = 'done'))::integer as done,
         count(*) filter (where state = 'active') > 0 as "atWork",
         coalesce(percentile_cont(0.5) within group (order by extract(epoch from finished_at - claimed_at) * 1000)
           filter (where state = 'done'), 0)::double precision as "lifeMs"
       from chunks`,
    ),
  );
  return rows[0] ?? { done: 0, atWork: false, lifeMs: 0 };
}

describe(`a batch system in which one thing is killed for each chunk that gets done ${SEEDED}`, () => {
  test(
    `${FAULTS} faults (workers, server and database killed, a disk that is full now and then) lose no row and double none`,
    async () => {
      process.stdout.write(`faults: seed ${SEED}; TRILANE_TEST_SEED=${SEED} repeats them\n`);
      const known = await knownAnswers(ROWS);
      const { id: dataSetId, job: making } = await startDataSet(host.database, PARTS);
      host.nudge();
      const running: string[] = [making];
      const happened = { worker: 0, server: 0, database: 0 };
      const plan = planFaults(SEED, FAULTS);
      let done = 0;
      for (const fault of plan) {
        let lifeMs = 0;
        // Never two without a chunk that gets done between them; and each hits work under way.
        await untilTrue('another chunk is done and one is under way', async () => {
          if (await isOver(running.at(-1) ?? '')) {
            running.push(await whenItAnswers(() => startJob(host.database, { dataSetId, ...JOB })));
            host.nudge();
          }
          const now = await progress();
          ({ lifeMs } = now);
          return now.done > done && now.atWork;
        });
        await sleep(fault.moment * lifeMs);
        await untilTrue('there is something to kill', () => INFLICT[fault.kind](fault));
        happened[fault.kind] += 1;
        done = await chunksDone();
      }
      await untilTrue('the last job is over', () => isOver(running.at(-1) ?? ''));

      const planned = { worker: 0, server: 0, database: 0 };
      for (const { kind } of plan) planned[kind] += 1;
      expect(happened).toEqual(planned);
      for (const count of Object.values(happened)) expect(count).toBeGreaterThan(0);
      expect(countOf(place.dataRoot, 'full-disks')).toBeGreaterThan(0);
      const [, ...scored] = running;
      expect(scored.length).toBeGreaterThan(0);
      const ended = await host.database.orm.select().from(jobs).where(inArray(jobs.id, running));
      expect(ended.map(({ state, error }) => ({ state, error }))).toEqual(
        running.map(() => ({ state: 'completed', error: null })),
      );
      for (const id of scored) await expectAnswers(host.database, host.store, id, known);
    },
    Math.max(600_000, FAULTS * 30_000),
  );
});
