import { and, desc, eq, inArray, lte, sql } from 'drizzle-orm';
import { type Database, inTransaction, type Transaction } from '../../db/database';
import { isUuid } from '../../db/is-uuid';
import { nextDueMs } from '../../db/next-due';
import { dataSets, jobs, parts, scheduleRuns, schedules } from '../../db/schema';
import { TrilaneError } from '../../errors';
import type { ScheduleRunInfo } from '../../wire/schedule-schema';
import { createScoreJob } from '../jobs/jobs';
import { fetchTimer, setTimer, untimedSchedules } from './schedule-timers';
import { dueTimes, passedTimes } from './schedule-times';

/** Runs of a schedule that are remembered. */
const KEPT_RUNS = 200;

export type ScheduleRow = typeof schedules.$inferSelect;
type RunRow = typeof scheduleRuns.$inferSelect;
type Outcome = Pick<RunRow, 'outcome' | 'rows' | 'jobId'>;

/** A request is changing the schedule at this moment. */
class ScheduleBusy extends Error {}

/** Answers all that are due. Meant to be called several times a second, by every server. @returns how many */
export async function serveDueSchedules(database: Database): Promise<number> {
  let count = 0;
  const waitMs = await nextDueMs(database, 'due');
  if (waitMs !== undefined && waitMs < 0) while (await serveDue(database)) count++;
  return count;
}

/**
 * Answers one schedule that is due, and sets its next timer, in one transaction: by however many servers this is called,
 * and wherever they are killed, a due time is answered once.
 * @returns false when none is due
 */
async function serveDue(database: Database): Promise<boolean> {
  let served: string | undefined;
  try {
    return await inTransaction(database, async (tx) => {
      served = await fetchTimer(database, tx);
      if (served === undefined) return false;
      await answer(database, tx, served, (schedule, dueAt) => run(database, tx, schedule, dueAt));
      return true;
    });
  } catch (error) {
    if (error instanceof ScheduleBusy) return false;
    // Such as a model that is no longer there: the due time counts as missed, or it would be tried for ever.
    if (served === undefined || !(error instanceof TrilaneError)) throw error;
    const id = served;
    // A time zone, say, that this Node.js does not know (any more): it has no due times to come.
    if (error.code === 'bad-schedule') await switchOff(database, id);
    else
      await inTransaction(database, (tx) =>
        answer(database, tx, id, async (_, dueAt) => {
          await note(tx, id, dueAt, { outcome: 'missed', missed: 1 });
        }),
      );
    return true;
  }
}

/** Leaves the due time as missed, and the schedule without another until somebody changes it. */
function switchOff(database: Database, id: string): Promise<void> {
  return inTransaction(database, async (tx) => {
    const schedule = await lockSchedule(tx, id);
    if (schedule.nextDueAt) await note(tx, id, schedule.nextDueAt, { outcome: 'missed', missed: 1 });
    await tx.orm.update(schedules).set({ active: false, nextDueAt: null }).where(eq(schedules.id, id));
    await setTimer(database, tx, id, null);
  });
}

/** A run at once, beside those that are due. @throws TrilaneError `unknown-schedule`, `unknown-model`, `unknown-version` */
export function runScheduleNow(database: Database, id: string): Promise<ScheduleRunInfo> {
  return inTransaction(database, async (tx) => {
    const schedule = await lockSchedule(tx, id);
    const dueAt = await momentNow(tx);
    await run(database, tx, schedule, dueAt);
    const [made] = await tx.orm
      .select()
      .from(scheduleRuns)
      .where(and(eq(scheduleRuns.scheduleId, id), eq(scheduleRuns.dueAt, dueAt)));
    if (!made) throw new TrilaneError('internal', 'The run was not written down.');
    return runInfo(made);
  });
}

/** Gives active schedules that have lost their timer a new one. */
export async function restoreTimers(database: Database): Promise<void> {
  for (const { id } of await untimedSchedules(database)) {
    await inTransaction(database, async (tx) => {
      const [schedule] = await tx.orm.select().from(schedules).where(eq(schedules.id, id)).for('update');
      if (schedule?.active && schedule.nextDueAt) await setTimer(database, tx, id, schedule.nextDueAt);
    });
  }
}

export function runInfo({ dueAt, outcome, missed, rows, jobId }: RunRow): ScheduleRunInfo {
  return { dueAt: dueAt.toISOString(), outcome, missed, rows, jobId };
}

/** The schedule, which nobody else changes until the transaction ends. @throws TrilaneError `unknown-schedule` */
export async function lockSchedule(tx: Transaction, id: string): Promise<ScheduleRow> {
  const [schedule] = isUuid(id) ? await tx.orm.select().from(schedules).where(eq(schedules.id, id)).for('update') : [];
  if (!schedule) throw new TrilaneError('unknown-schedule', 'There is no such schedule (any more).');
  return schedule;
}

/** By the database's clock, in whole ms. */
export async function momentNow(tx: Transaction): Promise<Date> {
  const { rows } = await tx.orm.execute<{ ms: string }>(
    sql`select floor(extract(epoch from clock_timestamp()) * 1000)::text as ms`,
  );
  return new Date(Number(rows[0]?.ms));
}

async function answer(
  database: Database,
  tx: Transaction,
  id: string,
  serve: (schedule: ScheduleRow, dueAt: Date) => Promise<void>,
): Promise<void> {
  const same = eq(schedules.id, id);
  // Whoever changes a schedule locks it first and its timer then; waiting for each other would last for ever.
  const [schedule] = await tx.orm.select().from(schedules).where(same).for('update', { skipLocked: true });
  if (!schedule && (await tx.orm.select({ id: schedules.id }).from(schedules).where(same)).length > 0) {
    throw new ScheduleBusy();
  }
  if (!schedule?.active || !schedule.nextDueAt) return setTimer(database, tx, id, null);
  const now = await momentNow(tx);
  // A timer from before the schedule was changed.
  if (now < schedule.nextDueAt) return setTimer(database, tx, id, schedule.nextDueAt);
  const times = dueTimes(schedule.timing);
  const { last, before } = passedTimes(times, schedule.nextDueAt, now);
  if (before > 0) await note(tx, id, schedule.nextDueAt, { outcome: 'missed', missed: before });
  await serve(schedule, last);
  const nextDueAt = times.next(now, last);
  await tx.orm.update(schedules).set({ nextDueAt }).where(same);
  await setTimer(database, tx, id, nextDueAt);
  await forgetOldRuns(tx, id);
}

/** One run; nothing when that due time has been answered already. */
async function run(database: Database, tx: Transaction, schedule: ScheduleRow, dueAt: Date): Promise<void> {
  const isFirst = await note(tx, schedule.id, dueAt, { outcome: 'nothing-new' });
  if (!isFirst) return;
  const outcome = await start(database, tx, schedule);
  await tx.orm
    .update(scheduleRuns)
    .set(outcome)
    .where(and(eq(scheduleRuns.scheduleId, schedule.id), eq(scheduleRuns.dueAt, dueAt)));
}

/** A job over what has arrived since the last one, unless that is still at work: then it stays for the next run. */
async function start(database: Database, tx: Transaction, schedule: ScheduleRow): Promise<Outcome> {
  const { id: scheduleId, model, version, batchSize, workers, takenParts } = schedule;
  const [set] = await tx.orm.select().from(dataSets).where(eq(dataSets.id, schedule.dataSetId));
  if (set?.state !== 'ready' || set.parts <= takenParts) return { outcome: 'nothing-new', rows: 0, jobId: null };
  const [open] = await tx.orm
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.scheduleId, scheduleId), inArray(jobs.state, ['queued', 'running', 'paused'])))
    .limit(1);
  if (open) return { outcome: 'overlap', rows: 0, jobId: null };
  const [first] = await tx.orm
    .select({ firstRow: parts.firstRow })
    .from(parts)
    .where(and(eq(parts.dataSetId, set.id), eq(parts.index, takenParts)));
  const jobId = await createScoreJob(database, tx, {
    target: { modelId: model, versionId: version },
    dataSet: { id: set.id, name: set.name, checksum: set.checksum },
    firstPart: takenParts,
    endPart: set.parts,
    batchSize,
    workers,
    scheduleId,
  });
  await tx.orm.update(schedules).set({ takenParts: set.parts }).where(eq(schedules.id, scheduleId));
  return { outcome: 'started', rows: set.rows - (first?.firstRow ?? 0), jobId };
}

/** @returns false when there is a run of that due time already; it stays as it is */
async function note(
  tx: Transaction,
  scheduleId: string,
  dueAt: Date,
  run: Pick<RunRow, 'outcome'> & { readonly missed?: number },
): Promise<boolean> {
  const made = await tx.orm
    .insert(scheduleRuns)
    .values({ scheduleId, dueAt, ...run })
    .onConflictDoNothing()
    .returning({ dueAt: scheduleRuns.dueAt });
  return made.length > 0;
}

async function forgetOldRuns(tx: Transaction, scheduleId: string): Promise<void> {
  const oldest = tx.orm
    .select({ dueAt: scheduleRuns.dueAt })
    .from(scheduleRuns)
    .where(eq(scheduleRuns.scheduleId, scheduleId))
    .orderBy(desc(scheduleRuns.dueAt))
    .offset(KEPT_RUNS)
    .limit(1);
  await tx.orm
    .delete(scheduleRuns)
    .where(and(eq(scheduleRuns.scheduleId, scheduleId), lte(scheduleRuns.dueAt, oldest)));
}
