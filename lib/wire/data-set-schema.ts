import { z } from 'zod';
import { ARRIVALS_PER_SECOND, DATA_SET_KINDS, DATA_SET_STATES, GENERATED_ROWS } from './batch-system';
import { errorReport } from './error-report-schema';
import { NAMED_SCHEMAS } from './named-schemas';
import { nextCursor } from './page-query';
import { uploadReading } from './upload';
import { owner } from './visitor';
import type { Wire } from './wire';

const seed = z.int().min(0).max(0x7fffffff).describe('The same seed makes the same rows.');

export const dataSetRequest = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('generated'),
      name: z.string(),
      model: z.string(),
      rows: z.int().min(GENERATED_ROWS.least).max(GENERATED_ROWS.most),
      seed,
    }),
    z.strictObject({
      kind: z.literal('arriving'),
      name: z.string(),
      model: z.string(),
      perSecond: z.int().min(ARRIVALS_PER_SECOND.least).max(ARRIVALS_PER_SECOND.most),
      seed,
    }),
  ])
  .register(NAMED_SCHEMAS, { id: 'DataSetRequest' });
/** What `POST /api/data-sets` takes. */
export type DataSetRequest = Wire<typeof dataSetRequest>;

export const exampleQuery = z.strictObject({ model: z.string() });

export const dataSet = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(DATA_SET_KINDS),
    model: z.string(),
    state: z.enum(DATA_SET_STATES),
    /** Rows that were accepted. */
    rows: z.int(),
    rejectedRows: z.int(),
    parts: z.int().describe('Pieces it is kept in; one piece is one chunk of a job.'),
    sizeBytes: z.int(),
    /** It changes as rows arrive; `null` while there are none. */
    checksum: z.string().nullable().describe('SHA-256 over those of its parts, in order.'),
    labelled: z.boolean().describe('Whether the truth is known for its rows.'),
    /** Of a generated or arriving set. */
    seed: z.int().nullable(),
    /** Rows a generated set will have. */
    wantedRows: z.int().nullable(),
    arrivals: z.object({ perSecond: z.number(), running: z.boolean() }).nullable(),
    reading: uploadReading.nullable().describe('How an upload was understood.'),
    createdAt: z.iso.datetime(),
    error: errorReport.nullable(),
    owner,
  })
  .register(NAMED_SCHEMAS, { id: 'DataSet' });
/** Rows for one model, its columns those of the model (`lib/model/features`). */
export type DataSetInfo = Wire<typeof dataSet>;

export const dataSetList = z
  .object({ dataSets: z.array(dataSet), next: nextCursor })
  .register(NAMED_SCHEMAS, { id: 'DataSetList' });
