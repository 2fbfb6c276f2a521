import { z } from 'zod';
import { NAMED_SCHEMAS } from './named-schemas';
import type { Wire } from './wire';

/** Why a client is turned away before anything is done for it. */
export const REFUSAL_REASONS = [
  'wrong-host',
  'path-prefix',
  'cross-site',
  'wrong-key',
  'connections',
  'uploads',
  'streams',
  'bodies',
  'slow-body',
  'changes',
  'measuring',
  'making',
  'keys',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

export const visitorsMay = z.strictObject({
  upload: z.boolean(),
  generate: z.boolean().describe('Data sets by a seed.'),
  score: z.boolean().describe('Jobs over data sets. The Lab is not concerned.'),
});

export const operatorSettings = z.strictObject({ visitorsMay }).register(NAMED_SCHEMAS, { id: 'OperatorSettings' });
/** The operator's switches. */
export type OperatorSettings = Wire<typeof operatorSettings>;

export const operatorSession = z
  .strictObject({ key: z.string().max(200) })
  .register(NAMED_SCHEMAS, { id: 'OperatorSession' });

const amount = z.object({ used: z.number(), most: z.number() });

const usage = z.object({
  owner: z.string().nullable().describe('Of the browser; null: nobody knows.'),
  dataSets: z.int(),
  bytes: z.number().describe('Of data sets as they lie on disk, and of answers at most.'),
  jobs: z.int(),
  openJobs: z.int(),
  uploads: z.int(),
  streams: z.int(),
  lastAt: z.iso.datetime().nullable().describe('When it last made something.'),
});

export const operatorView = z
  .object({
    settings: operatorSettings,
    visitors: z.array(usage).describe('Those who have something here, the most bytes first.'),
    inAll: z.object({
      dataSets: amount,
      bytes: amount,
      openJobs: amount,
      uploads: amount,
      streams: amount,
      bodies: amount.describe('Bytes of requests that are on their way.'),
      meters: amount,
    }),
    freeBytes: z.number().nullable().describe('Of the disk; null where the database keeps the files.'),
    refused: z
      .partialRecord(z.enum(REFUSAL_REASONS), z.int())
      .describe('Clients refused since the server started, by reason.'),
  })
  .register(NAMED_SCHEMAS, { id: 'OperatorView' });
/** Who uses what. */
export type OperatorView = Wire<typeof operatorView>;
