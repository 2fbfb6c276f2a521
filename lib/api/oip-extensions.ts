import { basename } from 'node:path';
import type { z } from 'zod';
import type { InferencePool, VersionState } from '../engine/server/inference-pool';
import { MOST_ROWS_PER_REQUEST } from '../engine/wire/oip';
import type { ModelEntry, ModelTarget, ModelVersion, TensorSpec } from '../model/manifest';
import type { Span, VersionStatistics } from '../services/statistics';
import type * as schemas from './oip-extension-schemas';

/** Of the model files here, as Triton names them. */
export const PLATFORM = 'onnxruntime_onnx';
const BACKEND = 'onnxruntime';

type IndexEntry = z.infer<typeof schemas.repositoryIndex>[number];
type ModelConfig = z.infer<typeof schemas.modelConfig>;
type StatisticsEntry = z.infer<typeof schemas.modelStatistics>['model_stats'][number];

/** A line of the model repository's index. */
export function indexEntry(version: VersionState): IndexEntry {
  const known = { name: version.modelId, version: version.versionId };
  if (version.state === 'ready') return { ...known, state: 'READY', reason: '' };
  if (version.state === 'loading') return { ...known, state: 'LOADING', reason: '' };
  return { ...known, state: 'UNAVAILABLE', reason: version.error.detail };
}

/**
 * A model as Triton's `ModelConfig` describes it. Triton has one limit where there are two here: `max_batch_size` is that of a
 * request, since a client reads it to know how much it may send.
 */
export function modelConfig(
  model: ModelEntry,
  version: ModelVersion,
  pool: Pick<InferencePool, 'queueLimit' | 'mostRowsPerBatch' | 'workerCount'>,
): ModelConfig {
  const tensor = ({ name, shape }: TensorSpec): ModelConfig['input'][number] => ({
    name,
    data_type: 'TYPE_FP32',
    dims: shape.slice(1),
  });
  return {
    name: model.id,
    platform: PLATFORM,
    backend: BACKEND,
    version_policy: { all: {} },
    max_batch_size: Math.min(MOST_ROWS_PER_REQUEST, pool.queueLimit),
    input: [tensor(model.input)],
    output: [tensor(model.output)],
    instance_group: [{ name: model.id, kind: 'KIND_CPU', count: pool.workerCount }],
    default_model_filename: basename(version.file),
    dynamic_batching: { preferred_batch_size: [pool.mostRowsPerBatch], max_queue_delay_microseconds: 0 },
    model_transaction_policy: { decoupled: false },
    response_cache: { enable: false },
  };
}

/** @param timeOriginMs when `performance.now()` was 0, in ms since 1970 */
export function statisticsEntry(
  { modelId, versionId }: ModelTarget,
  statistics: VersionStatistics,
  timeOriginMs: number,
): StatisticsEntry {
  const { lastRequestMs, rows, success, fail, queue, input, infer, output } = statistics;
  const batches = [...statistics.batches].sort(([left], [right]) => left - right);
  return {
    name: modelId,
    version: versionId,
    last_inference: lastRequestMs === null ? 0 : Math.round(timeOriginMs + lastRequestMs),
    inference_count: rows,
    execution_count: batches.reduce((total, [, { count }]) => total + count, 0),
    inference_stats: {
      success: duration(success),
      fail: duration(fail),
      queue: duration(queue),
      compute_input: duration(input),
      compute_infer: duration(infer),
      compute_output: duration(output),
      cache_hit: duration(NONE),
      cache_miss: duration(NONE),
    },
    response_stats: {},
    batch_stats: batches.map(([size, { count, inputMs, computeMs, outputMs }]) => ({
      batch_size: size,
      compute_input: duration({ count, totalMs: inputMs }),
      compute_infer: duration({ count, totalMs: computeMs }),
      compute_output: duration({ count, totalMs: outputMs }),
    })),
    memory_usage: [],
  };
}

const NONE: Span = { count: 0, totalMs: 0 };
const NS_PER_MS = 1e6;

function duration({ count, totalMs }: Span): { count: number; ns: number } {
  return { count, ns: Math.round(totalMs * NS_PER_MS) };
}
