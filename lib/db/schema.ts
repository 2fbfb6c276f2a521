import {
  bigint,
  boolean,
  customType,
  doublePrecision,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import type { ErrorReport } from '../errors';
import type { BatchQueueName, ChunkState, DataSetKind, DataSetState, JobState, RunOutcome } from '../wire/batch-system';
import type { JobDurations, JobSource, JobSummary } from '../wire/job-schema';
import type { ScheduleTiming } from '../wire/schedule-schema';
import type { UploadReading } from '../wire/upload';

/** The tables as TypeScript sees them; `migrations.ts` makes them. pg-boss keeps its own in the schema `pgboss`. */

const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({ dataType: () => 'bytea' });
const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const rows = (name: string) => bigint(name, { mode: 'number' });

export const dataSets = pgTable('data_sets', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  kind: text('kind').$type<DataSetKind>().notNull(),
  model: text('model').notNull(),
  state: text('state').$type<DataSetState>().notNull(),
  rows: rows('rows').notNull().default(0),
  rejectedRows: rows('rejected_rows').notNull().default(0),
  parts: integer('parts').notNull().default(0),
  sizeBytes: rows('size_bytes').notNull().default(0),
  checksum: text('checksum'),
  labelled: boolean('labelled').notNull().default(false),
  seed: integer('seed'),
  wantedRows: rows('wanted_rows'),
  arrivalsPerSecond: doublePrecision('arrivals_per_second'),
  arriving: boolean('arriving').notNull().default(false),
  /** Up to when rows have been made to arrive. */
  arrivedTo: moment('arrived_to'),
  reading: jsonb().$type<UploadReading>(),
  error: jsonb('error').$type<ErrorReport>(),
  createdAt: moment('created_at').notNull().defaultNow(),
  /** Of the visitor who made it (`access/visitor`); null: nobody knows. */
  owner: text('owner'),
});

export interface ChunkOutput {
  readonly key: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** A data set's pieces, in order. Written once; a piece is one chunk of a job. */
export const parts = pgTable(
  'parts',
  {
    dataSetId: uuid('data_set_id').notNull(),
    index: integer('index').notNull(),
    firstRow: rows('first_row').notNull(),
    rows: integer('rows').notNull(),
    sizeBytes: integer('size_bytes').notNull(),
    sha256: text('sha256').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.dataSetId, table.index] })],
);

export const jobs = pgTable('jobs', {
  id: uuid('id').primaryKey(),
  kind: text('kind').$type<'score' | 'generate'>().notNull(),
  queue: text('queue').$type<BatchQueueName>().notNull(),
  state: text('state').$type<JobState>().notNull(),
  model: text('model').notNull(),
  version: text('version').notNull(),
  sha256: text('sha256').notNull(),
  source: jsonb('source').$type<JobSource>().notNull(),
  /** Of the data set it reads or writes. */
  dataSetId: uuid('data_set_id'),
  scheduleId: uuid('schedule_id'),
  count: rows('count').notNull(),
  /** Rows of finished chunks. */
  done: rows('done').notNull().default(0),
  setAsideRows: rows('set_aside_rows').notNull().default(0),
  chunkCount: integer('chunk_count').notNull(),
  batchSize: integer('batch_size'),
  workers: integer('workers').notNull().default(1),
  createdAt: moment('created_at').notNull().defaultNow(),
  /** Of a job of the Lab: whose it is, as far as turns go, and when it comes up (`batch/lab/short-jobs`). */
  sender: text('sender'),
  turnAt: moment('turn_at'),
  startedAt: moment('started_at'),
  finishedAt: moment('finished_at'),
  summary: jsonb('summary').$type<JobSummary>(),
  durations: jsonb('durations').$type<JobDurations>(),
  environment: jsonb('environment').$type<Record<string, string | number | boolean>>(),
  error: jsonb('error').$type<ErrorReport>(),
  owner: text('owner'),
  /** When its answers were last downloaded. */
  fetchedAt: moment('fetched_at'),
});

export const chunks = pgTable(
  'chunks',
  {
    jobId: uuid('job_id').notNull(),
    index: integer('index').notNull(),
    /** In the data set. */
    partIndex: integer('part_index').notNull(),
    firstRow: rows('first_row').notNull(),
    rows: integer('rows').notNull(),
    state: text('state').$type<ChunkState>().notNull().default('waiting'),
    tries: integer('tries').notNull().default(0),
    /** Workers that died while they had it. */
    deaths: integer('deaths').notNull().default(0),
    /** Its trials in a row that ended in a death, and whether something else died during the one under way. */
    trialDeaths: integer('trial_deaths').notNull().default(0),
    disturbed: boolean('disturbed').notNull().default(false),
    notBefore: moment('not_before').notNull().defaultNow(),
    /** Who has it, or had it last, and the token without which nobody may finish it. */
    workerId: uuid('worker_id'),
    workerName: text('worker_name'),
    claim: uuid('claim'),
    claimedAt: moment('claimed_at'),
    finishedAt: moment('finished_at'),
    /** The file it wrote: of a job that generates, with the SHA-256 of the part. */
    output: jsonb('output').$type<ChunkOutput>(),
    computeMs: doublePrecision('compute_ms'),
    summary: jsonb('summary').$type<JobSummary>(),
    error: jsonb('error').$type<ErrorReport>(),
  },
  (table) => [primaryKey({ columns: [table.jobId, table.index] })],
);

export const workers = pgTable('workers', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  host: text('host').notNull(),
  pid: integer('pid').notNull(),
  queue: text('queue').$type<BatchQueueName>().notNull(),
  startedAt: moment('started_at').notNull().defaultNow(),
  seenAt: moment('seen_at').notNull().defaultNow(),
  jobId: uuid('job_id'),
  /** The one it computes; another may be claimed ahead. */
  chunk: integer('chunk'),
  /** The pg-boss job by which it works on that job. */
  ticketId: uuid('ticket_id'),
  /** Rows done of the chunk it is at. */
  rowsDone: integer('rows_done').notNull().default(0),
});

/** What each worker did for each job, as of its last checkpoint. */
export const workerShares = pgTable(
  'worker_shares',
  {
    jobId: uuid('job_id').notNull(),
    workerId: uuid('worker_id').notNull(),
    name: text('name').notNull(),
    host: text('host').notNull(),
    rows: rows('rows').notNull(),
    chunks: integer('chunks').notNull(),
    cpuSeconds: doublePrecision('cpu_seconds').notNull(),
    peakRssBytes: rows('peak_rss_bytes').notNull(),
  },
  (table) => [primaryKey({ columns: [table.jobId, table.workerId] })],
);

export const schedules = pgTable('schedules', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  dataSetId: uuid('data_set_id').notNull(),
  model: text('model').notNull(),
  version: text('version').notNull(),
  batchSize: integer('batch_size'),
  workers: integer('workers').notNull().default(1),
  timing: jsonb('timing').$type<ScheduleTiming>().notNull(),
  active: boolean('active').notNull().default(true),
  nextDueAt: moment('next_due_at'),
  /** Parts of the data set that its runs have taken. */
  takenParts: integer('taken_parts').notNull().default(0),
  createdAt: moment('created_at').notNull().defaultNow(),
});

/** One due time of one schedule: the key lets it be answered once, by whichever server comes first. */
export const scheduleRuns = pgTable(
  'schedule_runs',
  {
    scheduleId: uuid('schedule_id').notNull(),
    dueAt: moment('due_at').notNull(),
    outcome: text('outcome').$type<RunOutcome>().notNull(),
    missed: integer('missed').notNull().default(0),
    rows: rows('rows').notNull().default(0),
    jobId: uuid('job_id'),
    at: moment('at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.scheduleId, table.dueAt] })],
);

/** What the operator has set, for all servers of a database. */
export const settings = pgTable('settings', { key: text('key').primaryKey(), value: jsonb('value').notNull() });

/** The bytes of data sets and results, where the database keeps them. */
export const files = pgTable('files', {
  key: text('key').primaryKey(),
  bytes: bytea('bytes').notNull(),
});
