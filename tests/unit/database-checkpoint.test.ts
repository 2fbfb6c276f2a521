import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCheckpointer } from '@/lib/db/checkpoint';

let db: PGlite;
beforeAll(async () => {
  db = await PGlite.create();
});
afterAll(() => db.close());

const last = async () => (await db.query('select checkpoint_lsn::text as lsn from pg_control_checkpoint()')).rows[0];

it('a checkpoint is made when something was written since the last, and only then', async () => {
  const checkpoint = createCheckpointer(db);
  const before = await last();
  await db.exec('create table notes (text text)');
  await checkpoint();
  const first = await last();
  expect(first).not.toEqual(before);
  await checkpoint();
  expect(await last()).toEqual(first);
  await db.exec("insert into notes values ('new')");
  await checkpoint();
  expect(await last()).not.toEqual(first);
});

it('rows that were deleted make room for new ones: tables that turn over do not grow, in any schema and by any name', async () => {
  await db.exec('create schema if not exists queue');
  const tables = ['public."Odd name"', 'queue.tickets'];
  for (const table of tables) await db.exec(`create table ${table} (id int primary key, text text)`);
  const turns: string[] = [];
  const upkeep = createCheckpointer(db, async (work) => {
    turns.push('begins');
    return work().finally(() => turns.push('ends'));
  });
  const turnOver = async () => {
    for (const table of tables)
      await db.exec(
        `insert into ${table} select i, repeat('x', 500) from generate_series(1, 500) i; delete from ${table}`,
      );
    await upkeep({ vacuum: true });
    return Promise.all(
      tables.map(async (table) => {
        const { rows } = await db.query<{ size: number }>('select pg_total_relation_size($1)::int as size', [table]);
        return rows[0]?.size;
      }),
    );
  };
  // The first also makes the map of free room.
  await turnOver();
  const settled = await turnOver();
  for (let turn = 0; turn < 4; turn++) expect(await turnOver()).toEqual(settled);
  // Others have turns between one table and the next, and never in the middle of one.
  expect(turns.length).toBeGreaterThan(2 * 6 * tables.length);
  expect(turns.every((turn, place) => turn === (place % 2 === 0 ? 'begins' : 'ends'))).toBe(true);
});
