import { randomUUID } from 'node:crypto';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { connectDatabase, type Database } from '@/lib/db/database';
import { serveWire } from '@/lib/db/wire-server';
import { makeBatchPlace } from './batch-place';

export interface TestDatabase {
  readonly url: string;
  /** As a server has it. */
  readonly database: Database;
  /** As another server or a worker has it; closed at the end. */
  connect(role?: 'server' | 'worker'): Promise<Database>;
}

/**
 * A database for the tests of a file (or a `describe`), emptied after each test: embedded, in memory, or, with the address
 * of a PostgreSQL in `TRILANE_TEST_POSTGRES`, a new one there. Its properties may be read once the tests run.
 */
export function withDatabase(): TestDatabase {
  const server = process.env.TRILANE_TEST_POSTGRES;
  let url: string | undefined;
  let stop = async () => {};
  const open: Database[] = [];
  const running = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('The database runs only while the tests do.');
    return value;
  };
  async function connect(role: 'server' | 'worker' = 'server'): Promise<Database> {
    const database = await connectDatabase({ kind: server ? 'postgresql' : 'embedded', url: running(url), role });
    open.push(database);
    return database;
  }
  beforeAll(async () => {
    ({ url, stop } = server ? await makeOnServer() : await makeInMemory());
    await connect();
  });
  afterEach(() => empty(running(open[0])));
  afterAll(async () => {
    await Promise.all(open.map((database) => database.close()));
    await stop();
  });
  return {
    get url() {
      return running(url);
    },
    get database() {
      return running(open[0]);
    },
    connect,
  };
}

interface Made {
  readonly url: string;
  stop(): Promise<void>;
}

async function makeInMemory(): Promise<Made> {
  const memory = await PGlite.create();
  const password = randomUUID();
  const wire = await serveWire(memory, password);
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${wire.port}/postgres`,
    async stop() {
      await wire.close();
      await memory.close();
    },
  };
}

async function makeOnServer(): Promise<Made> {
  const place = await makeBatchPlace();
  return { url: place.databaseUrl ?? '', stop: () => place.remove() };
}

async function empty({ pool }: Database): Promise<void> {
  await pool.query(
    'truncate data_sets, parts, schedules, jobs, chunks, workers, worker_shares, schedule_runs, files, pgboss.job, pgboss.archive',
  );
}
