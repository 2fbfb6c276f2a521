import { z } from 'zod';
import { BATCH_QUEUES, CHUNK_STATES, JOB_STATES, MOST_WORKERS } from './batch-system';
import { errorReport } from './error-report-schema';
import { LARGEST_BATCH_SIZE } from './lab-job';
import { NAMED_SCHEMAS } from './named-schemas';
import { nextCursor } from './page-query';
import { owner } from './visitor';
import type { Wire } from './wire';

export const batchSize = z
  .int()
  .min(1)
  .max(LARGEST_BATCH_SIZE)
  .describe('Rows the model works on together. Absent: 64 images, or 1,024 rows of a table.');
export const workerCount = z
  .int()
  .min(1)
  .max(MOST_WORKERS)
  .describe('Most workers that may work on it at the same time. Absent: one.');

export const jobRequest = z
  .strictObject({
    model: z.string(),
    version: z.string(),
    dataSet: z.string().describe('Its id. The job takes the rows it has now.'),
    batchSize: batchSize.optional(),
    workers: workerCount.optional(),
  })
  .register(NAMED_SCHEMAS, { id: 'JobRequest' });
/** What `POST /api/jobs` takes. */
export type JobRequest = Wire<typeof jobRequest>;

const summary = z
  .object({
    classCounts: z.array(z.int()).describe('Rows by predicted class, in the order of the classes of the model.'),
    labelled: z.int().describe('Rows whose truth is known.'),
    correct: z.int().describe('How many of them were predicted so.'),
  })
  .register(NAMED_SCHEMAS, { id: 'JobSummary' });
export type JobSummary = Wire<typeof summary>;

const source = z.discriminatedUnion('kind', [
  // `count` rows from `firstRow` (0 = the first) on, as the set was when the job was made.
  z.object({
    kind: z.literal('data-set'),
    id: z.string(),
    name: z.string(),
    checksum: z.string().nullable(),
    firstRow: z.int(),
    firstPart: z.int(),
    kept: z
      .array(z.string())
      .nullable()
      .optional()
      .describe(
        'Of an upload: the columns the model does not know, which come back with each line’s number beside the answers.',
      ),
  }),
  z.object({ kind: z.literal('samples'), seed: z.int() }),
  z.object({ kind: z.literal('tensor') }),
]);
export type JobSource = Wire<typeof source>;

const info = z.object({
  id: z.string(),
  kind: z.enum(['score', 'generate']).describe('generate: writes the rows of a data set; no model runs.'),
  queue: z.enum(BATCH_QUEUES),
  state: z.enum(JOB_STATES),
  model: z.string(),
  version: z.string(),
  sha256: z.string().describe('Of the model file.'),
  source,
  scheduleId: z.string().nullable(),
  count: z.int().describe('Rows.'),
  done: z.int().describe('Rows of chunks that are done, and what workers told of those they are at.'),
  setAsideRows: z.int(),
  chunks: z.record(z.enum(CHUNK_STATES), z.int()),
  batchSize: z.int().nullable(),
  workers: z.int(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  /** `null` when it does not run or nothing is known yet. */
  rowsPerSecond: z.number().nullable().describe('Over the last ten seconds.'),
  remainingMs: z.number().nullable(),
  summary: summary.nullable(),
  error: errorReport.nullable(),
  owner,
  keptUntil: z.iso
    .datetime()
    .nullable()
    .describe(
      'Of answers: they are kept so long at least. null: there are none, or they go when room is needed, as those that were fetched.',
    ),
});

export const job = info.register(NAMED_SCHEMAS, { id: 'Job' });
export type JobInfo = Wire<typeof job>;

export const jobList = z.object({ jobs: z.array(job), next: nextCursor }).register(NAMED_SCHEMAS, { id: 'JobList' });

const chunk = z
  .object({
    index: z.int(),
    firstRow: z.int(),
    rows: z.int(),
    state: z.enum(CHUNK_STATES),
    tries: z.int().describe('Attempts that ended in an error.'),
    deaths: z.int().describe('Attempts whose worker died.'),
    worker: z.string().nullable(),
    computeMs: z.number().nullable(),
    finishedMs: z.number().nullable().describe('Since the job started.'),
    error: errorReport.nullable(),
  })
  .register(NAMED_SCHEMAS, { id: 'Chunk' });
export type ChunkInfo = Wire<typeof chunk>;

/** What one worker did for one job. CPU since its last checkpoint is lost when it is killed. */
const workerShare = z
  .object({
    id: z.string(),
    name: z.string(),
    host: z.string(),
    rows: z.int(),
    chunks: z.int(),
    cpuSeconds: z.number(),
    peakRssBytes: z.number(),
  })
  .register(NAMED_SCHEMAS, { id: 'WorkerShare' });
export type WorkerShare = Wire<typeof workerShare>;

/** What the answers were made from and with. */
const provenance = z
  .object({
    model: z.string(),
    version: z.string(),
    modelSha256: z.string(),
    dataChecksum: z.string().nullable(),
    seed: z.int().nullable(),
    batchSize: z.int().nullable(),
    versions: z.record(z.string(), z.string()),
  })
  .register(NAMED_SCHEMAS, { id: 'Provenance' });
export type Provenance = Wire<typeof provenance>;

const durations = z
  .object({
    waitMs: z.number(),
    wallMs: z.number(),
    /** Loading the model, where it was not there. */
    loadMs: z.number(),
    readMs: z.number(),
    computeMs: z.number(),
    writeMs: z.number(),
    checkpointMs: z.number(),
    othersMs: z.number().optional().describe('Of a job of the Lab: what of its wait was for jobs of others.'),
  })
  .describe('ms of worker time over all chunks; wallMs is from start to end.')
  .register(NAMED_SCHEMAS, { id: 'JobDurations' });
export type JobDurations = Wire<typeof durations>;

export const jobDetail = z
  .object({
    ...info.shape,
    chunkMap: z.array(chunk),
    workerShares: z.array(workerShare),
    provenance: provenance.nullable(),
    durations: durations.nullable(),
  })
  .register(NAMED_SCHEMAS, { id: 'JobDetail' });
export type JobDetail = Wire<typeof jobDetail>;
