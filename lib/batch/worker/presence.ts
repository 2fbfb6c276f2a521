import type { Database } from '../../db/database';
import type { WorkerSettings } from './worker-settings';

const BEAT_MS = 500;

/** What others may know of a worker. */
export interface Doing {
  readonly jobId: string | null;
  readonly ticketId: string | null;
  readonly chunk: number | null;
  readonly rowsDone: number;
}

export interface Presence {
  /** Tells the database at once, too. */
  beat(): Promise<void>;
  stop(): void;
}

/**
 * Says twice a second that the worker is alive and what it is at, and asks what has become of its job.
 * @param onJobState of the job at hand; `undefined` when it is gone
 */
export function keepPresent(
  { pool }: Database,
  { id, name, host, queue }: WorkerSettings,
  doing: () => Doing,
  onJobState: (jobId: string, state: string | undefined) => void,
): Presence {
  let running: Promise<void> | undefined;

  async function tell(): Promise<void> {
    const { jobId, ticketId, chunk, rowsDone } = doing();
    const { rows } = await pool.query<{ state: string | null }>(
      `insert into workers (id, name, host, pid, queue, job_id, ticket_id, chunk, rows_done)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (id) do update set seen_at = now(), job_id = excluded.job_id, ticket_id = excluded.ticket_id,
         chunk = excluded.chunk, rows_done = excluded.rows_done
       returning (select state from jobs where id = $6) as state`,
      [id, name, host, process.pid, queue, jobId, ticketId, chunk, rowsDone],
    );
    if (jobId) onJobState(jobId, rows[0]?.state ?? undefined);
  }
  const beat = async () => {
    // A database that is away is not asked again before it has answered.
    running ??= tell()
      .catch(() => {})
      .finally(() => {
        running = undefined;
      });
    await running;
  };
  const timer = setInterval(beat, BEAT_MS);
  return { beat, stop: () => clearInterval(timer) };
}
