import { z } from 'zod';
import type { Change, LiveEvent } from '../live/change';
import { BATCH_QUEUES } from './batch-system';
import { dataSet } from './data-set-schema';
import { errorReport } from './error-report-schema';
import { job, jobDetail } from './job-schema';
import { NAMED_SCHEMAS } from './named-schemas';
import { schedule } from './schedule-schema';
import type { Wire } from './wire';

const system = z.object({
  database: z.enum(['embedded', 'postgresql']),
  /** `opening` while the database starts. */
  state: z.enum(['opening', 'ready', 'failed']),
  /** How long it has been in that state, ms. */
  sinceMs: z.number(),
  error: errorReport.nullable(),
});
/** How the batch system itself is. */
export type SystemInfo = Wire<typeof system>;

const worker = z.object({
  id: z.string(),
  name: z.string(),
  host: z.string(),
  pid: z.int(),
  queue: z.enum(BATCH_QUEUES),
  jobId: z.string().nullable(),
  chunk: z.int().nullable(),
  startedAt: z.iso.datetime(),
});
export type WorkerInfo = Wire<typeof worker>;

/** The newest of each kind that an overview lists; whoever wants more asks `/api/data-sets` or `/api/jobs`, page by page. */
export const OVERVIEW_ENTRIES = 100;
/** Of jobs, the newest of each schedule. */
export const OVERVIEW_OF_SCHEDULE = 50;

export const batchOverview = z
  .object({
    system,
    totals: z
      .object({ dataSets: z.int(), jobs: z.int(), schedules: z.int() })
      .describe(
        `How many there are. The lists hold the newest ${OVERVIEW_ENTRIES} of each, of jobs the newest of each schedule too, and whatever is not over; ` +
          'the rest by /api/data-sets and /api/jobs with ?limit and ?after.',
      ),
    dataSets: z.array(dataSet),
    jobs: z.array(job),
    schedules: z.array(schedule),
    workers: z.array(worker),
    /** The job the reader asked for with `?job=`; `null` when there is no such job (any more) or none was asked for. */
    detail: jobDetail.nullable(),
  })
  .register(NAMED_SCHEMAS, { id: 'ConsoleState' });
/** How the batch system is, each list newest first and bounded; of jobs those of the long queue. */
export type BatchOverview = Wire<typeof batchOverview>;

export type OverviewChange = Change<BatchOverview>;

/**
 * Events of `/api/console/events`: a `snapshot` first, or, when the reader's `Last-Event-ID` is still known, the changes since; then
 * every `change`.
 */
export type OverviewEvent = LiveEvent<BatchOverview>;
