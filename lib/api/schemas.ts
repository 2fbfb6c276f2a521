import { z } from 'zod';
import { errorCode, errorReport } from '../wire/error-report-schema';
import { NAMED_SCHEMAS } from '../wire/named-schemas';

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
