import { desc, eq, getTableColumns, lte, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../db/database';
import { scheduleRuns, schedules } from '../../db/schema';
import { TrilaneError } from '../../errors';
import type { ScheduleInfo, ScheduleRunInfo } from '../../wire/schedule-schema';
import { runInfo } from './schedule-runs';
import { dueTimes, nextDueTimes } from './schedule-times';

const SHOWN_RUNS = 20;
const SHOWN_DUE_TIMES = 3;

type ScheduleRow = typeof schedules.$inferSelect;

/** Rows from the first part on that no run has taken. */
const WAITING_ROWS = sql<string | null>`(
  select d.rows - p.first_row from data_sets d join parts p on p.data_set_id = d.id and p.index = schedules.taken_parts
  where d.id = schedules.data_set_id)`;

/** Newest first, in two queries: all, or so many. */
export function listSchedules(database: Pick<Database, 'orm'>, count?: number): Promise<readonly ScheduleInfo[]> {
  if (count === undefined) return select(database, sql`true`);
  return select(database, sql`schedules.id in (select id from schedules order by created_at desc, id limit ${count})`);
}

/** @throws TrilaneError `unknown-schedule` */
export async function getSchedule(database: Pick<Database, 'orm'>, id: string): Promise<ScheduleInfo> {
  const [found] = await select(database, eq(schedules.id, id));
  if (!found) throw new TrilaneError('unknown-schedule', 'There is no such schedule (any more).');
  return found;
}

async function select({ orm }: Pick<Database, 'orm'>, which: SQL): Promise<readonly ScheduleInfo[]> {
  const place = sql<number>`row_number() over (partition by ${scheduleRuns.scheduleId} order by ${scheduleRuns.dueAt} desc)`;
  const ranked = orm
    .$with('ranked')
    .as(orm.select({ ...getTableColumns(scheduleRuns), place: place.as('place') }).from(scheduleRuns));
  const [rows, runs] = await Promise.all([
    orm
      .select({ row: schedules, waiting: WAITING_ROWS })
      .from(schedules)
      .where(which)
      .orderBy(desc(schedules.createdAt), schedules.id),
    orm.with(ranked).select().from(ranked).where(lte(ranked.place, SHOWN_RUNS)).orderBy(desc(ranked.dueAt)),
  ]);
  return rows.map(({ row, waiting }) =>
    scheduleInfo(row, Number(waiting ?? 0), runs.filter(({ scheduleId }) => scheduleId === row.id).map(runInfo)),
  );
}

function scheduleInfo(row: ScheduleRow, waitingRows: number, runs: readonly ScheduleRunInfo[]): ScheduleInfo {
  const { id, name, dataSetId, model, version, batchSize, workers, timing, active } = row;
  return {
    id,
    name,
    dataSetId,
    model,
    version,
    batchSize,
    workers,
    timing,
    active,
    nextDueAt: shownDueTimes(row),
    waitingRows,
    runs,
  };
}

/** Kept, as they are asked for several times a second and cost a fraction of a millisecond each. */
const KNOWN_DUE_TIMES = new Map<string, readonly string[]>();
const MOST_KNOWN = 1000;

function shownDueTimes({ timing, nextDueAt, active }: ScheduleRow): readonly string[] {
  if (!active || !nextDueAt) return [];
  const key = `${JSON.stringify(timing)} ${nextDueAt.getTime()}`;
  const known = KNOWN_DUE_TIMES.get(key);
  if (known) return known;
  const times = dueTimesFrom(timing, nextDueAt).map((at) => at.toISOString());
  if (KNOWN_DUE_TIMES.size >= MOST_KNOWN) KNOWN_DUE_TIMES.clear();
  KNOWN_DUE_TIMES.set(key, times);
  return times;
}

/** The next due times; none of a timing that this server cannot work out, so that the other schedules are still shown. */
function dueTimesFrom(timing: ScheduleRow['timing'], nextDueAt: Date): readonly Date[] {
  try {
    return [nextDueAt, ...nextDueTimes(dueTimes(timing), nextDueAt, nextDueAt, SHOWN_DUE_TIMES - 1)];
  } catch (error) {
    if (error instanceof TrilaneError && error.code === 'bad-schedule') return [];
    throw error;
  }
}
