import { describe, expect, it } from 'vitest';
import { pauseJob } from '@/lib/batch/jobs/jobs';
import { restoreTimers, runScheduleNow, serveDueSchedules } from '@/lib/batch/schedules/schedule-runs';
import { getSchedule, listSchedules } from '@/lib/batch/schedules/schedule-views';
import { changeSchedule, createSchedule, deleteSchedule } from '@/lib/batch/schedules/schedules';
import { type Database, QUEUES } from '@/lib/db/database';
import type { RunOutcome } from '@/lib/wire/batch-system';
import type { ScheduleRequest } from '@/lib/wire/schedule-schema';
import { withDatabase } from '../batch-database';
import { addPart, makeDataSet, TARGET } from '../batch-rows';

const tests = withDatabase();

describe('a schedule that is due', () => {
  it('starts one job over all rows at first, then over those that have come since', async () => {
    const { set, id } = await aSchedule([100, 50]);
    await fallDue();
    await serve();
    await finishJobs();
    await addPart(tests.database, set, 30);
    await addPart(tests.database, set, 40);
    await fallDue();
    await serve();
    expect(await jobsOf(id)).toEqual([
      { firstPart: 0, firstRow: 0, count: 150 },
      { firstPart: 2, firstRow: 150, count: 70 },
    ]);
    expect(await outcomes(id)).toEqual(['started', 'started']);
  });

  it('is left alone until then', async () => {
    const { id } = await aSchedule([100]);
    await serve();
    expect(await outcomes(id)).toEqual([]);
  });

  it('fires once, however many servers look at the same time', async () => {
    const { set, id } = await aSchedule([1]);
    const servers = [tests.database, await tests.connect(), await tests.connect()];
    for (let round = 1; round <= 5; round++) {
      await fallDue();
      await Promise.all([...servers, ...servers].map((server) => serveDueSchedules(server)));
      await finishJobs();
      expect(await jobsOf(id)).toHaveLength(round);
      await addPart(tests.database, set, round);
    }
    const jobs = await jobsOf(id);
    expect(jobs.reduce((sum, { count }) => sum + count, 0)).toBe(1 + 1 + 2 + 3 + 4);
    expect(await outcomes(id)).toEqual(['started', 'started', 'started', 'started', 'started']);
  });

  it('answers a due time once, even when the clock goes back', async () => {
    const { set, id } = await aSchedule([100]);
    await fallDue();
    await serve();
    await finishJobs();
    await addPart(tests.database, set, 30);
    const { pool } = tests.database;
    await pool.query('update schedules set next_due_at = (select max(due_at) from schedule_runs)');
    await pool.query('update pgboss.job set start_after = (select max(due_at) from schedule_runs) where name = $1', [
      QUEUES.due,
    ]);
    await serve();
    expect(await outcomes(id)).toEqual(['started']);
    expect(await jobsOf(id)).toHaveLength(1);
    expect(await timers()).toBe(1);
  });

  it('starts nothing when nothing has come', async () => {
    const { id } = await aSchedule([]);
    await fallDue();
    await serve();
    expect(await outcomes(id)).toEqual(['nothing-new']);
    expect(await jobsOf(id)).toEqual([]);
  });

  it('starts nothing while its last job is at work or paused, and leaves the rows to the next run', async () => {
    const { set, id } = await aSchedule([100]);
    await fallDue();
    await serve();
    await addPart(tests.database, set, 20);
    await fallDue();
    await serve();
    await pauseJob(tests.database, await onlyJobId());
    await addPart(tests.database, set, 30);
    await fallDue();
    await serve();
    await finishJobs();
    await fallDue();
    await serve();
    expect(await outcomes(id)).toEqual(['started', 'overlap', 'overlap', 'started']);
    expect(await jobsOf(id)).toEqual([
      { firstPart: 0, firstRow: 0, count: 100 },
      { firstPart: 1, firstRow: 100, count: 50 },
    ]);
  });

  it('notes how many times passed while no server was there, and runs once', async () => {
    const { id } = await aSchedule([100], { timing: { kind: 'every', seconds: 10 } });
    await letPass(47);
    await serve();
    const { rows } = await tests.database.pool.query(
      'select outcome, missed, rows::integer from schedule_runs where schedule_id = $1 order by due_at',
      [id],
    );
    expect(rows).toEqual([
      { outcome: 'missed', missed: 3, rows: 0 },
      { outcome: 'started', missed: 0, rows: 100 },
    ]);
    expect(await jobsOf(id)).toHaveLength(1);
  });

  it('is due again at the next of its times', async () => {
    const { id } = await aSchedule([100], { timing: { kind: 'every', seconds: 10 } });
    await letPass(47);
    const before = await dueInMs(id);
    await serve();
    expect((await dueInMs(id)) - before).toBe(40_000);
    expect(await timers()).toBe(1);
  });

  it('loses no row when the server dies in the middle', async () => {
    const { id } = await aSchedule([100]);
    await fallDue();
    const dying: Database = { ...tests.database, boss: dyingAtInsert(tests.database) };
    await expect(serveDueSchedules(dying)).rejects.toThrow('died');
    expect(await jobsOf(id)).toEqual([]);
    await serve();
    expect(await jobsOf(id)).toEqual([{ firstPart: 0, firstRow: 0, count: 100 }]);
  });

  it('counts as missed when its model is gone, and lets others run', async () => {
    const { id } = await aSchedule([100]);
    const other = await aSchedule([10]);
    await tests.database.pool.query("update schedules set version = 'gone' where id = $1", [id]);
    await fallDue();
    await serve();
    expect(await outcomes(id)).toEqual(['missed']);
    expect(await outcomes(other.id)).toEqual(['started']);
  });

  it('is switched off when its times cannot be worked out any more, and lets others run', async () => {
    const { id } = await aSchedule([100]);
    const other = await aSchedule([10]);
    const timing = { kind: 'cron', cron: '0 3 * * *', timeZone: 'Mars/Olympus' };
    await tests.database.pool.query('update schedules set timing = $2 where id = $1', [id, JSON.stringify(timing)]);
    expect((await listSchedules(tests.database)).map(({ nextDueAt }) => nextDueAt.length).sort()).toEqual([0, 3]);
    await fallDue();
    await serve();
    expect(await outcomes(id)).toEqual(['missed']);
    expect(await outcomes(other.id)).toEqual(['started']);
    expect(await getSchedule(tests.database, id)).toMatchObject({ active: false, nextDueAt: [] });
    expect(await timers()).toBe(1);
  });

  it('gets its timer back when that is lost', async () => {
    const { id } = await aSchedule([100]);
    await tests.database.boss.deleteJob(QUEUES.due, id);
    await restoreTimers(tests.database);
    await restoreTimers(tests.database);
    expect(await timers()).toBe(1);
    await fallDue();
    await serve();
    expect(await outcomes(id)).toEqual(['started']);
  });

  it('remembers its last two hundred runs', async () => {
    const { id } = await aSchedule([]);
    await tests.database.pool.query(
      `insert into schedule_runs (schedule_id, due_at, outcome)
       select $1, now() - n * interval '1 hour', 'nothing-new' from generate_series(1, 250) n`,
      [id],
    );
    await fallDue();
    await serve();
    const { rows } = await tests.database.pool.query<{ count: number; oldest: number }>(
      `select count(*)::integer, round(extract(epoch from now() - min(due_at)) / 3600)::integer as oldest
       from schedule_runs where schedule_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ count: 200, oldest: 199 }]);
  });
});

describe('a schedule', () => {
  it('can be run at once, beside its due times', async () => {
    const { id } = await aSchedule([100]);
    const before = await dueInMs(id);
    const run = await runScheduleNow(tests.database, id);
    expect(run).toMatchObject({ outcome: 'started', rows: 100, missed: 0 });
    expect(await runScheduleNow(tests.database, id)).toMatchObject({ outcome: 'nothing-new', jobId: null });
    expect(await dueInMs(id)).toBe(before);
  });

  it('does not run while it is switched off, and counts from when it is switched on again', async () => {
    const { id } = await aSchedule([100], { timing: { kind: 'every', seconds: 10 } });
    await changeSchedule(tests.database, id, { active: false });
    expect(await timers()).toBe(0);
    await letPass(60);
    await serve();
    await changeSchedule(tests.database, id, { active: true });
    await serve();
    expect(await outcomes(id)).toEqual([]);
    expect(await timers()).toBe(1);
  });

  it('may be changed while servers answer it, and keeps one timer and every row', async () => {
    const { set, id } = await aSchedule([1], { timing: { kind: 'every', seconds: 10 } });
    const servers = [tests.database, await tests.connect(), await tests.connect()];
    for (let round = 0; round < 5; round++) {
      await fallDue();
      await Promise.all(
        servers.flatMap((server, index) => [
          serveDueSchedules(server),
          changeSchedule(server, id, { timing: { kind: 'every', seconds: 10 + index }, active: true }),
          restoreTimers(server),
          runScheduleNow(server, id),
        ]),
      );
      await finishJobs();
      await addPart(tests.database, set, 1);
    }
    await runScheduleNow(tests.database, id);
    expect(await timers()).toBe(1);
    const jobs = await jobsOf(id);
    expect(jobs.map(({ firstRow }) => firstRow)).toEqual(
      jobs.map((_, index) => jobs.slice(0, index).reduce((sum, { count }) => sum + count, 0)),
    );
    expect(jobs.reduce((sum, { count }) => sum + count, 0)).toBe(6);
  });

  it('follows a new timing at once', async () => {
    const { id } = await aSchedule([100], { timing: { kind: 'every', seconds: 10 } });
    await letPass(8);
    await changeSchedule(tests.database, id, { timing: { kind: 'every', seconds: 60 }, name: 'Slower' });
    await letPass(30);
    await serve();
    expect(await outcomes(id)).toEqual([]);
    expect(await timers()).toBe(1);
  });

  it('leaves no timer and keeps its jobs when it is deleted', async () => {
    const { id } = await aSchedule([100]);
    await runScheduleNow(tests.database, id);
    await deleteSchedule(tests.database, id);
    expect(await timers()).toBe(0);
    expect(await jobsOf(id)).toHaveLength(1);
    await expect(deleteSchedule(tests.database, id)).rejects.toMatchObject({ code: 'unknown-schedule' });
  });

  it('is refused without rows for its model', async () => {
    const set = await makeDataSet(tests.database, [1]);
    const failed = await makeDataSet(tests.database, [], { state: 'failed' });
    const make = (change: Partial<ScheduleRequest>) => createSchedule(tests.database, { ...request(set), ...change });
    await expect(make({ dataSet: 'no-such-set' })).rejects.toMatchObject({ code: 'unknown-data-set' });
    await expect(make({ dataSet: failed })).rejects.toMatchObject({ code: 'data-set-not-ready' });
    await expect(make({ model: 'digits', version: 'fp32' })).rejects.toMatchObject({ code: 'wrong-input' });
    await expect(make({ version: 'huge' })).rejects.toMatchObject({ code: 'unknown-version' });
    await expect(make({ timing: { kind: 'every', seconds: 0 } })).rejects.toMatchObject({ code: 'bad-schedule' });
  });
});

const request = (dataSet: string): ScheduleRequest => ({
  name: 'Nightly',
  dataSet,
  ...TARGET,
  timing: { kind: 'cron', cron: '0 3 * * *', timeZone: 'Europe/Berlin' },
});

async function aSchedule(partRows: readonly number[], change: Partial<ScheduleRequest> = {}) {
  const set = await makeDataSet(tests.database, partRows);
  return { set, id: await createSchedule(tests.database, { ...request(set), ...change }) };
}

const serve = () => serveDueSchedules(tests.database);

/** Puts all that waits for a moment so much nearer to it. */
async function letPass(seconds: number): Promise<void> {
  const { pool } = tests.database;
  await pool.query("update schedules set next_due_at = next_due_at - $1 * interval '1 second'", [seconds]);
  await pool.query("update pgboss.job set start_after = start_after - $1 * interval '1 second' where name = $2", [
    seconds,
    QUEUES.due,
  ]);
}

/** Every schedule is due this moment, and the next one has come: PGlite's clock has whole milliseconds. */
async function fallDue(): Promise<void> {
  const { pool } = tests.database;
  await pool.query("update schedules set next_due_at = date_trunc('milliseconds', now())");
  await pool.query('update pgboss.job set start_after = (select max(next_due_at) from schedules) where name = $1', [
    QUEUES.due,
  ]);
  let isOver = false;
  while (!isOver) {
    const { rows } = await pool.query<{ over: boolean }>('select max(next_due_at) < now() as over from schedules');
    isOver = rows[0]?.over ?? true;
  }
}

async function outcomes(id: string): Promise<readonly RunOutcome[]> {
  const { rows } = await tests.database.pool.query<{ outcome: RunOutcome }>(
    'select outcome from schedule_runs where schedule_id = $1 order by due_at',
    [id],
  );
  return rows.map(({ outcome }) => outcome);
}

async function jobsOf(id: string) {
  const { rows } = await tests.database.pool.query<{ firstPart: number; firstRow: number; count: number }>(
    `select (source ->> 'firstPart')::integer as "firstPart", (source ->> 'firstRow')::integer as "firstRow",
       count::integer from jobs where schedule_id = $1 order by created_at`,
    [id],
  );
  return rows;
}

async function onlyJobId(): Promise<string> {
  const { rows } = await tests.database.pool.query<{ id: string }>('select id from jobs');
  return rows[0]?.id ?? '';
}

async function finishJobs(): Promise<void> {
  await tests.database.pool.query("update jobs set state = 'completed', finished_at = now() where finished_at is null");
}

async function timers(): Promise<number> {
  return tests.database.boss.getQueueSize(QUEUES.due).then(Number);
}

async function dueInMs(id: string): Promise<number> {
  const { rows } = await tests.database.pool.query<{ at: Date }>(
    'select next_due_at as at from schedules where id = $1',
    [id],
  );
  return rows[0]?.at.getTime() ?? Number.NaN;
}

/** Dies when the tickets of a job are sent, which is the last step but two. */
function dyingAtInsert({ boss }: Database): Database['boss'] {
  return new Proxy(boss, {
    get(target, name) {
      if (name === 'insert') return () => Promise.reject(new Error('died'));
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
