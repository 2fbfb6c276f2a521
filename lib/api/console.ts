import 'server-only';
import { z } from 'zod';
import type { ConsoleHub } from '../batch/console/console-hub';
import { BATCH_QUEUES, type ConsoleState } from '../engine/wire/console';
import { JSON_TYPE } from '../engine/wire/oip';
import { SECURITY_HEADERS } from './security-headers';
import { jsonAnswer } from './answer';
import { eventStream } from './batch-stream';
import { watchedJobOf } from './console-request';
import { dataSet } from './data-set-schemas';
import { job, jobDetail } from './jobs-schemas';
import type { Route } from './route';
import { schedule } from './schedules-schemas';
import { NAMED_SCHEMAS } from './schema-registry';
import { errorReport } from './schemas';

export interface ConsoleServices {
  readonly console: Pick<ConsoleHub, 'events' | 'state'>;
}

const HEARTBEAT_MS = 15_000;

const consoleState = z
  .object({
    system: z.object({
      database: z.enum(['embedded', 'postgresql']),
      state: z.enum(['opening', 'ready', 'failed']),
      sinceMs: z.number(),
      error: errorReport.nullable(),
    }),
    dataSets: z.array(dataSet),
    jobs: z.array(job),
    schedules: z.array(schedule),
    workers: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        host: z.string(),
        pid: z.int(),
        queue: z.enum(BATCH_QUEUES),
        jobId: z.string().nullable(),
        chunk: z.int().nullable(),
        startedAt: z.iso.datetime(),
      }),
    ),
    detail: jobDetail.nullable(),
  })
  .register(NAMED_SCHEMAS, { id: 'ConsoleState' }) satisfies z.ZodType<ConsoleState>;

/** `/api/console`: all of the batch system, once or as a stream. */
export function consoleRoutes({ console }: ConsoleServices, heartbeatMs: number = HEARTBEAT_MS): Route[] {
  return [
    {
      method: 'get',
      path: '/api/console',
      id: 'getConsole',
      tag: 'Batch system',
      summary: 'How the batch system is',
      description: 'With ?job the detail of that job too. Also while the database opens or fails: "system" says so.',
      answers: [{ status: 200, description: 'Everything.', content: { [JSON_TYPE]: consoleState } }],
      errors: ['unknown-parameter'],
      handler: async (context) => jsonAnswer(await console.state(watchedJobOf(context))),
    },
    {
      method: 'get',
      path: '/api/console/events',
      id: 'followConsole',
      tag: 'Batch system',
      summary: 'Follow the batch system',
      description:
        'Server-sent events: a snapshot, then each change. With Last-Event-ID what was missed comes first, or a snapshot where ' +
        'that is no longer known. With ?job the detail of that job too.',
      answers: [{ status: 200, description: 'The events.', content: { 'text/event-stream': null } }],
      errors: ['unknown-parameter'],
      handler: (context) => {
        const jobId = watchedJobOf(context);
        const lastEventId = context.req.header('last-event-id') ?? null;
        const closed = new AbortController();
        const events = console.events({ jobId, lastEventId, signal: closed.signal });
        // `no-transform` and `X-Accel-Buffering` keep compression and proxies from holding events back.
        return new Response(eventStream(events, closed, heartbeatMs), {
          headers: {
            ...SECURITY_HEADERS,
            'content-type': 'text/event-stream; charset=utf-8',
            'cache-control': 'no-store, no-transform',
            'x-accel-buffering': 'no',
          },
        });
      },
    },
  ];
}
