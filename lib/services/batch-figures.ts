import { statfs } from 'node:fs/promises';
import type { BatchSystem } from '../batch/batch-system';
import { type Database, QUEUES } from '../db/database';

/** What is counted of the batch system, all at one moment. */
export interface BatchFigures {
  /** Whether the database answered. */
  readonly isUp: boolean;
  /** Nothing where it did not. */
  readonly counts: readonly Count[];
  /** Of the disk that the data folder is on; nothing where it cannot be told. */
  readonly disk: { readonly freeBytes: number; readonly sizeBytes: number } | undefined;
}

export interface Count {
  readonly what: 'jobs' | 'chunks' | 'workers' | 'tickets' | 'oldest' | 'bytes';
  readonly one: string;
  readonly two: string;
  readonly value: number;
}

/** Figures are read once in so long, however often they are asked for, ms. */
const FRESH_MS = 5000;
/** Who asks gets an answer after so long, whatever the database does, ms. */
const PATIENCE_MS = 1000;

/** One query for all there is to count: a scrape costs the database no more, and it is asked once for all who scrape. */
const QUERY = `
  select 'jobs' as what, queue as one, state as two, count(*)::float8 as value from jobs group by queue, state
  union all
  select 'chunks', j.queue, c.state, count(*) from chunks c join jobs j on j.id = c.job_id
    where j.finished_at is null group by j.queue, c.state
  union all
  select 'workers', queue, case when job_id is null then 'idle' else 'busy' end, count(*) from workers group by 2, 3
  union all
  select 'tickets', name, '', count(*) from pgboss.job where state < 'active' group by name
  union all
  select 'oldest', queue, '', extract(epoch from now() - min(created_at)) from jobs where state = 'queued' group by queue
  union all
  select 'bytes', 'data-sets', '', coalesce(sum(size_bytes), 0) from data_sets
  union all
  select 'bytes', 'results', '', coalesce(sum((c.output->>'sizeBytes')::float8), 0)
    from chunks c join jobs j on j.id = c.job_id where j.kind = 'score'`;

/** @returns reads the figures; never throws */
export function createBatchFigures(
  system: () => Pick<BatchSystem, 'opened' | 'dataRoot'>,
  now: () => number = () => performance.now(),
): () => Promise<BatchFigures> {
  let asked: Promise<BatchFigures> | undefined;
  let askedAtMs = Number.NEGATIVE_INFINITY;
  return () => {
    if (asked && now() - askedAtMs < FRESH_MS) return asked;
    askedAtMs = now();
    asked = read(system());
    return asked;
  };
}

async function read({ opened, dataRoot }: Pick<BatchSystem, 'opened' | 'dataRoot'>): Promise<BatchFigures> {
  const database = opened()?.database;
  const [counts, disk] = await Promise.all([database && countsOf(database), diskOf(dataRoot)]);
  return { isUp: counts !== undefined, counts: counts ?? [], disk };
}

/** @returns nothing where the database does not answer in time */
async function countsOf({ pool }: Pick<Database, 'pool'>): Promise<readonly Count[] | undefined> {
  const answer = pool.query<Count>(QUERY).then(
    ({ rows }) => rows.map((row) => ({ ...row, one: queueOf(row.one) })),
    () => undefined,
  );
  return inTime(answer);
}

/** pg-boss's name of a queue in ours. */
function queueOf(name: string): string {
  const known = Object.entries(QUEUES).find(([, ours]) => ours === name);
  return known?.[0] ?? name;
}

async function diskOf(folder: string): Promise<BatchFigures['disk']> {
  // It is made with the first thing that is kept.
  for (const path of [folder, '.']) {
    const found = await inTime(statfs(path).catch(() => undefined));
    if (found) return { freeBytes: found.bavail * found.bsize, sizeBytes: found.blocks * found.bsize };
  }
  return undefined;
}

function inTime<T>(work: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
