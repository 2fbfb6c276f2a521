import type { Pool } from 'pg';
import { TrilaneError } from '../errors';
import { MIGRATIONS, type Migration } from './migrations';

/** Any number that nobody else uses: servers that start together migrate one after the other. */
const LOCK = 7_261_001;
const SETUP_LOCK = 7_261_002;
/** Of a change to a large table, or of waiting for another server's; ms. */
const LONGEST_MS = 3_600_000;

/** A query that may take longer than others: the driver's `query_timeout`, of this one. */
const patient = (text: string, values: readonly unknown[] = []) => ({
  text,
  query_timeout: LONGEST_MS,
  ...(values.length > 0 ? { values: [...values] } : {}),
});

/**
 * Brings a database to this version.
 * @throws TrilaneError `database-newer` when a newer version of Trilane has been at it
 */
export async function migrate(pool: Pool, migrations: readonly Migration[] = MIGRATIONS): Promise<void> {
  const client = await pool.connect();
  let failure: Error | undefined;
  // A connection that breaks between two queries must not take the server down.
  const note = (error: Error) => {
    failure = error;
  };
  client.on('error', note);
  try {
    await client.query('begin');
    await client.query(patient('select pg_advisory_xact_lock($1)', [LOCK]));
    await client.query(
      'create table if not exists migrations (version integer primary key, name text not null, at timestamptz not null default now())',
    );
    const present = await presentVersion(client, migrations);
    for (const { version, name, sql } of migrations.filter((migration) => migration.version > present)) {
      await client.query(patient(sql));
      await client.query('insert into migrations (version, name) values ($1, $2)', [version, name]);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(note);
    throw error;
  } finally {
    client.off('error', note);
    client.release(failure);
  }
}

/**
 * For those that do not migrate themselves.
 * @throws TrilaneError `database-newer`; `not-ready` when no server of this version has been at it yet
 */
export async function requireMigrated(pool: Pool): Promise<void> {
  const { rows } = await pool.query("select 1 where to_regclass('migrations') is not null");
  const present = rows.length > 0 ? await presentVersion(pool, MIGRATIONS) : 0;
  if (present < newestOf(MIGRATIONS)) {
    throw new TrilaneError('not-ready', 'No server of this version of Trilane has set the database up yet.');
  }
}

/** @throws TrilaneError `database-newer` */
async function presentVersion(client: Pick<Pool, 'query'>, migrations: readonly Migration[]): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    'select coalesce(max(version), 0)::integer as version from migrations',
  );
  const present = rows[0]?.version ?? 0;
  const newest = newestOf(migrations);
  if (present > newest) {
    throw new TrilaneError(
      'database-newer',
      `The database has been changed by a newer version of Trilane (${present}; this one knows up to ${newest}). Update Trilane, or restore a backup from before.`,
    );
  }
  return present;
}

const newestOf = (migrations: readonly Migration[]) => migrations.at(-1)?.version ?? 0;

/** Runs `work` while no other server does: pg-boss's tables and queues do not bear being made by two at the same time. */
export async function inTurn<T>(pool: Pool, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let failure: Error | undefined;
  const note = (error: Error) => {
    failure = error;
  };
  client.on('error', note);
  try {
    await client.query(patient('select pg_advisory_lock($1)', [SETUP_LOCK]));
    return await work();
  } finally {
    await client.query('select pg_advisory_unlock($1)', [SETUP_LOCK]).catch(note);
    client.off('error', note);
    client.release(failure);
  }
}
