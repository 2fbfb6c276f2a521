import 'server-only';
import { requireOperator } from '../access/access';
import { requireRoom } from '../batch/room';
import { runScheduleNow } from '../batch/schedules/schedule-runs';
import { getSchedule, listSchedules } from '../batch/schedules/schedule-views';
import { changeSchedule, createSchedule, deleteSchedule } from '../batch/schedules/schedules';
import { scheduleChange, scheduleRequest } from '../wire/schedule-schema';
import { jsonAnswer } from './answer';
import { callerOf } from './caller';
import { bodyOf, idOf, noContent } from './request';
import type { Route } from './route';
import { SCHEDULE_OPERATIONS } from './schedule-operations';
import type { SystemServices } from './watched-job';

const SCHEDULES = 'To make, change or run a schedule';

/** `/api/schedules`: jobs at regular intervals. */
export function scheduleRoutes({ system }: SystemServices): Route[] {
  const database = async () => (await system.open()).database;
  const { list, create, change, delete: remove, run } = SCHEDULE_OPERATIONS;
  return [
    { ...list, handler: async () => jsonAnswer({ schedules: await listSchedules(await database()) }) },
    {
      ...create,
      handler: async (context) => {
        requireOperator(callerOf(context), SCHEDULES);
        await requireRoom(await database(), callerOf(context), { schedules: 1, bytes: 0 }, system.dataRoot);
        const id = await createSchedule(await database(), await bodyOf(context, scheduleRequest));
        system.nudge();
        const answer = jsonAnswer(await getSchedule(await database(), id), 201);
        answer.headers.set('location', `/api/schedules/${id}`);
        return answer;
      },
    },
    {
      ...change,
      handler: async (context) => {
        requireOperator(callerOf(context), SCHEDULES);
        await changeSchedule(await database(), idOf(context), await bodyOf(context, scheduleChange));
        system.nudge();
        return jsonAnswer(await getSchedule(await database(), idOf(context)));
      },
    },
    {
      ...remove,
      handler: async (context) => {
        requireOperator(callerOf(context), SCHEDULES);
        await deleteSchedule(await database(), idOf(context));
        system.nudge();
        return noContent();
      },
    },
    {
      ...run,
      handler: async (context) => {
        requireOperator(callerOf(context), SCHEDULES);
        const made = await runScheduleNow(await database(), idOf(context));
        system.nudge();
        return jsonAnswer(made);
      },
    },
  ];
}
