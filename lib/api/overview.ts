import 'server-only';
import type { OverviewHub } from '../batch/overview/overview-hub';
import { JSON_TYPE } from '../engine/wire/oip';
import { batchOverview } from '../wire/overview-schema';
import { jsonAnswer } from './answer';
import type { Route } from './route';
import { SECURITY_HEADERS } from './security-headers';
import { eventStream } from './streams';
import { JOB_QUERY, watchedJobOf } from './watched-job';

export interface OverviewServices {
  readonly overview: Pick<OverviewHub, 'events' | 'state'>;
}

const HEARTBEAT_MS = 15_000;

/** `/api/console`: all of the batch system, once or as a stream. */
export function overviewRoutes({ overview }: OverviewServices, heartbeatMs: number = HEARTBEAT_MS): Route[] {
  return [
    {
      method: 'get',
      path: '/api/console',
      id: 'getConsole',
      tag: 'Batch system',
      summary: 'How the batch system is',
      description: 'With ?job the detail of that job too. Also while the database opens or fails: "system" says so.',
      query: JOB_QUERY,
      answers: [{ status: 200, description: 'Everything.', content: { [JSON_TYPE]: batchOverview } }],
      errors: ['unknown-parameter'],
      handler: async (context) => jsonAnswer(await overview.state(watchedJobOf(context))),
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
      query: JOB_QUERY,
      headers: { 'Last-Event-ID': 'Of the last event that was read.' },
      answers: [{ status: 200, description: 'The events.', content: { 'text/event-stream': null } }],
      errors: ['unknown-parameter'],
      handler: (context) => {
        const topic = watchedJobOf(context);
        const lastEventId = context.req.header('last-event-id') ?? null;
        const closed = new AbortController();
        const events = overview.events({ topic, lastEventId, signal: closed.signal });
        // `no-transform` and `X-Accel-Buffering` keep compression and proxies from holding events back.
        return new Response(eventStream(context, events, closed, heartbeatMs), {
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
