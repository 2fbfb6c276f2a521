import { z } from 'zod';
import { METERED_PROCESSES, type MeterReport } from '../engine/wire/meter';
import { ERROR_STATUS, type ErrorCode } from '../errors';
import { NAMED_SCHEMAS } from './schema-registry';

const errorCode = z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]);

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('What was wrong in this very case.'),
    code: errorCode,
  })
  .describe('An RFC 9457 problem document.')
  .register(NAMED_SCHEMAS, { id: 'Problem' });

export const errorReport = z
  .object({ code: errorCode, detail: z.string() })
  .register(NAMED_SCHEMAS, { id: 'ErrorReport' });

const coldStart = z
  .object({ fetchMs: z.number(), compileMs: z.number(), firstRunMs: z.number() })
  .register(NAMED_SCHEMAS, { id: 'ColdStart' });

/** Where a version stands on this server, beside its entry in the manifest. */
const loadState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('loading') }),
  z.object({ state: z.literal('ready'), sha256: z.string().describe('Of the bytes really loaded.'), coldStart }),
  z.object({ state: z.literal('failed'), error: errorReport }),
]);

export const modelList = z
  .object({
    server: z.object({
      runtime: z.string().nullable(),
      node: z.string(),
      platform: z.string(),
      cores: z.int(),
      inferenceThreads: z.int(),
      mostRowsPerBatch: z.int(),
      queueLimit: z.int(),
    }),
    models: z.array(
      z.looseObject({
        id: z.string(),
        versions: z.array(z.looseObject({ id: z.string(), sha256: z.string(), load: loadState })),
      }),
    ),
  })
  .describe('The manifest, with what this server has loaded.')
  .register(NAMED_SCHEMAS, { id: 'ModelList' });

export const meterStarted = z.object({ id: z.string() }).register(NAMED_SCHEMAS, { id: 'MeterStarted' });

export const meterReport = z
  .object({
    cpuSeconds: z
      .number()
      .describe('CPU time of the work of the meter’s own requests and jobs: its share, without what is spent anyway.'),
    idleSeconds: z
      .number()
      .nullable()
      .describe(
        'What the processes would have spent anyway; null where no time at rest was seen, and nothing taken off.',
      ),
    othersSeconds: z.number().describe('CPU time of the work of others meanwhile.'),
    isShared: z.boolean().describe('Others worked meanwhile, so the own part is estimated.'),
    processes: z.array(z.enum(METERED_PROCESSES)).describe('What was counted. A database elsewhere cannot be.'),
    wallSeconds: z.number(),
    peakRssBytes: z.number().describe('Of the server process.'),
    eventLoopUtilisation: z.number().describe('Share of the time the serving thread was busy, 0 to 1.'),
    workerUtilisation: z.array(z.number()).describe('The same for each inference thread.'),
    bytes: z
      .object({ received: z.number(), sent: z.number() })
      .nullable()
      .describe('Of the meter’s own requests, headers included; null where the server does not see its connections.'),
  })
  .register(NAMED_SCHEMAS, { id: 'MeterReport' }) satisfies z.ZodType<MeterReport>;
