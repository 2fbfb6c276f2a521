import { z } from 'zod';
import { NAMED_SCHEMAS } from '../wire/named-schemas';

// What Triton's extensions of the Open Inference Protocol put on the wire, as far as they are served.
// https://github.com/triton-inference-server/server/tree/main/docs/protocol

export const repositoryIndexRequest = z
  .looseObject({ ready: z.boolean().nullish().describe('true: only versions that can answer.') })
  .register(NAMED_SCHEMAS, { id: 'RepositoryIndexRequest' });

export const repositoryIndex = z
  .array(
    z.object({
      name: z.string(),
      version: z.string(),
      state: z.enum(['READY', 'LOADING', 'UNAVAILABLE']),
      reason: z.string().describe('Why it cannot answer; empty where it can.'),
    }),
  )
  .register(NAMED_SCHEMAS, { id: 'RepositoryIndex' });

const durationStat = z
  .object({ count: z.int(), ns: z.int().describe('In all, in nanoseconds.') })
  .register(NAMED_SCHEMAS, { id: 'DurationStatistic' });

export const modelStatistics = z
  .object({
    model_stats: z.array(
      z.object({
        name: z.string(),
        version: z.string(),
        last_inference: z.int().describe('When the last request was over, in milliseconds since 1970; 0 before any.'),
        inference_count: z.int().describe('Rows of answered requests.'),
        execution_count: z.int().describe('Executions of the model: rows that wait together are one.'),
        inference_stats: z.object({
          success: durationStat.describe('Answered requests, their time on the server.'),
          fail: durationStat.describe('Requests that were refused or failed.'),
          queue: durationStat.describe('Waiting for a thread, and the hop to it and back.'),
          compute_input: durationStat.describe('Reading the message.'),
          compute_infer: durationStat.describe('The model, for the batch a request was in.'),
          compute_output: durationStat.describe('Writing the answer.'),
          cache_hit: durationStat.describe('Always 0: answers are not cached.'),
          cache_miss: durationStat.describe('Always 0.'),
        }),
        response_stats: z.object({}).describe('Always empty: each request has one answer.'),
        batch_stats: z.array(
          z.object({
            batch_size: z.int().describe('Rows the model worked on together.'),
            compute_input: durationStat.describe('Copying the rows to the runtime.'),
            compute_infer: durationStat,
            compute_output: durationStat.describe('Copying the answers from the runtime.'),
          }),
        ),
        memory_usage: z.array(z.unknown()).describe('Always empty: it is not measured by model.'),
      }),
    ),
  })
  .register(NAMED_SCHEMAS, { id: 'ModelStatistics' });

const tensorConfig = z.object({
  name: z.string(),
  data_type: z.literal('TYPE_FP32'),
  dims: z.array(z.int()).describe('Of one row.'),
});

export const modelConfig = z
  .object({
    name: z.string(),
    platform: z.string(),
    backend: z.string(),
    version_policy: z.object({ all: z.object({}) }),
    max_batch_size: z.int().describe('The most rows of one request.'),
    input: z.array(tensorConfig),
    output: z.array(tensorConfig),
    instance_group: z.array(
      z.object({ name: z.string(), kind: z.literal('KIND_CPU'), count: z.int().describe('Inference threads.') }),
    ),
    default_model_filename: z.string(),
    dynamic_batching: z.object({
      preferred_batch_size: z.array(z.int()).describe('The most rows the model works on together.'),
      max_queue_delay_microseconds: z.literal(0).describe('Nothing waits for others to come.'),
    }),
    model_transaction_policy: z.object({ decoupled: z.literal(false) }),
    response_cache: z.object({ enable: z.literal(false) }),
  })
  .register(NAMED_SCHEMAS, { id: 'ModelConfig' });
