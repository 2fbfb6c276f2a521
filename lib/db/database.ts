import 'server-only';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import PgBoss from 'pg-boss';
import { inTurn, migrate, requireMigrated } from './migrate';
import * as schema from './schema';
import { type OnQuery, timeQueries } from './time-queries';

/** Typed queries, in a transaction or outside. */
export type Orm = NodePgDatabase<typeof schema>;

/** A connection pool, typed queries over it, and the queues of pg-boss in the same database. */
export interface Database {
  readonly kind: 'embedded' | 'postgresql';
  /** For other processes that are to join. */
  readonly url: string;
  readonly pool: pg.Pool;
  readonly orm: Orm;
  readonly boss: PgBoss;
  close(): Promise<void>;
}

export interface Transaction {
  readonly orm: Orm;
  /** Makes a call of pg-boss part of the transaction. */
  readonly within: PgBoss.ConnectionOptions;
}

export interface ConnectOptions {
  readonly kind: Database['kind'];
  readonly url: string;
  /** A server migrates and looks after the queues; a worker finds them ready. */
  readonly role: 'server' | 'worker';
  readonly onQuery?: OnQuery | undefined;
}

const CONNECTIONS = { server: 6, worker: 3 } as const;
const CONNECT_TIMEOUT_MS = 10_000;
/** A connection that nothing is heard of for this long is asked whether there is still somebody, ms. */
const KEEP_ALIVE_MS = 10_000;
/**
 * On a PostgreSQL, that may be far away: neither a client that froze in a transaction nor a server that froze in a query
 * holds up the others for longer. The embedded database has its heartbeat.
 */
const PATIENCE = { idle_in_transaction_session_timeout: 60_000, query_timeout: 60_000 };
/** pg-boss's queues. */
export const QUEUES = { long: 'batch-long', short: 'batch-short', due: 'schedule-due' } as const;

/**
 * @throws TrilaneError `database-newer`; for a worker, `not-ready` before a server has set the database up
 * @throws the error of the driver, such as one with the code `ECONNREFUSED`
 */
export async function connectDatabase({ kind, url, role, onQuery }: ConnectOptions): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS[role],
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: `trilane-${role}`,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    ...(kind === 'postgresql' ? PATIENCE : {}),
  });
  // A connection that breaks while idle is replaced at the next query, which reports what is wrong.
  pool.on('error', () => {});
  // One that breaks in the very moment it is handed out has no listener of its own yet, and would take the process with it.
  pool.on('connect', (client) => {
    client.on('error', () => {});
    timeQueries(client, onQuery);
  });
  const isServer = role === 'server';
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    // The server sees to it when it suits (see `batch/housekeeping`).
    supervise: false,
    migrate: isServer,
    schedule: false,
    archiveCompletedAfterSeconds: 60,
    archiveFailedAfterSeconds: 3600,
    deleteAfterSeconds: 3600,
  });
  boss.on('error', () => {});
  try {
    await inTurn(pool, async () => {
      await (isServer ? migrate(pool) : requireMigrated(pool));
      await boss.start();
      if (isServer) for (const name of Object.values(QUEUES)) await boss.createQueue(name);
    });
  } catch (error) {
    await boss.stop({ graceful: false, close: false }).catch(() => {});
    await pool.end().catch(() => {});
    throw error;
  }
  return {
    kind,
    url,
    pool,
    orm: drizzle(pool, { schema }),
    boss,
    async close() {
      await boss.stop({ graceful: false, close: false, wait: false }).catch(() => {});
      await pool.end();
    },
  };
}

/** Runs `work` in one transaction: all of it is there afterwards, or, when it throws, nothing. */
export async function inTransaction<T>(
  { pool }: Pick<Database, 'pool'>,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let failure: Error | undefined;
  // A connection may break while nothing is asked of it; the next query then fails.
  const note = (error: Error) => {
    failure = error;
  };
  client.on('error', note);
  try {
    await client.query('begin');
    const result = await work({
      orm: drizzle(client, { schema }),
      within: { db: { executeSql: (text, values) => client.query(text, values) } },
    });
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(note);
    throw error;
  } finally {
    client.off('error', note);
    client.release(failure);
  }
}
