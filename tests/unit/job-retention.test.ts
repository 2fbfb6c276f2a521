import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createFolderStore } from '@/lib/batch/files/folder-store';
import { createJanitor } from '@/lib/batch/jobs/janitor';
import { createSchedule } from '@/lib/batch/schedules/schedules';
import { withDatabase } from '../batch-database';
import { makeDataSet, TARGET } from '../batch-rows';

const tests = withDatabase();
const folder = mkdtempSync(join(tmpdir(), 'retention-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const store = createFolderStore(folder);

describe('jobs that are over', () => {
  it('are kept as the newest 50 of each schedule, however busy it is, and the newest 200 of the others', async () => {
    const dataSet = await makeDataSet(tests.database, [1]);
    const aSchedule = () =>
      createSchedule(tests.database, { name: 'A', dataSet, ...TARGET, timing: { kind: 'every', seconds: 1 } });
    const [busy, calm] = [await aSchedule(), await aSchedule()];
    await addJobs(3, 400, null);
    await addJobs(220, 300, busy);
    await addJobs(20, 200, calm);
    await createJanitor(tests.database).retire(store);
    expect(await kept()).toEqual({ none: 3, [busy]: 50, [calm]: 20 });

    await addJobs(205, 100, null);
    await createJanitor(tests.database).retire(store);
    expect(await kept()).toEqual({ none: 200, [busy]: 50, [calm]: 20 });
    // The oldest went first.
    expect(await oldestDays()).toBeLessThan(320);
  });

  it('of a schedule that is gone count among the others', async () => {
    await addJobs(100, 300, '00000000-0000-4000-8000-000000000001');
    await addJobs(150, 100, '00000000-0000-4000-8000-000000000002');
    await createJanitor(tests.database).retire(store);
    expect(await kept()).toMatchObject({
      '00000000-0000-4000-8000-000000000001': 50,
      '00000000-0000-4000-8000-000000000002': 150,
    });
  });
});

/** The newest of them finished so many days ago, each other one an hour before the next. */
async function addJobs(count: number, daysAgo: number, scheduleId: string | null): Promise<void> {
  await tests.database.pool.query(
    `insert into jobs (id, kind, queue, state, model, version, sha256, source, count, chunk_count, schedule_id, finished_at)
     select gen_random_uuid(), 'score', 'long', 'completed', 'digits', 'x', 'x', '{"kind":"tensor"}', 1, 1, $3::uuid,
       now() - $2 * interval '1 day' - n * interval '1 hour'
     from generate_series(1, $1::integer) n`,
    [count, daysAgo, scheduleId],
  );
}

async function kept(): Promise<Record<string, number>> {
  const { rows } = await tests.database.pool.query<{ schedule: string; count: number }>(
    `select coalesce(schedule_id::text, 'none') as schedule, count(*)::integer as count from jobs group by 1`,
  );
  return Object.fromEntries(rows.map(({ schedule, count }) => [schedule, count]));
}

async function oldestDays(): Promise<number> {
  const { rows } = await tests.database.pool.query<{ days: number }>(
    'select extract(day from now() - min(finished_at))::integer as days from jobs',
  );
  return rows[0]?.days ?? Number.NaN;
}
