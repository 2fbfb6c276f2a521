import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Access } from '../access/access';
import { ALL_HAVE, SLOT_SHARES } from '../access/limits';
import type { Database } from '../db/database';
import { dataSets, jobs } from '../db/schema';
import type { OperatorView } from '../wire/operator-schema';
import type { DataSets } from './data/data-sets';
import { cancelJob, deleteJob } from './jobs/jobs';
import type { OpenBatch } from './open-batch';
import { readSettings } from './operator-settings';
import { bytesOfAnswers, diskBytes, freeBytes, held, ofModel } from './room';

/** The most visitors that are listed. */
const MOST_SHOWN = 200;

interface ViewSources {
  readonly access: Access;
  readonly dataRoot: string;
  readonly meters: { readonly used: number; readonly most: number };
}

export async function viewOfAll(database: Database, { access, dataRoot, meters }: ViewSources): Promise<OperatorView> {
  const { slots } = access;
  const all = await held(database.orm);
  const slot = (name: keyof typeof SLOT_SHARES) => ({ used: slots[name].used(), most: SLOT_SHARES[name].inAll });
  return {
    settings: await readSettings(database),
    visitors: (await listVisitors(database)).map((one) => ({
      ...one,
      uploads: one.owner === null ? 0 : slots.uploads.usedBy(one.owner),
      streams: one.owner === null ? 0 : slots.streams.usedBy(one.owner),
    })),
    inAll: {
      dataSets: { used: all.dataSets, most: ALL_HAVE.dataSets },
      bytes: { used: all.bytes, most: diskBytes() },
      openJobs: { used: all.openJobs, most: ALL_HAVE.openJobs },
      uploads: slot('uploads'),
      streams: slot('streams'),
      bodies: slot('bodies'),
      meters,
    },
    freeBytes: database.kind === 'embedded' ? ((await freeBytes(dataRoot)) ?? null) : null,
    refused: access.refusals(),
  };
}

/** Those who have data sets or jobs, in one query. */
async function listVisitors({ pool }: Pick<Database, 'pool'>) {
  const { rows } = await pool.query<{
    owner: string | null;
    sets: string;
    bytes: string;
    jobs: string;
    open: string;
    last: Date | null;
  }>(
    `select owner, sum(sets) as sets, sum(bytes) as bytes, sum(jobs) as jobs, sum(open) as open, max(last) as last from (
       select owner, 1 as sets, size_bytes as bytes, 0 as jobs, 0 as open, created_at as last from data_sets
       union all
       select owner, 0, 0, 1, (finished_at is null)::integer, created_at from jobs where queue = 'long') things
     group by owner order by sum(bytes) desc, owner limit $1`,
    [MOST_SHOWN],
  );
  const answers = await answerBytes({ pool });
  return rows.map(({ owner, sets, bytes, jobs: count, open, last }) => ({
    owner,
    dataSets: Number(sets),
    bytes: Number(bytes) + (answers.get(owner) ?? 0),
    jobs: Number(count),
    openJobs: Number(open),
    lastAt: last?.toISOString() ?? null,
  }));
}

/** Of answers, by whose job they are of: as `held` counts them. */
async function answerBytes({ pool }: Pick<Database, 'pool'>): Promise<ReadonlyMap<string | null, number>> {
  const { rows } = await pool.query<{ owner: string | null; model: string; rows: string }>(
    `select owner, model, sum(count) as rows from jobs where queue = 'long' and kind = 'score' group by owner, model`,
  );
  const bytes = new Map<string | null, number>();
  for (const { owner, model, rows: count } of rows)
    bytes.set(owner, (bytes.get(owner) ?? 0) + ofModel(model, (known) => bytesOfAnswers(known, Number(count))));
  return bytes;
}

/** Cancels and deletes a visitor's jobs, then deletes their data sets, but for those that something of others needs. */
export async function deleteThingsOf(
  owner: string,
  { database, store }: Pick<OpenBatch, 'database' | 'store'>,
  sets: Pick<DataSets, 'delete'>,
): Promise<void> {
  const open = await database.orm
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.owner, owner), isNull(jobs.finishedAt)));
  for (const { id } of open) await cancelJob(database, id).catch(() => {});
  const over = await database.orm
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.owner, owner), sql`${jobs.finishedAt} is not null`));
  for (const { id } of over) await deleteJob(database, store, id).catch(() => {});
  const left = await database.orm.select({ id: dataSets.id }).from(dataSets).where(eq(dataSets.owner, owner));
  for (const { id } of left) await sets.delete(id).catch(() => {});
}
