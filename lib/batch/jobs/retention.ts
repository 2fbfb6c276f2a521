import type { Database } from '../../db/database';
import type { BatchQueueName } from '../../wire/batch-system';

const DAY_MS = 24 * 3600 * 1000;
/** Answers that nobody has fetched are kept so long. */
const UNFETCHED_DAYS = 30;
/** Jobs that are over and whose answers were fetched, or that have none, are remembered by number: of a queue, and of each schedule. */
const KEPT_JOBS = { long: 200, short: 50 } as const;
const KEPT_OF_SCHEDULE = 50;
/** However many there are: whoever sent a job of the Lab fetches its answers at once, and a list is read before it is acted on. */
const KEPT_MINUTES = 10;
interface RetainedJob {
  readonly kind: 'score' | 'generate';
  readonly done: number;
  readonly scheduleId: string | null;
  readonly finishedAt: Date | null;
  readonly fetchedAt: Date | null;
}

/** Until when the answers of a job are kept at least; null where it has none, or nobody waits for them. */
export function keptUntil({ kind, done, scheduleId, finishedAt, fetchedAt }: RetainedJob): Date | null {
  // A schedule goes on for ever: of its jobs the newest are kept.
  if (kind !== 'score' || done === 0 || scheduleId !== null || !finishedAt || fetchedAt) return null;
  return new Date(finishedAt.getTime() + UNFETCHED_DAYS * DAY_MS);
}

/**
 * Jobs that may be forgotten, the oldest first: of each schedule and of all others in a queue those beyond the newest so many, but none whose
 * answers somebody may still come for. Jobs of a deleted schedule count among the others, or they would never be deleted.
 */
export async function oldJobs({ pool }: Pick<Database, 'pool'>, queue: BatchQueueName): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from (
       select j.id, j.finished_at, s.id as schedule,
         j.queue = 'long' and j.kind = 'score' and j.done > 0 and j.schedule_id is null and j.fetched_at is null
           and j.finished_at > now() - $4 * interval '1 day' as awaited,
         row_number() over (partition by s.id order by j.finished_at desc, j.id) as place
       from jobs j left join schedules s on s.id = j.schedule_id
       where j.queue = $1 and j.finished_at is not null) ranked
     where not awaited and finished_at < now() - $5 * interval '1 minute'
       and place > case when schedule is null then $2::integer else $3::integer end
     order by finished_at`,
    [queue, KEPT_JOBS[queue], KEPT_OF_SCHEDULE, UNFETCHED_DAYS, KEPT_MINUTES],
  );
  return rows.map(({ id }) => id);
}
