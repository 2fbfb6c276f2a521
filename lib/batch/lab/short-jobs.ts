import 'server-only';
import { inArray, sql } from 'drizzle-orm';
import type { Database } from '../../db/database';
import { jobs } from '../../db/schema';
import { findVersion } from '../../model';
import type { ModelTarget } from '../../model/manifest';
import type { JobSource } from '../../wire/job-schema';

/**
 * Fair order: a job comes up as if it had arrived so much later for each job of the same sender that is not over yet, s. Who sends fifty
 * at once so lets those who come meanwhile go before all but the first few, and none waits for ever.
 */
const TURN_SECONDS = 1;

export interface ShortJobSpec {
  readonly id: string;
  readonly target: ModelTarget;
  readonly source: Exclude<JobSource, { kind: 'data-set' }>;
  readonly count: number;
  readonly batchSize: number | null;
  /** Whose jobs take turns with those of others; `null`: nobody's, it comes up by its arrival. */
  readonly sender: string | null;
  /** Of the visitor who sent it. */
  readonly owner?: string | null;
  /** When it reached this server, by `performance.now()`. */
  readonly arrivedAtMs: number;
}

export type Taken = 'made' | 'known' | 'full';

/**
 * Jobs of the Lab, each in one chunk: it is short, or its rows are found by a seed. All in one statement, so that a class that
 * presses Run together costs the database about what one of them does.
 * @param mostWaiting jobs that may wait; those beyond are not made
 * @returns of each what came of it: `known` of an id that is there already
 */
export async function makeShortJobs(
  { orm }: Pick<Database, 'orm'>,
  specs: readonly ShortJobSpec[],
  mostWaiting: number,
): Promise<readonly Taken[]> {
  const nowMs = performance.now();
  const rows = specs.map(({ id, target, source, count, batchSize, sender, owner, arrivedAtMs }, place) => ({
    ...{ place, id, model: target.modelId, version: target.versionId, sha256: findVersion(target).sha256 },
    ...{ source, count, batch_size: batchSize, sender, owner: owner ?? null, waited_ms: nowMs - arrivedAtMs },
  }));
  const { rows: made } = await orm.execute<{ id: string }>(
    sql`with given as (
          select g.*, statement_timestamp() - g.waited_ms * interval '1 millisecond' as arrived_at
          from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(place integer, id uuid, model text, version text,
            sha256 text, source jsonb, count bigint, batch_size integer, sender text, owner text, waited_ms double precision)
          where not exists (select 1 from jobs j where j.id = g.id)),
        admitted as (
          select *, row_number() over (order by place) + (
            select count(*) from jobs j where j.queue = 'short' and j.finished_at is null and j.state = 'queued') as waiting,
            row_number() over (partition by coalesce(sender, id::text) order by place) - 1 as own_before
          from given),
        made as (
          insert into jobs (id, kind, queue, state, model, version, sha256, source, count, chunk_count, batch_size, workers,
            created_at, sender, owner, turn_at)
          select a.id, 'score', 'short', 'queued', a.model, a.version, a.sha256, a.source, a.count, 1, a.batch_size, 1,
            a.arrived_at, a.sender, a.owner, a.own_before * ${TURN_SECONDS} * interval '1 second' + greatest(a.arrived_at, (
              select max(j.turn_at) + ${TURN_SECONDS} * interval '1 second' from jobs j
              where j.queue = 'short' and j.finished_at is null and j.sender = a.sender))
          from admitted a where a.waiting <= ${mostWaiting}
          on conflict (id) do nothing returning id, count),
        pieces as (
          insert into chunks (job_id, index, part_index, first_row, rows) select id, 0, 0, 0, count from made)
        select id from made`,
  );
  const ids = new Set(made.map(({ id }) => id));
  const others = specs.filter(({ id }) => !ids.has(id)).map(({ id }) => id);
  const known = new Set(
    others.length === 0
      ? []
      : (await orm.select({ id: jobs.id }).from(jobs).where(inArray(jobs.id, others))).map(({ id }) => id),
  );
  return specs.map(({ id }) => (ids.has(id) ? 'made' : known.has(id) ? 'known' : 'full'));
}
