import 'server-only';
import { type Context, Hono } from 'hono';
import { z } from 'zod';

import type { LabJobRequest, LabJobs } from '../batch/lab/lab-jobs';
import { labResultsCsv } from '../batch/lab/lab-results-csv';
import { openLabJobMessage, tensorOf } from '../engine/wire/lab-job-message';

import { BINARY_TYPE, encodeInferResponse, HEADER_LENGTH, JSON_TYPE } from '../engine/wire/oip';
import { clientOf, REQUEST_ID } from '../engine/wire/request-id';
import { TrilaneError } from '../errors';
import { findModel } from '../model';
import { encodeEvent } from '../wire/event-stream';
import { isFinished, LARGEST_JOB_BYTES, requireSampleCount } from '../wire/lab-job';
import { type LabJob, labBatchSize, labJobRequest } from '../wire/lab-job-schema';
import { METER_HEADER } from '../wire/meter';
import { callerOf } from './caller';
import { requireFiniteRows } from './finite-rows';
import { LAB_JOB_QUERY } from './lab-job-operations';
import { OwnedLabJobs } from './owned-lab-jobs';
import { errorResponse } from './problem';
import { readBody } from './read-body';
import { checked, jsonOf, mediaTypeOf } from './request';
import { eventStream, streamOf } from './streams';

const HEARTBEAT_MS = 15_000;

/** In the parameters of a binary request others may stand too, such as `binary_data_output`. */
const PARAMETERS = z.object({
  model: z.string().optional(),
  version: z.string().optional(),
  batch_size: labBatchSize.optional(),
});

export interface LabJobRouteOptions {
  readonly heartbeatMs?: number;
  readonly ownerAwayMs?: number;
  readonly onJob?: (id: string, meter: string | undefined) => void;
  /** With whose jobs a job takes turns; absent: with those of the client that its request names. */
  readonly senderOf?: (context: Context) => string | undefined;
}

/** `/api/batches`: jobs over an uploaded tensor or over test samples, their progress, answers and cancelling. */
export function labJobRoutes(
  service: LabJobs,
  {
    heartbeatMs = HEARTBEAT_MS,
    ownerAwayMs,
    onJob = () => {},
    senderOf = (context) => clientOf(context.req.header(REQUEST_ID)),
  }: LabJobRouteOptions = {},
): Hono {
  const routes = new Hono();
  const owned = new OwnedLabJobs((id) => service.cancel(id), ownerAwayMs);
  routes.onError((error) => errorResponse('/api/batches', error));

  routes.post('/', async (context) => {
    const query = checked(LAB_JOB_QUERY, context.req.query(), 'unknown-parameter');
    const request = mediaTypeOf(context) === BINARY_TYPE ? await tensorJob(context, query) : await samplesJob(context);
    const name = context.req.header(REQUEST_ID) || undefined;
    const { visitor: owner, isOperator, score } = callerOf(context);
    const { input } = request;
    if (!isOperator) score?.(input.kind === 'tensor' ? (input.tensor.shape[0] ?? 0) : input.count);
    const wanted = { ...request, name, owner, sender: senderOf(context) };
    const job = await service.submit(wanted, (id) => onJob(id, context.req.header(METER_HEADER)));
    const location = `${new URL(context.req.url).pathname.replace(/\/+$/, '')}/${job.id}`;
    return context.json(job, 202, { location, 'cache-control': 'no-store' });
  });
  routes.get('/', async (context) =>
    context.json({ jobs: await service.list() }, 200, { 'cache-control': 'no-store' }),
  );
  routes.get('/:id', async (context) =>
    context.json(await service.get(context.req.param('id')), 200, { 'cache-control': 'no-store' }),
  );
  routes.delete('/:id', async (context) => {
    await service.cancel(context.req.param('id'), callerOf(context));
    return context.body(null, 204);
  });
  routes.get('/:id/events', async (context) => {
    const id = context.req.param('id');
    const afterId = Number(context.req.header('last-event-id') ?? 0) || 0;
    const closed = new AbortController();
    const events = service.events(id, { signal: closed.signal, afterId })[Symbol.asyncIterator]();
    // Looking at the job first makes an unknown one a 404 rather than a broken stream.
    const { state } = await service.get(id);
    if (isFinished(state)) {
      const only = await events.next();
      await events.return?.(undefined);
      // The reader has seen the end already: "no content" keeps a browser from connecting again and again.
      if (only.done) return context.body(null, 204);
      return eventResponse(encodeEvent(only.value));
    }
    // Whoever may not cancel it cannot do so by coming and going, either.
    if (context.req.query('owner') !== undefined && (await service.isOwn(id, callerOf(context))))
      owned.own(id, closed.signal);
    return eventResponse(eventStream(context, events, closed, heartbeatMs));
  });
  routes.get('/:id/results.csv', async (context) => {
    const results = await service.results(context.req.param('id'));
    const rows = labResultsCsv(results, findModel(results.job.model));
    return new Response(streamOf(context, rows), {
      headers: {
        'content-type': 'text/csv; charset=utf-8; header=present',
        'content-disposition': `attachment; filename="${fileNameOf(results.job)}"`,
        'cache-control': 'no-store',
      },
    });
  });
  routes.get('/:id/results', async (context) => {
    const { job, outputs } = await service.results(context.req.param('id'));
    const target = { modelId: job.model, versionId: job.version };
    const { headers, body } = encodeInferResponse(outputs, findModel(job.model).output, target, { id: job.id });
    return new Response(body, { headers: { ...headers, 'cache-control': 'no-store' } });
  });
  return routes;
}

type Query = z.infer<typeof LAB_JOB_QUERY>;

async function tensorJob(context: Context, query: Query): Promise<LabJobRequest> {
  const headerLength = context.req.header(HEADER_LENGTH);
  const body = await readBody(context.req.raw, LARGEST_JOB_BYTES, Number(headerLength) || 0);
  const message = openLabJobMessage(headerLength, body);
  const {
    model: modelId,
    version,
    batch_size,
  } = { ...checked(PARAMETERS, message.parameters, 'malformed-request'), ...query };
  if (modelId === undefined)
    throw new TrilaneError(
      'malformed-request',
      'Which model? Say ?model=… in the address, or "model" in the parameters.',
    );
  const model = findModel(modelId);
  const tensor = tensorOf(message, 'inputs', model.input);
  await requireFiniteRows(tensor);
  return {
    target: { modelId, versionId: version ?? model.defaultVersion },
    batchSize: batch_size ?? null,
    input: { kind: 'tensor', tensor },
  };
}

async function samplesJob(context: Context): Promise<LabJobRequest> {
  const type = mediaTypeOf(context);
  if (type !== JSON_TYPE)
    throw new TrilaneError(
      'wrong-media-type',
      `Send ${JSON_TYPE} or ${BINARY_TYPE}, not ${type.slice(0, 60) || 'nothing'}.`,
    );
  const request = checked(labJobRequest, await jsonOf(context), 'malformed-request');
  const { model, version, count, seed = 1, batchSize } = request;
  requireSampleCount(count);
  const target = { modelId: model, versionId: version ?? findModel(model).defaultVersion };
  return { target, batchSize: batchSize ?? null, input: { kind: 'samples', count, seed } };
}

function eventResponse(body: string | ReadableStream<Uint8Array>): Response {
  // `no-transform` and `X-Accel-Buffering` keep compression and proxies from holding events back.
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}

function fileNameOf({ model, version, id }: LabJob): string {
  return `${model}-${version}-${id.slice(0, 8)}.csv`;
}
