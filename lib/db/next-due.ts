import { type Database, QUEUES } from './database';

/** How long until something in a queue of pg-boss may be fetched, ms, below 0 where it is overdue; nothing when none waits. */
export async function nextDueMs(
  { pool }: Pick<Database, 'pool'>,
  queue: keyof typeof QUEUES,
): Promise<number | undefined> {
  const { rows } = await pool.query<{ ms: string | null }>(
    `select extract(epoch from min(start_after) - now()) * 1000 as ms from pgboss.job
     where name = $1 and state < 'active'`,
    [QUEUES[queue]],
  );
  const ms = rows[0]?.ms;
  return ms === null || ms === undefined ? undefined : Number(ms);
}
