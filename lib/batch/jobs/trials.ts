import { randomUUID } from 'node:crypto';
import { and, sql } from 'drizzle-orm';
import { type Database, inTransaction } from '../../db/database';
import { chunks } from '../../db/schema';
import type { ErrorReport } from '../../errors';
import { type ClaimedChunk, ownedBy, type WorkerIdentity } from './claim';
import { lockOpenJob, setAside } from './end-job';

/**
 * Which chunks kill their workers. A worker may die of anything, so its death proves nothing against the chunks it had,
 * however often that happens. One that saw several deaths waits for a trial: when nothing else of its job is left to do,
 * it runs alone, in a process that did nothing before, beside a worker that does nothing else. Deaths of that process,
 * while nothing else dies, set the chunk aside.
 */

/** Workers that died while they had a chunk, after which it must stand trial. */
export const SUSPICIOUS_DEATHS = 3;
/** Trials in a row that must end in a death: one alone may be somebody's `kill`. */
export const TRIAL_DEATHS = 2;

/** Any number that nobody else uses: one trial at a time, so that no chunk's deaths disturb another's. */
const LOCK = 7_261_003;

const DEADLY: ErrorReport = {
  code: 'engine-died',
  detail: 'Whatever worked on this chunk died, also when it ran alone in a process of its own.',
};

/** A chunk that waits for its trial, now the worker's own, if its turn has come. One whose trials have begun goes first. */
export function claimTrial(
  database: Database,
  worker: WorkerIdentity,
  jobId: string,
): Promise<ClaimedChunk | undefined> {
  return inTransaction(database, async ({ orm }) => {
    await orm.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
    const claim = randomUUID();
    const { rows } = await orm.execute<Omit<ClaimedChunk, 'claim' | 'firstRow'> & { firstRow: string }>(
      sql`update chunks set state = 'active', worker_id = ${worker.id}, worker_name = ${worker.name}, claim = ${claim},
            claimed_at = now(), disturbed = false
          where job_id = ${jobId} and index = (
            select c.index from chunks c join jobs j on j.id = c.job_id
            where c.job_id = ${jobId} and c.state = 'waiting' and c.not_before <= now()
              and c.deaths >= ${SUSPICIOUS_DEATHS} and j.state in ('queued', 'running')
              and not exists (
                select 1 from chunks o join jobs k on k.id = o.job_id
                where k.finished_at is null and case
                  when o.state = 'active' then o.job_id = ${jobId} or o.deaths >= ${SUSPICIOUS_DEATHS}
                  when o.state = 'waiting' and o.job_id = ${jobId}
                    then o.deaths < ${SUSPICIOUS_DEATHS} and o.not_before <= now()
                  -- Of two whose trials have begun, as a pause allows, only the first holds up the other.
                  else o.state = 'waiting' and o.trial_deaths > 0 and k.state in ('queued', 'running')
                    and (c.trial_deaths = 0 or (o.job_id, o.index) < (c.job_id, c.index))
                end)
            order by c.trial_deaths desc, c.index limit 1)
          returning job_id as "jobId", index, part_index as "partIndex", first_row as "firstRow", rows`,
    );
    const [row] = rows;
    return row && { ...row, firstRow: Number(row.firstRow), claim };
  });
}

/** The process of a trial died, and its worker did not. */
export function noteTrialDeath(database: Database, chunk: ClaimedChunk): Promise<void> {
  return inTransaction(database, async (tx) => {
    const job = await lockOpenJob(tx, chunk.jobId);
    if (!job) return;
    const [found] = await tx.orm
      .select({ row: chunks, restarted: sql<boolean>`pg_postmaster_start_time() > ${chunks.claimedAt}` })
      .from(chunks)
      .where(ownedBy(chunk))
      .for('update');
    if (!found) return;
    const { row, restarted } = found;
    // What else died may have had the same cause.
    const trialDeaths = row.disturbed || restarted ? 0 : row.trialDeaths + 1;
    const deaths = row.deaths + 1;
    if (trialDeaths >= TRIAL_DEATHS) await setAside(tx, job, [{ ...row, deaths, error: DEADLY }]);
    else await tx.orm.update(chunks).set({ state: 'waiting', deaths, trialDeaths }).where(ownedBy(chunk));
  });
}

/** A worker died that had not been noticed yet: whatever trials show meanwhile, it may have had the same cause. */
export async function disturbTrials({ orm }: Pick<Database, 'orm'>, deadWorkerId: string): Promise<void> {
  await orm
    .update(chunks)
    .set({ disturbed: true, trialDeaths: 0 })
    .where(
      and(
        sql`${chunks.state} in ('waiting', 'active')`,
        sql`(${chunks.trialDeaths} > 0 or ${chunks.state} = 'active' and ${chunks.deaths} >= ${SUSPICIOUS_DEATHS})`,
        sql`exists (select 1 from workers where id = ${deadWorkerId})`,
      ),
    );
}
