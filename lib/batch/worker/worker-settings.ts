import { randomUUID } from 'node:crypto';
import { availableParallelism, hostname } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../db/database';
import { BATCH_QUEUES, type BatchQueueName } from '../../wire/batch-system';
import { numberFrom } from './chunk-runner';

/** How a worker is told what to be: by environment variables, from the server that starts it or from a person. */
export interface WorkerSettings {
  readonly id: string;
  readonly name: string;
  readonly host: string;
  readonly queue: BatchQueueName;
  readonly databaseKind: Database['kind'];
  readonly databaseUrl: string;
  /** Where files are when the database does not keep them. */
  readonly dataRoot: string;
  readonly publicRoot: string;
  /** Inference threads: one for long jobs, whose workers are as many as a job wants; all cores for the Lab's only one. */
  readonly threads: number;
}

/** @throws Error in words for a person */
export function workerSettings(environment: NodeJS.ProcessEnv = process.env): WorkerSettings {
  const databaseUrl = environment.TRILANE_WORKER_DATABASE ?? environment.DATABASE_URL;
  if (!databaseUrl) {
    throw new Error(
      'DATABASE_URL is not set. A worker joins the PostgreSQL that the server uses: DATABASE_URL=postgres://… npm run worker. With the embedded database the server starts its workers itself.',
    );
  }
  const queue = BATCH_QUEUES.find((name) => name === environment.TRILANE_WORKER_QUEUE) ?? 'long';
  const host = hostname();
  return {
    id: environment.TRILANE_WORKER_ID ?? randomUUID(),
    name: environment.TRILANE_WORKER_NAME ?? `${host}-${process.pid}`,
    host,
    queue,
    databaseKind: environment.TRILANE_WORKER_DATABASE_KIND === 'embedded' ? 'embedded' : 'postgresql',
    databaseUrl,
    dataRoot: environment.TRILANE_DATA || join(process.cwd(), '.data'),
    publicRoot: environment.TRILANE_PUBLIC || join(process.cwd(), 'public'),
    threads: numberFrom('TRILANE_BATCH_THREADS') ?? (queue === 'short' ? availableParallelism() : 1),
  };
}
