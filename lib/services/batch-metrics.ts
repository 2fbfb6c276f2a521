import { Gauge, Histogram, type Registry } from 'prom-client';
import type { BatchSystem } from '../batch/batch-system';
import { BATCH_QUEUES, CHUNK_STATES, JOB_STATES } from '../wire/batch-system';
import { type Count, createBatchFigures } from './batch-figures';

const QUERY_BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
/** Beside those of jobs, the timers of schedules. */
const TICKET_QUEUES = [...BATCH_QUEUES, 'due'] as const;

/** What a gauge shows of the counts: its labels, and the values they may take, so that each is there, with 0, from the start. */
interface CountGauge {
  readonly what: Count['what'];
  readonly name: string;
  readonly help: string;
  readonly labels: readonly [string] | readonly [string, string];
  readonly ones: readonly string[];
  readonly twos?: readonly string[];
}

const COUNTS: readonly CountGauge[] = [
  {
    what: 'jobs',
    name: 'trilane_jobs',
    help: 'Jobs that are remembered, by queue (long: of the batch page, short: of the Lab) and state.',
    labels: ['queue', 'state'],
    ones: BATCH_QUEUES,
    twos: JOB_STATES,
  },
  {
    what: 'chunks',
    name: 'trilane_chunks',
    help: 'Chunks of jobs that are not over, by queue and state.',
    labels: ['queue', 'state'],
    ones: BATCH_QUEUES,
    twos: CHUNK_STATES,
  },
  {
    what: 'workers',
    name: 'trilane_batch_workers',
    help: 'Batch workers that have joined, on any machine, by queue and whether they are at a job.',
    labels: ['queue', 'state'],
    ones: BATCH_QUEUES,
    twos: ['idle', 'busy'],
  },
  {
    what: 'tickets',
    name: 'trilane_queue_depth',
    help: 'Messages that wait in the queues of the database (due: timers of schedules).',
    labels: ['queue'],
    ones: TICKET_QUEUES,
  },
  {
    what: 'oldest',
    name: 'trilane_oldest_queued_job_seconds',
    help: 'Age of the oldest job that no worker has begun; 0 where none waits.',
    labels: ['queue'],
    ones: BATCH_QUEUES,
  },
  {
    what: 'bytes',
    name: 'trilane_stored_bytes',
    help: 'Bytes of data sets and of answers that are kept.',
    labels: ['kind'],
    ones: ['data-sets', 'results'],
  },
];

/**
 * Gauges of the batch system, its database and its disk. A scrape is answered while the database is down: what cannot be counted
 * then is left out, and `trilane_database_up` is 0.
 * @returns counts a query of the database that took so long, ms
 */
export function addBatchMetrics(
  registry: Registry,
  system: () => Pick<BatchSystem, 'opened' | 'dataRoot'>,
): (durationMs: number) => void {
  const registers = [registry];
  const figures = createBatchFigures(system);
  for (const count of COUNTS) addCounts(registry, count, async () => (await figures()).counts);
  new Gauge({
    name: 'trilane_database_up',
    help: 'Whether the database of the batch system is open and answers, 1 or 0.',
    registers,
    async collect() {
      this.set((await figures()).isUp ? 1 : 0);
    },
  });
  new Gauge({
    name: 'trilane_disk_free_bytes',
    help: 'Bytes that may still be written to the disk of the data folder.',
    registers,
    async collect() {
      setOrLeaveOut(this, (await figures()).disk?.freeBytes);
    },
  });
  new Gauge({
    name: 'trilane_disk_size_bytes',
    help: 'Bytes of the disk of the data folder.',
    registers,
    async collect() {
      setOrLeaveOut(this, (await figures()).disk?.sizeBytes);
    },
  });
  new Gauge({
    name: 'trilane_database_connections',
    help: 'Connections of this server to its database, by whether a query has them.',
    labelNames: ['state'],
    registers,
    collect() {
      const pool = system().opened()?.database.pool;
      this.set({ state: 'idle' }, pool?.idleCount ?? 0);
      this.set({ state: 'busy' }, pool ? pool.totalCount - pool.idleCount : 0);
    },
  });
  new Gauge({
    name: 'trilane_database_waiting_queries',
    help: 'Queries of this server that wait for a connection.',
    registers,
    collect() {
      this.set(system().opened()?.database.pool.waitingCount ?? 0);
    },
  });
  const queries = new Histogram({
    name: 'trilane_database_query_duration_seconds',
    help: 'Time from the call of a query to its answer or failure.',
    buckets: QUERY_BUCKETS_SECONDS,
    registers,
  });
  return (durationMs) => queries.observe(durationMs / 1000);
}

function setOrLeaveOut(gauge: Gauge, value: number | undefined): void {
  if (value === undefined) gauge.remove();
  else gauge.set(value);
}

function addCounts(
  registry: Registry,
  { what, name, help, labels, ones, twos = [''] }: CountGauge,
  counts: () => Promise<readonly Count[]>,
): void {
  const [first, second] = labels;
  new Gauge({
    name,
    help,
    labelNames: labels,
    registers: [registry],
    async collect() {
      this.reset();
      const found = await counts();
      if (found.length === 0) return;
      for (const one of ones) {
        for (const two of twos) {
          const value =
            found.find((count) => count.what === what && count.one === one && count.two === two)?.value ?? 0;
          this.set(second === undefined ? { [first]: one } : { [first]: one, [second]: two }, value);
        }
      }
    },
  });
}
