import 'server-only';
import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';
import { JSON_TYPE } from '../engine/wire/oip';
import { TrilaneError } from '../errors';
import { SETUP_LIMITS, scheduleMs } from '../experiment/setup-limits';
import { findModel, findVersion } from '../model';
import type { Services } from '../services/services';
import { encodeLoadRunEvent, type LoadRunEvent, NDJSON_TYPE } from '../wire/load-run';
import { loadRunRequestWithin } from '../wire/load-run-schema';
import type { WorkloadSpec } from '../workload/workload';
import { bodyOf } from './request';
import type { Route } from './route';
import { SECURITY_HEADERS } from './security-headers';
import { breakOff } from './streams';

const loadRunRequest = loadRunRequestWithin(SETUP_LIMITS);

/** `/api/load-runs`: the generator on the server, its measurements as they come. */
export function loadRunRoutes({ generator }: Pick<Services, 'generator'>): Route[] {
  return [
    {
      method: 'post',
      path: '/api/load-runs',
      id: 'runLoad',
      tag: 'Measuring',
      summary: 'Play a workload into the online lane',
      description:
        'From a process of its own on the server, for loads that a browser cannot make: a browser opens six connections to a host. ' +
        'The answer is a stream of JSON lines: started, measurements about four times a second, then done or failed. ' +
        'Closing the connection ends the run. One run at a time.',
      requestBody: { description: 'What to play.', content: { [JSON_TYPE]: loadRunRequest } },
      answers: [{ status: 200, description: 'One event a line.', content: { [NDJSON_TYPE]: null } }],
      errors: [
        'malformed-json',
        'malformed-request',
        'wrong-media-type',
        'too-few-samples',
        'too-many-samples',
        'run-too-long',
        'unknown-model',
        'unknown-version',
        'too-large',
        'queue-full',
        'server-unreachable',
      ],
      handler: async (context) => {
        const { model, version, workload, conditions, timeoutMs } = await bodyOf(context, loadRunRequest);
        const target = { modelId: model, versionId: version };
        findVersion(target);
        requireFeasible(workload, findModel(model).samples.count);
        const run = { target, workload, conditions, timeoutMs: timeoutMs ?? null, port: portOf(context) };
        const left = new AbortController();
        const events = generator.start(run, left.signal);
        return new Response(eventStream(context, events[Symbol.asyncIterator](), left), {
          headers: { ...SECURITY_HEADERS, 'content-type': NDJSON_TYPE, 'cache-control': 'no-store, no-transform' },
        });
      },
    },
  ];
}

/** The bounds a schema cannot say, or that have a code of their own. @throws TrilaneError */
function requireFeasible({ arrivals, loop, length, sampleCount }: WorkloadSpec, shipped: number): void {
  const most = length.by === 'count' ? length.count : length.most;
  const { min, max } = SETUP_LIMITS.count;
  if (most < min) throw new TrilaneError('too-few-samples', `A run needs at least ${min} sample, not ${most}.`);
  if (most > max) throw new TrilaneError('too-many-samples', `A run may have up to ${max} samples, not ${most}.`);
  if (sampleCount !== shipped) {
    throw new TrilaneError(
      'malformed-request',
      `This model comes with ${shipped} test samples, not ${sampleCount} (at workload.sampleCount).`,
    );
  }
  if (arrivals.pattern === 'trace' && arrivals.traceMs.length === 0) {
    throw new TrilaneError('malformed-request', 'A trace needs at least one gap (at workload.arrivals.traceMs).');
  }
  const lastsMs = scheduleMs({
    ...arrivals,
    loop: loop.kind,
    count: most,
    durationMs: length.by === 'time' ? length.durationMs : null,
  });
  if (lastsMs > SETUP_LIMITS.scheduleMs) {
    throw new TrilaneError(
      'run-too-long',
      `This workload would last about ${Math.round(lastsMs / 60_000)} minutes; ${SETUP_LIMITS.scheduleMs / 60_000} is the most.`,
    );
  }
}

/**
 * The port this server listens on: from the connection itself, or under Next, which hides it, from where Next keeps it.
 * Never from what the request says: a forged `Host` must not send the generator elsewhere.
 * @throws TrilaneError `server-unreachable`
 */
function portOf({ env }: Context): number {
  const { incoming } = (env ?? {}) as { incoming?: IncomingMessage };
  const port = incoming?.socket.localPort ?? Number(process.env.PORT);
  if (Number.isInteger(port) && port > 0) return port;
  throw new TrilaneError(
    'server-unreachable',
    'This server does not know its own port, so its generator cannot reach it. Let the browser send the load, or run Trilane with npm start.',
  );
}

/** @param left aborted when the reader goes away, which ends the run */
function eventStream(
  context: Context,
  events: AsyncIterator<LoadRunEvent>,
  left: AbortController,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      try {
        const event = await events.next();
        // Nobody reads it any more.
        if (left.signal.aborted) return;
        if (event.done) controller.close();
        else controller.enqueue(encoder.encode(encodeLoadRunEvent(event.value)));
      } catch (error) {
        breakOff(context, controller, error);
      }
    },
    cancel: () => left.abort(),
  });
}
