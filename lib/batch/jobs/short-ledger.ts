import { sql } from 'drizzle-orm';
import type { Database } from '../../db/database';
import type { ChunkOutput } from '../../db/schema';
import type { JobSource } from '../../wire/job-schema';
import type { ChunkResult } from './chunk-ledger';
import type { ClaimedChunk, WorkerIdentity } from './claim';
import { sumOfDurations } from './job-sums';
import { SUSPICIOUS_DEATHS } from './trials';

/**
 * The ledger of the Lab's jobs, which have one chunk each: by the rules of `chunk-ledger`, but of many jobs in one statement, and
 * without tickets, as each is one worker's work. A class that presses Run together would else wait for the book-keeper.
 */

/** Jobs that are claimed together, and the most rows these have in all: what one claims, others cannot have. */
const MOST_TOGETHER = 16;
export const MOST_ROWS_TOGETHER = 2048;

/** A job of the Lab that is the worker's own now. */
export interface ClaimedJob {
  readonly chunk: ClaimedChunk;
  readonly model: string;
  readonly version: string;
  readonly sha256: string;
  readonly source: JobSource;
  readonly batchSize: number | null;
  readonly sender: string | null;
  /** Since it was taken in, ms. */
  readonly queuedMs: number;
}

export interface ShortClaim {
  /** In fair order (see `lab/short-jobs`). */
  readonly claimed: readonly ClaimedJob[];
  /** Jobs whose chunk waits for a trial. */
  readonly suspects: readonly string[];
  /** How long until the first of those comes up that wait for a second try, ms; `null`: none does. */
  readonly dueMs: number | null;
}

/** A chunk whose worker died before comes alone: should it be deadly, no other dies of it. */
export async function claimShort({ orm }: Pick<Database, 'orm'>, worker: WorkerIdentity): Promise<ShortClaim> {
  type Row = Omit<ClaimedJob, 'chunk'> & { id: string; claim: string; rows: number };
  const { rows } = await orm.execute<{ claimed: Row[] | null; suspects: string[] | null; dueMs: number | null }>(
    sql`with open as (
          select c.job_id, c.rows, c.deaths, c.not_before, coalesce(j.turn_at, j.created_at) as turn
          from jobs j join chunks c on c.job_id = j.id
          where j.queue = 'short' and j.finished_at is null and j.state in ('queued', 'running') and c.state = 'waiting'),
        free as (
          select o.*, j.created_at from open o join jobs j on j.id = o.job_id join chunks c on c.job_id = o.job_id
          where o.not_before <= now() and o.deaths < ${SUSPICIOUS_DEATHS} and c.state = 'waiting' and j.finished_at is null
          order by o.turn, o.job_id limit ${MOST_TOGETHER} for update of c, j skip locked),
        ranked as (
          select *, row_number() over ordered as place, sum(rows) over ordered as rows_so_far,
            sum(deaths) over ordered as deaths_so_far
          from free window ordered as (order by turn, job_id rows unbounded preceding)),
        taken as (
          select * from ranked where place = 1 or (rows_so_far <= ${MOST_ROWS_TOGETHER} and deaths_so_far = 0)),
        claimed as (
          update chunks c set state = 'active', worker_id = ${worker.id}::uuid, worker_name = ${worker.name},
            claim = gen_random_uuid(), claimed_at = now()
          from taken t where c.job_id = t.job_id returning c.job_id, c.rows, c.claim),
        begun as (
          update jobs j set state = 'running', started_at = coalesce(j.started_at, clock_timestamp())
          from taken t where j.id = t.job_id
          returning j.id, j.model, j.version, j.sha256, j.source, j.batch_size, j.sender)
        select
          (select json_agg(json_build_object('id', b.id, 'model', b.model, 'version', b.version, 'sha256', b.sha256,
              'source', b.source, 'batchSize', b.batch_size, 'sender', b.sender, 'claim', c.claim, 'rows', c.rows,
              'queuedMs', extract(epoch from clock_timestamp() - t.created_at) * 1000) order by t.place)
            from begun b join claimed c on c.job_id = b.id join taken t on t.job_id = b.id) as claimed,
          (select json_agg(job_id) from open where deaths >= ${SUSPICIOUS_DEATHS} and not_before <= now()) as suspects,
          (select (extract(epoch from min(not_before) - now()) * 1000)::double precision from open
            where not_before > now()) as "dueMs"`,
  );
  const [found] = rows;
  return {
    claimed: (found?.claimed ?? []).map(({ id, claim, rows: count, ...known }) => ({
      ...known,
      chunk: { jobId: id, index: 0, partIndex: 0, firstRow: 0, rows: count, claim },
    })),
    suspects: found?.suspects ?? [],
    dueMs: found?.dueMs ?? null,
  };
}

export interface ShortResult {
  readonly chunk: ClaimedChunk;
  readonly result: ChunkResult;
  /** When its turn came, by `performance.now()`. */
  readonly startedAtMs: number;
  /** What of its wait was for jobs of others, ms. */
  readonly othersMs: number;
}

/** All of them in one statement, which holds for each as long as it is claimed under the same token. */
export async function completeShort(
  { orm }: Pick<Database, 'orm'>,
  worker: WorkerIdentity,
  results: readonly ShortResult[],
): Promise<void> {
  const given = results.map(({ chunk, result, startedAtMs, othersMs }) => ({
    ...{ job_id: chunk.jobId, claim: chunk.claim, took_ms: performance.now() - startedAtMs },
    ...{ output: result.output satisfies ChunkOutput, compute_ms: result.durations.computeMs, summary: result.summary },
    durations: { ...sumOfDurations(null, { ...result.durations, checkpointMs: result.checkpointMs }), othersMs },
    ...{ environment: result.environment, cpu: result.use.cpuSeconds, rss: result.use.peakRssBytes },
  }));
  await orm.execute(
    sql`with given as (
          select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g(job_id uuid, claim uuid,
            took_ms double precision, output jsonb, compute_ms double precision, summary jsonb, durations jsonb,
            environment jsonb, cpu double precision, rss bigint)),
        open as (
          select j.id from jobs j where j.id in (select job_id from given) and j.finished_at is null
          order by j.id for update),
        done as (
          update chunks c set state = 'done', finished_at = clock_timestamp(), output = g.output,
            compute_ms = g.compute_ms, summary = g.summary, error = null
          from given g join open o on o.id = g.job_id
          where c.job_id = g.job_id and c.claim = g.claim and c.state = 'active'
          returning c.job_id, c.rows, g.took_ms, g.summary, g.durations, g.environment, g.cpu, g.rss),
        share as (
          insert into worker_shares (job_id, worker_id, name, host, rows, chunks, cpu_seconds, peak_rss_bytes)
          select job_id, ${worker.id}::uuid, ${worker.name}, ${worker.host}, rows, 1, cpu, rss from done
          on conflict (job_id, worker_id) do update set
            rows = excluded.rows, chunks = 1, cpu_seconds = worker_shares.cpu_seconds + excluded.cpu_seconds,
            peak_rss_bytes = greatest(worker_shares.peak_rss_bytes, excluded.peak_rss_bytes))
        update jobs j set done = d.rows, state = 'completed', error = null, summary = d.summary, durations = d.durations,
          environment = d.environment, finished_at = clock_timestamp(),
          started_at = greatest(j.created_at, clock_timestamp() - d.took_ms * interval '1 millisecond')
        from done d where j.id = d.job_id`,
  );
}

/** Gives back what the worker has and does not know of: a claim may have been made, and the connection broken before it was told. */
export async function returnUntold(
  { orm }: Pick<Database, 'orm'>,
  worker: WorkerIdentity,
  inHand: readonly ClaimedChunk[],
): Promise<void> {
  const claims = JSON.stringify(inHand.map(({ claim }) => claim));
  await orm.execute(
    sql`update chunks set state = 'waiting' where worker_id = ${worker.id}::uuid and state = 'active'
        and claim::text not in (select jsonb_array_elements_text(${claims}::jsonb))`,
  );
}
