import type { Database } from '../../db/database';
import type { WorkerSettings } from './worker-settings';

const BEAT_MS = 500;
/** The same of an idle worker at an embedded database, ms: the server that started it notices its death without a beat. */
const REST_BEAT_MS = 5000;

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

export interface PresenceOptions {
  readonly doing: () => Doing;
  /** Whether its own server watches over it. */
  readonly isWatched: boolean;
  /** The state of the job at hand; `undefined` when it is gone. */
  readonly onJobState: (jobId: string, state: string | undefined) => void;
  /** The database knows that the worker has come, is at another job, or at none. */
  readonly onTold: () => void;
}

/** Says twice a second, less often at rest, that the worker is alive and what it is at, and asks what has become of its job. */
export function keepPresent(
  { pool }: Database,
  { id, name, host, queue }: WorkerSettings,
  { doing, isWatched, onJobState, onTold }: PresenceOptions,
): Presence {
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  /** What the database knows; nothing before it knows of the worker. */
  let toldJobId: string | null | undefined;

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
    const isNew = jobId !== toldJobId;
    toldJobId = jobId;
    if (isNew) onTold();
    if (jobId) onJobState(jobId, rows[0]?.state ?? undefined);
  }
  const beat = async () => {
    // A database that is away is not asked again before it has answered.
    running ??= tell()
      .catch(() => {})
      .finally(() => {
        running = undefined;
        plan();
      });
    await running;
  };
  const plan = () => {
    clearTimeout(timer);
    const isAtRest = isWatched && toldJobId === null && doing().jobId === null;
    if (!stopped) timer = setTimeout(beat, isAtRest ? REST_BEAT_MS : BEAT_MS);
  };
  plan();
  return {
    beat,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
