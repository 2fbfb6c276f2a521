import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { type Database, inTransaction } from '../../db/database';
import { isUuid } from '../../db/is-uuid';
import { dataSets, schedules } from '../../db/schema';
import { findVersion } from '../../model';
import type { ScheduleChange, ScheduleRequest } from '../../wire/schedule-schema';
import { requireRowsFor } from '../rows/known-data-set';
import { lockSchedule, momentNow } from './schedule-runs';
import { setTimer } from './schedule-timers';
import { dueTimes } from './schedule-times';

/**
 * Its first run takes all that there is, each further one what has arrived since.
 * @returns its id
 * @throws TrilaneError `bad-schedule`, `unknown-data-set`, `data-set-not-ready`, `wrong-input` (rows for another model),
 *   `unknown-model`, `unknown-version`
 */
export async function createSchedule(database: Database, request: ScheduleRequest): Promise<string> {
  const { name, dataSet: dataSetId, model, version, batchSize, workers, timing } = request;
  findVersion({ modelId: model, versionId: version });
  const times = dueTimes(timing);
  return inTransaction(database, async (tx) => {
    const [set] = isUuid(dataSetId)
      ? await tx.orm.select().from(dataSets).where(eq(dataSets.id, dataSetId)).for('share')
      : [];
    requireRowsFor(set, model);
    const now = await momentNow(tx);
    const nextDueAt = times.next(now, now);
    const id = randomUUID();
    await tx.orm.insert(schedules).values({
      id,
      name,
      dataSetId,
      model,
      version,
      batchSize: batchSize ?? null,
      workers: workers ?? 1,
      timing,
      nextDueAt,
    });
    await setTimer(database, tx, id, nextDueAt);
    return id;
  });
}

/** A change of timing, or making it active again, counts from now. @throws TrilaneError `unknown-schedule`, `bad-schedule` */
export function changeSchedule(database: Database, id: string, change: ScheduleChange): Promise<void> {
  return inTransaction(database, async (tx) => {
    const before = await lockSchedule(tx, id);
    const timing = change.timing ?? before.timing;
    const active = change.active ?? before.active;
    const isNew = change.timing !== undefined || active !== before.active;
    const now = await momentNow(tx);
    const dueAt = isNew ? dueTimes(timing).next(now, now) : before.nextDueAt;
    const nextDueAt = active ? dueAt : null;
    const known = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    await tx.orm
      .update(schedules)
      .set({ ...known, nextDueAt })
      .where(eq(schedules.id, id));
    if (isNew) await setTimer(database, tx, id, nextDueAt);
  });
}

/** The jobs that it started stay. @throws TrilaneError `unknown-schedule` */
export function deleteSchedule(database: Database, id: string): Promise<void> {
  return inTransaction(database, async (tx) => {
    await lockSchedule(tx, id);
    await setTimer(database, tx, id, null);
    await tx.orm.delete(schedules).where(eq(schedules.id, id));
  });
}
