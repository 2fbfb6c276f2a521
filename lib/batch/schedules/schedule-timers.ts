import { type Database, QUEUES, type Transaction } from '../../db/database';

/**
 * The durable timers of schedules: of each active schedule one delayed job of pg-boss, whose id is that of the schedule, so
 * that there can never be two. It is fetched, answered and replaced by the next in one transaction.
 */
export async function setTimer(
  { boss }: Database,
  { within }: Transaction,
  scheduleId: string,
  dueAt: Date | null,
): Promise<void> {
  await boss.deleteJob(QUEUES.due, scheduleId, within);
  if (dueAt) await boss.send(QUEUES.due, {}, { id: scheduleId, startAfter: dueAt, ...within });
}

/** The schedule whose timer has run out, locked until the transaction ends; nothing when there is none. */
export async function fetchTimer({ boss }: Database, { within }: Transaction): Promise<string | undefined> {
  const [timer] = await boss.fetch(QUEUES.due, { batchSize: 1, ...within });
  return timer?.id;
}

/** Active schedules without a timer that waits, such as after a backup without the queues was restored. */
export async function untimedSchedules({ pool }: Database): Promise<readonly { id: string; dueAt: Date }[]> {
  const { rows } = await pool.query<{ id: string; dueAt: Date }>(
    `select id, next_due_at as "dueAt" from schedules s
     where active and next_due_at is not null and not exists (
       select 1 from pgboss.job j where j.name = $1 and j.id = s.id and j.state < 'active')`,
    [QUEUES.due],
  );
  return rows;
}
