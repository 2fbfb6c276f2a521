import { z } from 'zod';
import { EVERY_SECONDS, RUN_OUTCOMES } from './batch-system';
import { batchSize, workerCount } from './job-schema';
import { NAMED_SCHEMAS } from './named-schemas';
import { isName, MOST_NAME, NAME_RULE, shownName } from './shown-name';
import type { Wire } from './wire';

const timing = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('every'), seconds: z.int().min(EVERY_SECONDS.least).max(EVERY_SECONDS.most) }),
    z.strictObject({
      kind: z.literal('cron'),
      cron: z
        .string()
        .max(100)
        .describe(
          'Five fields, or six with seconds first. A day of the month and a day of the week: either will do. Where hours are ' +
            'named, a time that the clocks skip is due right after the jump, and one that comes twice the first time only; ' +
            'a line for every hour is due whenever the clock shows its minute.',
        ),
      timeZone: z.string().max(60).describe('Such as Europe/Berlin.'),
    }),
  ])
  .register(NAMED_SCHEMAS, { id: 'ScheduleTiming' });
export type ScheduleTiming = Wire<typeof timing>;

const name = z
  .string()
  .overwrite(shownName)
  .refine(isName, NAME_RULE)
  .meta({ minLength: 1, maxLength: MOST_NAME, description: 'What cannot be seen of it is left out.' });

export const scheduleRequest = z
  .strictObject({
    name,
    dataSet: z.string().describe('Its id. Each run takes what has arrived since the last one.'),
    model: z.string(),
    version: z.string(),
    batchSize: batchSize.optional(),
    workers: workerCount.optional(),
    timing,
  })
  .register(NAMED_SCHEMAS, { id: 'ScheduleRequest' });
/** What `POST /api/schedules` takes. */
export type ScheduleRequest = Wire<typeof scheduleRequest>;

export const scheduleChange = z
  .strictObject({
    name: name.optional(),
    active: z.boolean().optional(),
    timing: timing.optional(),
    batchSize: batchSize.nullable().optional(),
    workers: workerCount.optional(),
  })
  .register(NAMED_SCHEMAS, { id: 'ScheduleChange' });
/** What of a schedule may be changed. */
export type ScheduleChange = Wire<typeof scheduleChange>;

export const scheduleRun = z
  .object({
    dueAt: z.iso.datetime(),
    outcome: z
      .enum(RUN_OUTCOMES)
      .describe(
        'nothing-new: no row had arrived. overlap: its last job was not over. missed: nobody was there to run it.',
      ),
    missed: z.int().describe('Of missed: how many due times passed, this one the first.'),
    rows: z.int(),
    jobId: z.string().nullable(),
  })
  .register(NAMED_SCHEMAS, { id: 'ScheduleRun' });
export type ScheduleRunInfo = Wire<typeof scheduleRun>;

export const schedule = z
  .object({
    id: z.string(),
    name: z.string(),
    dataSetId: z.string(),
    model: z.string(),
    version: z.string(),
    batchSize: z.int().nullable(),
    workers: z.int(),
    timing,
    active: z.boolean(),
    nextDueAt: z.array(z.iso.datetime()).describe('The next due times, soonest first.'),
    waitingRows: z.int().describe('Rows that have arrived since its last run.'),
    runs: z.array(scheduleRun).describe('Newest first, the last twenty.'),
  })
  .register(NAMED_SCHEMAS, { id: 'Schedule' });
export type ScheduleInfo = Wire<typeof schedule>;

export const scheduleList = z.object({ schedules: z.array(schedule) }).register(NAMED_SCHEMAS, { id: 'ScheduleList' });
