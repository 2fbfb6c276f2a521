import { z } from 'zod';
import { errorReport } from './error-report-schema';
import { LAB_JOB_STATES, LARGEST_BATCH_SIZE } from './lab-job';
import { NAMED_SCHEMAS } from './named-schemas';
import type { Wire } from './wire';

/** Rows that the model works on together. */
export const labBatchSize = z.int().min(1).max(LARGEST_BATCH_SIZE);

/** The JSON of `POST /api/batches`: a job over test samples. */
export const labJobRequest = z
  .strictObject({
    model: z.string(),
    version: z.string().optional().describe('Absent: the default version of the model.'),
    // How many there may be is checked apart: too few and too many have codes of their own.
    count: z.int().describe('Test samples, 1 or more.'),
    seed: z.int().min(0).max(0xffffffff).optional().describe('Draws the test samples; absent: 1.'),
    batchSize: labBatchSize.optional().describe('Rows the model works on together.'),
  })
  .register(NAMED_SCHEMAS, { id: 'BatchRequest' });

export const labJob = z
  .object({
    id: z.string(),
    state: z.enum(LAB_JOB_STATES),
    model: z.string(),
    version: z.string(),
    /** SHA-256 of the model file the manifest lists; the process refuses to load another. */
    sha256: z.string(),
    /** Rows that came with the request, or test samples drawn by `createWorkload` with this seed. */
    source: z.union([z.object({ kind: z.literal('tensor') }), z.object({ kind: z.literal('samples'), seed: z.int() })]),
    count: z.int(),
    done: z.int(),
    /** Rows the model works on together; known once the job runs. */
    batchSize: z.int().nullable(),
    /** By the server's clock: for people. Arithmetic uses `durations`. */
    createdAt: z.iso.datetime(),
    startedAt: z.iso.datetime().nullable(),
    finishedAt: z.iso.datetime().nullable(),
    durations: z
      .object({
        /** Until its turn came. */
        queueMs: z.number(),
        /** What of that was for jobs of others. */
        othersMs: z.number(),
        /** Loading the model; 0 when it was warm. */
        loadMs: z.number(),
        /** Reading the rows from where they are kept, and writing the answers there. */
        transferMs: z.number(),
        /** Writing down that the job was taken and that it is done, so that no crash can lose it. */
        recordMs: z.number(),
        computeMs: z.number(),
      })
      .nullable()
      .describe('Where the time went on the server.'),
    resources: z
      .object({ cpuSeconds: z.number(), peakRssBytes: z.number() })
      .nullable()
      .describe('Of the process that ran the job.'),
    /** Share of right answers; `null` while the job is not completed or where no labels are known. */
    accuracy: z.object({ correct: z.int(), count: z.int() }).nullable(),
    /** Runtime, version, threads, batch size: known once the job is completed. */
    environment: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullable(),
    error: errorReport.nullable(),
  })
  .register(NAMED_SCHEMAS, { id: 'BatchJob' });
export type LabJob = Wire<typeof labJob>;

export const labJobList = z.object({ jobs: z.array(labJob) }).register(NAMED_SCHEMAS, { id: 'BatchList' });

/** What `/api/batches/{id}/events` tells: progress while the job waits and runs, then how it ended. */
export type LabJobEvent =
  | { readonly id: number; readonly type: 'progress'; readonly data: Pick<LabJob, 'done' | 'count'> }
  | { readonly id: number; readonly type: 'completed' | 'failed' | 'cancelled'; readonly data: LabJob };
