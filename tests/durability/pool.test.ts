import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { asc, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { setArrivals } from '@/lib/batch/data/arrivals';
import { readJobDetail } from '@/lib/batch/jobs/job-details';
import { pauseJob, resumeJob } from '@/lib/batch/jobs/jobs';
import { readOverviewLists } from '@/lib/batch/overview/read-overview';
import { changeSchedule, createSchedule } from '@/lib/batch/schedules/schedules';
import type { Database } from '@/lib/db/database';
import { chunks, dataSets, jobs, scheduleRuns, schedules } from '@/lib/db/schema';
import { type BatchPlace, makeBatchPlace } from '../batch-place';
import { makeDataSet } from '../batch-rows';
import { type Host, startHost } from './host';
import { expectAnswers, knownAnswers, startDataSet, startJob, TARGET } from './known-answers';
import { bundleForTest } from './test-bundle';

const SKIPPED = !process.env.TRILANE_TEST_POSTGRES;
const PARTS = Array.from({ length: 24 }, () => 4000);
const ROWS = PARTS.reduce((sum, rows) => sum + rows, 0);
const PATIENCE = { timeout: 120_000, interval: 20 };
const EVERY_MS = 1000;

let place: BatchPlace;
let servers: Host[] = [];
let database: Database;
const machines = new Map<string, ChildProcess>();

/** As `npm run worker` on another machine does. */
function join(name: string): void {
  const env = {
    ...process.env,
    DATABASE_URL: place.databaseUrl,
    TRILANE_WORKER_NAME: name,
    TRILANE_DATA: place.dataRoot,
  };
  machines.set(
    name,
    spawn(process.execPath, ['.build/batch-worker.mjs'], { env, stdio: ['ignore', 'ignore', 'pipe'] }),
  );
}

async function leave(name: string, signal: NodeJS.Signals): Promise<number | null> {
  const machine = machines.get(name);
  machines.delete(name);
  if (!machine || machine.exitCode !== null) return machine?.exitCode ?? null;
  machine.kill(signal);
  const [code] = await once(machine, 'exit');
  return code;
}

beforeAll(async () => {
  if (SKIPPED) return;
  vi.stubEnv('TRILANE_LOCAL_WORKERS', '0');
  const hostFile = await bundleForTest('tests/durability/batch-host.ts');
  place = await makeBatchPlace();
  // Before there is a server, so that they wait for one.
  for (const name of ['one', 'two', 'three']) join(name);
  servers = await Promise.all([startHost(hostFile, place), startHost(hostFile, place)]);
  ({ database } = servers[0] as Host);
  // Written by the database itself, whatever our own books say.
  await database.pool.query(`
    create table completions (job_id uuid, index integer, worker text);
    create function note_completion() returns trigger language plpgsql as $$
      begin insert into completions values (new.job_id, new.index, new.worker_name); return new; end $$;
    create trigger note_completion after update on chunks for each row
      when (new.state = 'done' and old.state <> 'done') execute function note_completion();`);
});
afterAll(async () => {
  if (SKIPPED) return;
  await Promise.all([...machines.keys()].map((name) => leave(name, 'SIGKILL')));
  await Promise.all(servers.map((server) => server.stop()));
  await place.remove();
});

const stateOf = async (id: string) => (await readJobDetail(database, id))?.state;
/** Who is at work on a job, as the overview tells it. */
const atWork = async (jobId: string) => {
  const { workers } = await readOverviewLists(database);
  return workers.filter((worker) => worker.jobId === jobId && worker.chunk !== null).map(({ name }) => name);
};
const present = async () => (await readOverviewLists(database)).workers.map(({ name }) => name).sort();

test.skipIf(SKIPPED)(
  'two servers and workers that come, go and die share one PostgreSQL: no chunk is completed twice, no schedule fires twice',
  async () => {
    const { id: dataSetId, job: making } = await startDataSet(database, PARTS);
    const known = await knownAnswers(ROWS);
    await expect.poll(() => stateOf(making), PATIENCE).toBe('completed');
    const stream = await makeDataSet(database, [], { model: TARGET.modelId });
    await setArrivals(database, stream, { perSecond: 2000, running: true });
    const { modelId: model, versionId: version } = TARGET;
    const timing = { kind: 'every', seconds: EVERY_MS / 1000 } as const;
    const schedule = await createSchedule(database, { name: 'Each second', dataSet: stream, model, version, timing });

    const job = await startJob(database, { dataSetId, parts: PARTS.length, batchSize: 1, workers: 4 });
    await expect
      .poll(async () => new Set(await atWork(job)), PATIENCE)
      .toSatisfy((names: Set<string>) => names.has('one') && names.has('two'));
    await leave('one', 'SIGKILL');
    expect(await leave('two', 'SIGTERM')).toBe(0);
    await pauseJob(database, job);
    join('four');
    await expect.poll(present, PATIENCE).toEqual(['four', 'three']);
    await resumeJob(database, job);
    await expect.poll(() => atWork(job), PATIENCE).toContain('four');
    await servers.pop()?.kill();
    await expect.poll(() => stateOf(job), PATIENCE).toBe('completed');
    await expectAnswers(database, (servers[0] as Host).store, job, known);

    const detail = await readJobDetail(database, job);
    expect(detail?.workerShares.reduce((sum, { rows }) => sum + rows, 0)).toBe(ROWS);
    expect(detail?.workerShares.map(({ name }) => name)).toEqual(expect.arrayContaining(['three', 'four']));
    // Only the one that was killed may have left a death behind, at what it had.
    expect(detail?.chunkMap.filter(({ deaths }) => deaths > 0).length).toBeLessThanOrEqual(3);

    await setArrivals(database, stream, { perSecond: 2000, running: false });
    await expect.poll(() => isTaken(schedule), PATIENCE).toBe(true);
    await changeSchedule(database, schedule, { active: false });
    await expectEachPartOnce(stream, schedule);
    await expectEachDueTimeOnce(schedule);
    await expectEachCompletionOnce();
  },
  300_000,
);

/** Whether all that has arrived has been worked on. */
async function isTaken(id: string): Promise<boolean> {
  const { rows } = await database.pool.query<{ taken: boolean }>(
    `select s.taken_parts = d.parts
       and not exists (select 1 from jobs j where j.schedule_id = s.id and j.finished_at is null) as taken
     from schedules s join data_sets d on d.id = s.data_set_id where s.id = $1`,
    [id],
  );
  return rows[0]?.taken ?? false;
}

async function expectEachPartOnce(stream: string, scheduleId: string): Promise<void> {
  const [set] = await database.orm.select().from(dataSets).where(eq(dataSets.id, stream));
  const started = await database.orm.select().from(jobs).where(eq(jobs.scheduleId, scheduleId));
  const taken = await database.orm
    .select({ part: chunks.partIndex })
    .from(chunks)
    .innerJoin(jobs, eq(jobs.id, chunks.jobId))
    .where(eq(jobs.scheduleId, scheduleId))
    .orderBy(asc(chunks.partIndex));
  expect(started.map(({ state }) => state)).toEqual(started.map(() => 'completed'));
  expect(started.length).toBeGreaterThan(1);
  expect(taken.map(({ part }) => part)).toEqual(Array.from({ length: set?.parts ?? 0 }, (_, index) => index));
  expect(started.reduce((sum, { done }) => sum + done, 0)).toBe(set?.rows);
}

/** Each second from the first on was answered, or is known to have been missed: none twice. */
async function expectEachDueTimeOnce(scheduleId: string): Promise<void> {
  const runs = await database.orm
    .select()
    .from(scheduleRuns)
    .where(eq(scheduleRuns.scheduleId, scheduleId))
    .orderBy(asc(scheduleRuns.dueAt));
  const answered = runs.filter(({ outcome }) => outcome !== 'missed');
  const missed = runs.reduce((sum, run) => sum + run.missed, 0);
  const [first, last] = [runs[0], answered.at(-1)];
  const seconds = ((last?.dueAt.getTime() ?? 0) - (first?.dueAt.getTime() ?? 0)) / EVERY_MS + 1;
  expect(answered.length + missed).toBe(seconds);
  const { length: started } = await database.orm.select().from(jobs).where(eq(jobs.scheduleId, scheduleId));
  expect(runs.filter(({ outcome }) => outcome === 'started')).toHaveLength(started);
  expect(await database.orm.$count(schedules, sql`true`)).toBe(1);
}

async function expectEachCompletionOnce(): Promise<void> {
  const { rows } = await database.pool.query<{ completions: string; distinct: string; chunks: string }>(
    `select count(*) as completions, count(distinct (job_id, index)) as distinct, (select count(*) from chunks) as chunks
     from completions`,
  );
  const [{ completions, distinct, chunks: all } = { completions: '', distinct: '', chunks: '' }] = rows;
  expect({ completions, distinct }).toEqual({ completions: all, distinct: all });
}
