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
