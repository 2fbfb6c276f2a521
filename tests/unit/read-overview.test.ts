import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readJobDetail } from '@/lib/batch/jobs/job-details';
import { getJob } from '@/lib/batch/jobs/job-views';
import { createScoreJob } from '@/lib/batch/jobs/jobs';
import { makeShortJobs } from '@/lib/batch/lab/short-jobs';
import { readOverviewLists } from '@/lib/batch/overview/read-overview';
import { runScheduleNow } from '@/lib/batch/schedules/schedule-runs';
import { createSchedule } from '@/lib/batch/schedules/schedules';
import { type Database, inTransaction } from '@/lib/db/database';
import { OVERVIEW_ENTRIES } from '@/lib/wire/overview-schema';
import { withDatabase } from '../batch-database';
import { addPart, makeDataSet, TARGET } from '../batch-rows';

const tests = withDatabase();
const target = { modelId: TARGET.model, versionId: TARGET.version };

describe('a job as the overview tells of it', () => {
  it('waits with all its chunks at first', async () => {
    const id = await aJob([100, 100, 50]);
    expect(await getJob(tests.database, id)).toMatchObject({
      id,
      kind: 'score',
      queue: 'long',
      state: 'queued',
      count: 250,
      done: 0,
      chunks: { waiting: 3, active: 0, done: 0, 'set-aside': 0 },
      startedAt: null,
      rowsPerSecond: null,
      remainingMs: null,
    });
  });

  it('counts what a worker has done of the chunk it is at', async () => {
    const id = await aJob([100, 100, 50]);
    await run(id, { doneSecondsAgo: [4], underWay: 30 });
    const job = await getJob(tests.database, id);
    expect(job).toMatchObject({
      state: 'running',
      done: 130,
      chunks: { waiting: 1, active: 1, done: 1, 'set-aside': 0 },
    });
  });

  it('tells its rate over the last seconds and what it has left', async () => {
    const id = await aJob([100, 100, 50]);
    // Started 8 s ago: 100 rows done and 30 of the next.
    await run(id, { doneSecondsAgo: [4], underWay: 30 });
    const { rowsPerSecond, remainingMs, count, done } = await getJob(tests.database, id);
    expect(rowsPerSecond).toBeCloseTo(130 / 8, 0);
    expect(remainingMs).toBeCloseTo((1000 * (count - done)) / (rowsPerSecond ?? 0), 6);
  });

  it('has no rate when it is paused', async () => {
    const id = await aJob([100, 100]);
    await run(id, { doneSecondsAgo: [4], underWay: 30 });
    await tests.database.pool.query("update jobs set state = 'paused'");
    expect(await getJob(tests.database, id)).toMatchObject({ rowsPerSecond: null, remainingMs: null });
  });

  it('has all its chunks done when it is completed', async () => {
    const id = await aJob([100, 100]);
    await tests.database.pool.query("update jobs set state = 'completed', done = 200, finished_at = now()");
    expect(await getJob(tests.database, id)).toMatchObject({
      done: 200,
      chunks: { waiting: 0, active: 0, done: 2, 'set-aside': 0 },
    });
  });

  it('is listed only when it is of the long queue, newest first', async () => {
    const older = await aJob([1]);
    await tests.database.pool.query("update jobs set created_at = now() - interval '1 minute'");
    const newer = await aJob([1]);
    const samples = { kind: 'samples', seed: 1 } as const;
    const short = {
      id: randomUUID(),
      target,
      source: samples,
      count: 10,
      batchSize: null,
      sender: null,
      arrivedAtMs: 0,
    };
    await makeShortJobs(tests.database, [short], 1);
    const { jobs } = await readOverviewLists(tests.database);
    expect(jobs.map(({ id }) => id)).toEqual([newer, older]);
  });

  it('is listed while it is not over, however many newer ones there are', async () => {
    const id = await aJob([1]);
    await tests.database.pool.query("update jobs set created_at = now() - interval '1 year'");
    await tests.database.pool.query(
      `insert into jobs (id, kind, queue, state, model, version, sha256, source, count, chunk_count, finished_at)
       select gen_random_uuid(), 'score', 'long', 'completed', 'digits', 'x', 'x', '{"kind":"tensor"}', 1, 1, now()
       from generate_series(1, 600)`,
    );
    const { jobs } = await readOverviewLists(tests.database);
    expect(jobs).toHaveLength(OVERVIEW_ENTRIES + 1);
    expect(jobs.at(-1)?.id).toBe(id);
  });

  it('shows each chunk and who did what in its detail', async () => {
    const id = await aJob([100, 100, 50]);
    await run(id, { doneSecondsAgo: [4], underWay: 30 });
    const detail = await readJobDetail(tests.database, id);
    expect(detail?.chunkMap).toMatchObject([
      { index: 0, firstRow: 0, rows: 100, state: 'done', worker: 'ada', computeMs: 12, finishedMs: 4000 },
      { index: 1, firstRow: 100, rows: 100, state: 'active', worker: 'ada', finishedMs: null },
      { index: 2, firstRow: 200, rows: 50, state: 'waiting', worker: null, finishedMs: null },
    ]);
    expect(detail?.workerShares).toMatchObject([{ name: 'ada', rows: 100, chunks: 1, cpuSeconds: 1.5 }]);
    expect(detail?.provenance).toMatchObject({ seed: 7, dataChecksum: null, versions: { node: '20' } });
  });

  it('has no detail when there is no such job', async () => {
    expect(await readJobDetail(tests.database, 'nothing')).toBeNull();
    expect(await readJobDetail(tests.database, randomUUID())).toBeNull();
    await expect(getJob(tests.database, randomUUID())).rejects.toMatchObject({ code: 'unknown-job' });
  });
});

describe('a schedule as the overview tells of it', () => {
  it('tells its next due times, the rows that wait for it and its newest runs', async () => {
    const set = await makeDataSet(tests.database, [100]);
    const id = await createSchedule(tests.database, {
      name: 'Often',
      dataSet: set,
      ...TARGET,
      timing: { kind: 'every', seconds: 60 },
    });
    const idle = await createSchedule(tests.database, {
      name: 'Off',
      dataSet: set,
      ...TARGET,
      timing: { kind: 'every', seconds: 60 },
    });
    await tests.database.pool.query('update schedules set active = false, next_due_at = null where id = $1', [idle]);
    await runScheduleNow(tests.database, id);
    await addPart(tests.database, set, 20);
    await addPart(tests.database, set, 30);
    await runScheduleNow(tests.database, id);
    const { schedules } = await readOverviewLists(tests.database);
    const often = schedules.find((schedule) => schedule.id === id);
    expect(often).toMatchObject({
      waitingRows: 50,
      runs: [{ outcome: 'overlap' }, { outcome: 'started', rows: 100 }],
    });
    const gaps = often?.nextDueAt.map((at, index, all) => Date.parse(at) - Date.parse(all[index - 1] ?? at));
    expect(gaps).toEqual([0, 60_000, 60_000]);
    expect(schedules.find((schedule) => schedule.id === idle)).toMatchObject({
      active: false,
      nextDueAt: [],
      waitingRows: 150,
      runs: [],
    });
  });

  it('shows twenty runs at most', async () => {
    const set = await makeDataSet(tests.database, []);
    const id = await createSchedule(tests.database, {
      name: 'Often',
      dataSet: set,
      ...TARGET,
      timing: { kind: 'every', seconds: 60 },
    });
    await tests.database.pool.query(
      `insert into schedule_runs (schedule_id, due_at, outcome)
       select $1, now() - n * interval '1 hour', 'nothing-new' from generate_series(1, 50) n`,
      [id],
    );
    const [schedule] = (await readOverviewLists(tests.database)).schedules;
    expect(schedule?.runs).toHaveLength(20);
  });
});

it('reads the lists of the overview in eight queries, however much there is', async () => {
  for (let index = 0; index < 5; index++) {
    const dataSet = await makeDataSet(tests.database, [10, 10]);
    await createSchedule(tests.database, { name: 'A', dataSet, ...TARGET, timing: { kind: 'every', seconds: 60 } });
    await aJob([1, 2]);
  }
  let queries = 0;
  const counted: Database['pool']['query'] = tests.database.pool.query;
  const { pool } = tests.database;
  pool.query = ((...args: Parameters<typeof counted>) => {
    queries++;
    return counted.apply(pool, args);
  }) as typeof counted;
  try {
    const { jobs, schedules, dataSets } = await readOverviewLists(tests.database);
    expect([jobs.length, schedules.length, dataSets.length]).toEqual([5, 5, 10]);
  } finally {
    pool.query = counted;
  }
  expect(queries).toBe(8);
});

async function aJob(partRows: readonly number[]): Promise<string> {
  const set = await makeDataSet(tests.database, partRows);
  return inTransaction(tests.database, (tx) =>
    createScoreJob(tests.database, tx, {
      target,
      dataSet: { id: set, name: 'Orders', checksum: null },
      firstPart: 0,
      endPart: partRows.length,
      batchSize: null,
      workers: 1,
    }),
  );
}

/** As it stands 8 s after its start: these chunks done so many seconds ago, and the next one under way. */
async function run(
  jobId: string,
  { doneSecondsAgo, underWay }: { doneSecondsAgo: readonly number[]; underWay: number },
): Promise<void> {
  const { pool } = tests.database;
  const worker = randomUUID();
  await pool.query(
    `update jobs set state = 'running', started_at = now() - interval '8 seconds', environment = '{"node": "20"}',
       done = (select sum(rows) from chunks where job_id = $1 and index < $2) where id = $1`,
    [jobId, doneSecondsAgo.length],
  );
  for (const [index, seconds] of doneSecondsAgo.entries()) {
    await pool.query(
      `update chunks set state = 'done', worker_id = $3, worker_name = 'ada', compute_ms = 12,
         claimed_at = now() - interval '8 seconds',
         finished_at = (select started_at from jobs where id = $1) + (8 - $4::float8) * interval '1 second'
       where job_id = $1 and index = $2`,
      [jobId, index, worker, seconds],
    );
  }
  const active = doneSecondsAgo.length;
  await pool.query(
    `update chunks set state = 'active', worker_id = $3, worker_name = 'ada', claimed_at = now() - interval '3 seconds'
     where job_id = $1 and index = $2`,
    [jobId, active, worker],
  );
  await pool.query(
    `insert into workers (id, name, host, pid, queue, job_id, chunk, rows_done)
     values ($1, 'ada', 'here', 1, 'long', $2, $3, $4)`,
    [worker, jobId, active, underWay],
  );
  await pool.query(
    `insert into worker_shares (job_id, worker_id, name, host, rows, chunks, cpu_seconds, peak_rss_bytes)
     values ($1, $2, 'ada', 'here', 100, 1, 1.5, 1000)`,
    [jobId, worker],
  );
}
