import { once } from 'node:events';
import type { Socket } from 'node:net';
import { PGlite } from '@electric-sql/pglite';
import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectDatabase, type Database } from '@/lib/db/database';
import { migrate } from '@/lib/db/migrate';
import { MIGRATIONS } from '@/lib/db/migrations';
import * as schema from '@/lib/db/schema';
import { serveWire, type WireServer } from '@/lib/db/wire-server';

let memory: PGlite;
let wire: WireServer;
let pool: pg.Pool;
const url = () => `postgres://trilane:secret@127.0.0.1:${wire.port}/postgres`;

beforeAll(async () => {
  memory = await PGlite.create();
  wire = await serveWire(memory, 'secret');
  pool = new pg.Pool({ connectionString: url(), max: 4 });
});
beforeEach(async () => {
  await pool.query('drop schema if exists pgboss cascade; drop schema public cascade; create schema public');
});
afterAll(async () => {
  await pool.end();
  await wire.close();
  await memory.close();
});

const versions = async () => {
  const { rows } = await pool.query<{ version: number }>('select version from migrations order by version');
  return rows.map(({ version }) => version);
};
const KNOWN = MIGRATIONS.map(({ version }) => version);

describe('migrations', () => {
  it('make everything in an empty database', async () => {
    await migrate(pool);
    expect(await versions()).toEqual(KNOWN);
    await expect(pool.query('select * from jobs, chunks, files')).resolves.toMatchObject({ rowCount: 0 });
  });

  it('leave a database alone that is up to date', async () => {
    await migrate(pool);
    await pool.query("insert into files (key, bytes) values ('a', 'x')");
    await migrate(pool);
    expect(await versions()).toEqual(KNOWN);
    await expect(pool.query('select key from files')).resolves.toMatchObject({ rows: [{ key: 'a' }] });
  });

  it('run only what is new, in order, and keep what is there', async () => {
    await migrate(pool);
    await pool.query("insert into files (key, bytes) values ('a', 'x')");
    const next = KNOWN.length + 1;
    await migrate(pool, [
      ...MIGRATIONS,
      { version: next, name: 'a column', sql: 'alter table files add column note text' },
      { version: next + 1, name: 'its value', sql: "update files set note = 'kept'" },
    ]);
    expect(await versions()).toEqual([...KNOWN, next, next + 1]);
    await expect(pool.query('select key, note from files')).resolves.toMatchObject({
      rows: [{ key: 'a', note: 'kept' }],
    });
  });

  it('leave nothing behind when one fails', async () => {
    await migrate(pool);
    const broken = [
      ...MIGRATIONS,
      { version: 101, name: 'good', sql: 'create table half (a integer)' },
      { version: 102, name: 'bad', sql: 'create table files (a integer)' },
    ];
    await expect(migrate(pool, broken)).rejects.toMatchObject({ code: '42P07' });
    expect(await versions()).toEqual(KNOWN);
    await expect(pool.query('select * from half')).rejects.toMatchObject({ code: '42P01' });
  });

  it('run once when servers start at the same time', async () => {
    const servers = await Promise.all(
      Array.from({ length: 3 }, () => connectDatabase({ kind: 'embedded', url: url(), role: 'server' })),
    );
    await Promise.all(servers.map((server: Database) => server.close()));
    expect(await versions()).toEqual(KNOWN);
  });

  it('fail, and no more than that, when the database goes away meanwhile', async () => {
    const breaking = new pg.Pool({ connectionString: url(), max: 1 });
    breaking.once('acquire', (one) =>
      (one as unknown as { connection: { stream: Socket } }).connection.stream.destroy(),
    );
    await expect(migrate(breaking)).rejects.toThrow('Connection terminated');
    await migrate(breaking);
    expect(await versions()).toEqual(KNOWN);
    await breaking.end();
  });

  it('refuse a database that a newer version has changed, and do not touch it', async () => {
    await migrate(pool);
    const newer = KNOWN.length + 1;
    await pool.query('insert into migrations (version, name) values ($1, $2)', [newer, 'from the future']);
    for (const role of ['server', 'worker'] as const) {
      await expect(connectDatabase({ kind: 'embedded', url: url(), role })).rejects.toMatchObject({
        code: 'database-newer',
        message: expect.stringContaining(String(newer)),
      });
    }
    expect(await versions()).toEqual([...KNOWN, newer]);
  });
});

describe('a connection', () => {
  it.each([
    ['embedded', undefined],
    ['postgresql', 60_000],
  ] as const)('is watched, and to a PostgreSQL, waits for nobody without end: %s', async (kind, patienceMs) => {
    const database = await connectDatabase({ kind, url: url(), role: 'server' });
    expect(database.pool.options.keepAlive).toBe(true);
    expect(database.pool.options.query_timeout).toBe(patienceMs);
    expect(database.pool.options.idle_in_transaction_session_timeout).toBe(patienceMs);
    await database.close();
  });

  it('that waited for a query in vain is not used again', async () => {
    const hasty = new pg.Pool({ connectionString: url(), max: 1, query_timeout: 20 });
    const busy = await pool.connect();
    await busy.query('begin');
    const removed = once(hasty, 'remove');
    await expect(hasty.query('select 1')).rejects.toThrow('Query read timeout');
    await removed;
    await busy.query('commit');
    busy.release();
    await hasty.end();
  });
});

describe('a worker', () => {
  it('is told when no server has set the database up yet', async () => {
    const early = connectDatabase({ kind: 'embedded', url: url(), role: 'worker' });
    await expect(early).rejects.toMatchObject({ code: 'not-ready' });
    expect((await pool.query("select to_regclass('migrations') as made")).rows).toEqual([{ made: null }]);
  });
});

/** As `information_schema` has them: `table.column type [not null] [default]`. */
describe('the tables that queries are written for', () => {
  it('are those that the migrations make, column by column', async () => {
    await migrate(pool);
    const { rows } = await pool.query<{ name: string }>(
      `select table_name || '.' || column_name || ' ' || data_type
         || case is_nullable when 'NO' then ' not null' else '' end
         || case when column_default is null then '' else ' default' end as name
       from information_schema.columns where table_schema = 'public' and table_name <> 'migrations'`,
    );
    expect(written().sort()).toEqual(rows.map(({ name }) => name).sort());
  });
});

function written(): string[] {
  return Object.values(schema).flatMap((table) =>
    is(table, PgTable)
      ? Object.values(getTableColumns(table)).map(
          (column) =>
            `${getTableName(table)}.${column.name} ${column.getSQLType()}${column.notNull ? ' not null' : ''}${column.hasDefault ? ' default' : ''}`,
        )
      : [],
  );
}
