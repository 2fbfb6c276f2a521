import { desc, sql } from 'drizzle-orm';
import type { Database } from '../../db/database';
import { dataSets } from '../../db/schema';
import type { DataSetInfo } from '../../wire/data-set-schema';
import type { Page } from '../../wire/page-query';
import { unknownDataSet } from '../rows/known-data-set';
import { dataSetInfo } from './data-set-info';

/** The most that are listed though they are not among the newest. */
const MOST_PINNED = 200;

/** Newest first: all, or a page of them. @throws TrilaneError `unknown-data-set` where the page is to follow one that is no more */
export async function listDataSets({ orm }: Pick<Database, 'orm'>, page?: Page): Promise<readonly DataSetInfo[]> {
  const ordered = orm.select().from(dataSets).orderBy(desc(dataSets.createdAt), dataSets.id);
  if (!page) return (await ordered).map(dataSetInfo);
  if (page.after === null) return (await ordered.limit(page.limit)).map(dataSetInfo);
  const last = sql`select created_at, id from data_sets where id = ${page.after}`;
  const isLater = sql`exists (select 1 from (${last}) l where data_sets.created_at < l.created_at
    or (data_sets.created_at = l.created_at and data_sets.id > l.id))`;
  const rows = await orm
    .select()
    .from(dataSets)
    .where(isLater)
    .orderBy(desc(dataSets.createdAt), dataSets.id)
    .limit(page.limit);
  if (rows.length === 0 && (await orm.$count(dataSets, sql`id = ${page.after}`)) === 0) throw unknownDataSet();
  return rows.map(dataSetInfo);
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
