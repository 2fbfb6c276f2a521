import { z } from 'zod';
import { NAMED_SCHEMAS } from './named-schemas';
import type { Wire } from './wire';

/**
 * What is started: a thread of the running server, as one that joins the online lane's pool, or a process of its own, as a
 * batch job's worker is.
 */
export const FRESH_STARTS = ['thread', 'process'] as const;
export type FreshStartKind = (typeof FRESH_STARTS)[number];

/** The JSON of `POST /api/fresh-starts`. */
export const freshStartRequest = z
  .strictObject({
    model: z.string(),
    version: z.string(),
    as: z.enum(FRESH_STARTS).describe('A thread of the running server, or a process of its own.'),
  })
  .register(NAMED_SCHEMAS, { id: 'FreshStartRequest' });

export const freshStartReport = z
  .object({
    startMs: z.number().describe('Until the thread or process is up and has the runtime’s code.'),
    readMs: z.number().describe('Reading the model’s file and checking its hash.'),
    compileMs: z.number(),
    itemsMs: z.array(z.number()).describe('One item each, in order; the first is the first run.'),
    sha256: z.string().describe('Of the bytes that were loaded.'),
    environment: z.record(z.string(), z.union([z.string(), z.number()])),
  })
  .describe('A start from nothing, its parts apart, timed on the server.')
  .register(NAMED_SCHEMAS, { id: 'FreshStartReport' });

export type FreshStartRequest = Wire<typeof freshStartRequest>;
export type FreshStartReport = Wire<typeof freshStartReport>;
