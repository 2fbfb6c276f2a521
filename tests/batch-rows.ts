import { randomUUID } from 'node:crypto';
import type { Database } from '@/lib/db/database';
import { dataSets, parts } from '@/lib/db/schema';

export const TARGET = { model: 'clothing', version: 'mid-fp32' } as const;

/** An arriving data set that is known by its rows only: nothing reads its files. */
export async function makeDataSet(
  { orm }: Database,
  partRows: readonly number[],
  more: Partial<typeof dataSets.$inferInsert> = {},
): Promise<string> {
  const id = randomUUID();
  const { model } = TARGET;
  await orm.insert(dataSets).values({
    id,
    name: 'Orders',
    kind: 'arriving',
    model,
    state: 'ready',
    seed: 7,
    arrivalsPerSecond: 100,
    ...more,
  });
  for (const rows of partRows) await addPart({ orm }, id, rows);
  return id;
}

export async function addPart({ orm }: Pick<Database, 'orm'>, dataSetId: string, rows: number): Promise<void> {
  const set = await orm.query.dataSets.findFirst({ where: (table, { eq }) => eq(table.id, dataSetId) });
  if (!set) throw new Error('There is no such data set.');
  await orm
    .insert(parts)
    .values({ dataSetId, index: set.parts, firstRow: set.rows, rows, sizeBytes: rows * 10, sha256: `${set.parts}` });
  await orm
    .insert(dataSets)
    .values({ ...set, rows: set.rows + rows, parts: set.parts + 1 })
    .onConflictDoUpdate({
      target: dataSets.id,
      set: { rows: set.rows + rows, parts: set.parts + 1 },
    });
}
