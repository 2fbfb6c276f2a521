import type { PoolInferOptions } from '../engine/server/inference-pool';
import type { OipMessage } from '../engine/wire/oip';
import { createResponseEncoder } from '../engine/wire/oip-response-encoder';
import { createSeenRequests, type SeenRequests } from '../engine/wire/request-id';
import { reportOf } from '../errors';
import type { ModelEntry, ModelTarget } from '../model/manifest';
import type { Services } from '../services/services';
import type { Payer } from '../services/work-ledger';
import { findTarget } from './find-target';

/** The caller of an inference: how the pool learns that it has gone, by what name its request is known, and which meter pays. */
export interface InferCaller extends PoolInferOptions {
  readonly requestId?: string | null | undefined;
  readonly meter?: Payer;
}

/** Runs inference requests for one model version, for any mount. */
export interface InferOperation {
  /**
   * @param headerLength the header `Inference-Header-Content-Length`, if any
   * @param write makes what the caller wants of the answer. The body is on loan: it is overwritten when `write` has returned
   * @throws TrilaneError for a request that cannot be answered; it has been counted
   */
  run<Written>(
    headerLength: string | null | undefined,
    contentType: string | null | undefined,
    body: Uint8Array,
    caller: InferCaller,
    write: (answer: OipMessage, serverTiming: string) => Written,
  ): Promise<Written>;
  /** Counts a request that failed before it could run. */
  failed(error: unknown): void;
}

/** Finds what a path names; what does not depend on the request is prepared once. @throws TrilaneError `unknown-model`, `unknown-version` */
export type FindInferOperation = (modelId: string, versionId: string | undefined) => InferOperation;

export function createInferOperations(services: Services): FindInferOperation {
  const known = new Map<string, InferOperation>();
  const seen = createSeenRequests();
  return (modelId, versionId) => {
    const key = `${modelId}/${versionId ?? ''}`;
    const found = known.get(key);
    if (found) return found;
    const { model, target } = findTarget(services.manifest, modelId, versionId);
    const operation = createOperation(services, seen, model, target);
    // Only names of the manifest get here, so the map stays small.
    known.set(key, operation);
    return operation;
  };
}

function createOperation(
  { pool, ledger, metrics: allMetrics, statistics, decoder }: Services,
  seen: SeenRequests,
  model: ModelEntry,
  target: ModelTarget,
): InferOperation {
  const metrics = allMetrics.forVersion(target);
  const encode = createResponseEncoder(model, target);
  const outputRowShape = model.output.shape.slice(1);
  const counters = statistics.forVersion(target);
  const failed = (error: unknown, sinceMs?: number) => {
    const nowMs = performance.now();
    metrics.failed(reportOf(error).code);
    counters.failed(nowMs - (sinceMs ?? nowMs), nowMs);
  };
  return {
    failed: (error) => failed(error),
    async run(headerLength, contentType, body, caller, write) {
      const resent = seen.seeAgain(caller.requestId);
      ledger.request(caller.meter);
      // The clock starts behind the upload, which is part of the transfer: the caller sees that for itself.
      const startMs = performance.now();
      try {
        const read = decoder.decode({ headerLength, contentType, body, model });
        // Most are read here and now: to wait would cost them a turn.
        const request = read instanceof Promise ? await read : read;
        const inputMs = performance.now() - startMs;
        const result = await pool.infer(target, request.inputs, caller);
        const rows = request.inputs.shape[0] ?? 0;
        ledger.compute(caller.meter, (result.computeMs / 1000) * Math.min(1, rows / result.batchSize));
        const shape = [rows, ...outputRowShape];
        const answer = encode({ shape, data: result.values }, request);
        const endMs = performance.now();
        const totalMs = endMs - startMs;
        metrics.completed(totalMs);
        const { queueMs, computeMs } = result;
        const outputMs = Math.max(0, totalMs - inputMs - queueMs - computeMs);
        counters.answered(rows, { inputMs, queueMs, computeMs, outputMs }, endMs);
        return write(answer, serverTiming(result, totalMs) + (resent ? ', resent;desc="1"' : ''));
      } catch (error) {
        failed(error, startMs);
        throw error;
      }
    },
  };
}

function serverTiming(
  { queueMs, computeMs, batchSize }: Awaited<ReturnType<Services['pool']['infer']>>,
  totalMs: number,
): string {
  return `queue;dur=${queueMs.toFixed(3)}, compute;dur=${computeMs.toFixed(3)}, batch;desc="${batchSize}", total;dur=${totalMs.toFixed(3)}`;
}
