import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** Where a batch system of a test keeps things: gone afterwards. */
export interface BatchPlace {
  readonly dataRoot: string;
  /** Of a fresh database in the PostgreSQL that `npm test` started; without one, the embedded database is used. */
  readonly databaseUrl: string | undefined;
  remove(): Promise<void>;
}

/** With `TRILANE_TEST_POSTGRES`, the address of a PostgreSQL, the place is a database of its own there. */
export async function makeBatchPlace(postgres = process.env.TRILANE_TEST_POSTGRES): Promise<BatchPlace> {
  const dataRoot = await mkdtemp(join(tmpdir(), 'trilane-data-'));
  const removeFolder = () => rm(dataRoot, { recursive: true, force: true });
  if (!postgres) return { dataRoot, databaseUrl: undefined, remove: removeFolder };
  const name = `trilane_${randomBytes(6).toString('hex')}`;
  await asAdmin(postgres, `create database ${name}`);
  const url = new URL(postgres);
  url.pathname = `/${name}`;
  return {
    dataRoot,
    databaseUrl: url.href,
    async remove() {
      await asAdmin(postgres, `drop database if exists ${name} with (force)`);
      await removeFolder();
    },
  };
}

async function asAdmin(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
