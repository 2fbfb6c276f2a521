import { desc, eq, sql } from 'drizzle-orm';
import type { Database } from '../../db/database';
import { isUuid } from '../../db/is-uuid';
import { dataSets } from '../../db/schema';
import type { DataSetInfo } from '../../wire/data-set-schema';
import type { Page, Paged } from '../../wire/page-query';
import { isBehind, microsOf, pageOfPlaced } from '../page-place';
import { unknownDataSet } from '../rows/known-data-set';
import { dataSetInfo } from './data-set-info';

/** The most that are listed though they are not among the newest. */
const MOST_PINNED = 200;

/** Newest first. */
export async function listDataSets({ orm }: Pick<Database, 'orm'>): Promise<readonly DataSetInfo[]> {
  const rows = await orm.select().from(dataSets).orderBy(desc(dataSets.createdAt), dataSets.id);
  return rows.map(dataSetInfo);
}

/** A page of them. @throws TrilaneError `unknown-data-set` where it is to follow the id of one that is no more */
export async function pageOfDataSets({ orm }: Pick<Database, 'orm'>, page: Page): Promise<Paged<DataSetInfo>> {
  const { after, limit } = page;
  const rows = await orm
    .select({ row: dataSets, micros: microsOf(dataSets.createdAt) })
    .from(dataSets)
    .where(isBehind('data_sets', page))
    .orderBy(desc(dataSets.createdAt), dataSets.id)
    .limit(limit);
  if (
    rows.length === 0 &&
    after !== null &&
    isUuid(after) &&
    (await orm.$count(dataSets, eq(dataSets.id, after))) === 0
  )
    throw unknownDataSet();
  return pageOfPlaced(
    rows.map(({ row, micros }) => ({ info: dataSetInfo(row), micros })),
    limit,
  );
}

/** The newest, whatever is still being made or arrives, and what schedules take: newest first. */
export async function newestDataSets({ orm }: Pick<Database, 'orm'>, count: number): Promise<readonly DataSetInfo[]> {
  const newest = sql`select id from data_sets order by created_at desc, id limit ${count}`;
  const pinned = sql`select id from data_sets d where d.state in ('receiving', 'generating') or d.arriving
    or exists (select 1 from schedules s where s.data_set_id = d.id) order by created_at desc, id limit ${MOST_PINNED}`;
  const rows = await orm
    .select()
    .from(dataSets)
    .where(sql`id in ((${newest}) union (${pinned}))`)
    .orderBy(desc(dataSets.createdAt), dataSets.id);
  return rows.map(dataSetInfo);
}
