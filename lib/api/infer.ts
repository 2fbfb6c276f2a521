import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';
import { type InferRequest, decodeInferRequest, encodeInferResponse, HEADER_LENGTH } from '../engine/wire/oip';
import { reportOf, TrilaneError } from '../errors';
import type { Manifest, ModelEntry, ModelTarget } from '../model/manifest';
import type { PoolResult } from '../engine/server/version-queue';
import type { VersionMetrics } from '../server/metrics';
import { SECURITY_HEADERS } from '../server/security-headers';
import type { Services } from '../server/services';
import { createAnswerHeads, type AnswerHeads } from './infer-answer';
import { oipErrorResponse } from './problem';
import { MOST_BODY_BYTES, readBody } from './read-body';

/** What a request for one model version needs, prepared once: this is the hot path. */
interface Prepared {
  readonly model: ModelEntry;
  readonly target: ModelTarget;
  readonly heads: AnswerHeads;
  readonly metrics: VersionMetrics;
}

/** `POST /v2/models/:model[/versions/:version]/infer`. */
export function createInferHandler(services: Services): (context: Context) => Promise<Response> {
  const models = prepare(services);
  return async (context) => {
    let prepared: Prepared | undefined;
    try {
      prepared = models.find(context.req.param('model') ?? '', context.req.param('version'));
      const { model, target, heads, metrics } = prepared;
      const { raw } = context.req;
      const body = await readBody(raw);
      // The clock of `total` starts here: the upload is part of the transfer, which the caller sees.
      const startMs = performance.now();
      const request = decodeInferRequest(raw.headers.get(HEADER_LENGTH), raw.headers.get('content-type'), body, model);
      const result = await services.pool.infer(target, request.inputs, callerOf(context));
      return answer(request, result, prepared, startMs);
    } catch (error) {
      prepared?.metrics.failed(reportOf(error).code);
      return oipErrorResponse(error);
    }
  };
}
