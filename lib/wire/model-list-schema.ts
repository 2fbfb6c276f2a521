import { z } from 'zod';
import { errorReport } from './error-report-schema';
import { NAMED_SCHEMAS } from './named-schemas';
import type { Wire } from './wire';

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
export type ModelList = Wire<typeof modelList>;
