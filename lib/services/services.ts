import 'server-only';
import { join } from 'node:path';
import { type Access, type AccessOptions, createAccess } from '../access/access';
import { type BatchSystem, createBatchSystem, dataFolder } from '../batch/batch-system';
import { createDataSets, type DataSets } from '../batch/data/data-sets';
import { createLabJobs, type LabJobs } from '../batch/lab/lab-jobs';
import { startOverview } from '../batch/overview/overview-duties';
import type { OverviewHub } from '../batch/overview/overview-hub';
import { cpuSecondsOfThis } from '../engine/server/cpu-report';
import { createFarDecoder, type FarDecoder } from '../engine/server/far-decoder';
import { createFreshStarts, type FreshStarts } from '../engine/server/fresh-starts';
import { createInferencePool, type InferencePool } from '../engine/server/inference-pool';
import { MANIFEST } from '../model';
import type { Manifest } from '../model/manifest';
import { type Death, reportDeath } from '../processes/deaths';
import { log } from '../processes/log';
import { createLoadGenerator, type LoadGenerator } from './generator';
import type { CpuReading } from './idle-watch';
import { createMeterRegistry, type MeterRegistry } from './meters';
import { createMetrics, type Metrics } from './metrics';
import { createRefusalLog } from './refusal-log';
import { createRequestLog, type RequestLog } from './request-log';
import { createStatistics, type Statistics } from './statistics';
import { createWorkLedger, type WorkLedger } from './work-ledger';

/** What the API works with. */
export interface Services {
  readonly manifest: Manifest;
  /** Who may ask for what. */
  readonly access: Access;
  readonly pool: InferencePool;
  readonly decoder: FarDecoder;
  readonly meters: MeterRegistry;
  /** What is done, and for whom. */
  readonly ledger: WorkLedger;
  /** Our own server says that it counts what goes over its connections. */
  seesBytes: boolean;
  readonly metrics: Metrics;
  readonly requests: RequestLog;
  readonly statistics: Statistics;
  /** Database, files and workers of the batch system. */
  readonly system: BatchSystem;
  readonly dataSets: DataSets;
  /** What is told to those who watch the batch system. */
  readonly overview: OverviewHub;
  /** The Lab's batch lane. */
  readonly labJobs: LabJobs;
  readonly generator: LoadGenerator;
  readonly freshStarts: FreshStarts;
  close(): Promise<void>;
}

export interface ServiceOptions {
  readonly manifest?: Manifest;
  /** Where the files of the models lie; default `public`. */
  readonly publicRoot?: string;
  /** The folder of the embedded database; default `TRILANE_DATA` or `.data`. */
  readonly dataRoot?: string;
  /** Of a PostgreSQL; default `DATABASE_URL`. */
  readonly databaseUrl?: string | undefined;
  readonly workerFile?: string;
  readonly workerCount?: number;
  readonly mostRowsPerBatch?: number;
  readonly queueLimit?: number;
  /** Where the server listens, what it is called, and the operator's key; default: `localhost`, and none. */
  readonly access?: Omit<AccessOptions, 'dataRoot'>;
}

/** Services of their own: for tests. A server uses `sharedServices()`. */
export function createServices(options: ServiceOptions = {}): Services {
  const { manifest = MANIFEST, publicRoot = join(process.cwd(), 'public'), databaseUrl, ...sizes } = options;
  const dataRoot = options.dataRoot ?? dataFolder();
  const metrics = createMetrics({
    waitingRows: () => pool.waitingRows(),
    livingThreads: () => pool.livingThreads(),
    system: () => system,
    onRefused: createRefusalLog(log),
  });
  const access = createAccess({ ...options.access, dataRoot, onRefusal: (reason) => metrics.refused(reason) });
  const onDeath = (death: Death) => {
    reportDeath(death);
    metrics.died(death);
  };
  const pool = createInferencePool({
    manifest,
    publicRoot,
    ...sizesFromEnvironment(),
    ...sizes,
    onBatch: (target, rows, times) => {
      metrics.batchDone(rows);
      statistics.forVersion(target).executed(rows, times);
    },
    onDeath,
  });
  const decoder = createFarDecoder();
  const statistics = createStatistics();
  const ledger = createWorkLedger();
  const meters = createMeterRegistry({
    ledger,
    readCpu: () => readCpu(),
    utilisation: () => pool.utilisation(),
    seesBytes: () => services.seesBytes,
  });
  const system = createBatchSystem({
    publicRoot,
    databaseUrl,
    isMeasuring: () => meters.isMeasuring(),
    onDeath,
    onQuery: (durationMs) => metrics.queryDone(durationMs),
    dataRoot,
  });
  const readCpu = cpuReader(system);
  const plain = createDataSets(system);
  const dataSets: DataSets = {
    ...plain,
    upload: (upload, caller) => metrics.upload(() => plain.upload(upload, caller)),
  };
  const labJobs = createLabJobs(system);
  const overview = startOverview(system, () => ledger.step());
  system.listen((news) => {
    if (news.type === 'changed') ledger.jobStep(news.jobId, news.cpuSeconds);
    else if (news.type === 'progress') ledger.touch();
  });
  const generator = createLoadGenerator({ publicRoot, onDeath });
  const freshStarts = createFreshStarts({ manifest, publicRoot });
  const services: Services = {
    manifest,
    access,
    pool,
    decoder,
    meters,
    ledger,
    seesBytes: false,
    metrics,
    requests: createRequestLog({ log, now: () => performance.now() }),
    statistics,
    system,
    dataSets,
    overview,
    labJobs,
    generator,
    freshStarts,
    async close() {
      meters.close();
      services.requests.flush();
      overview.close();
      await Promise.all([pool.close(), decoder.close(), system.close(), generator.close(), freshStarts.close()]);
    },
  };
  return services;
}

/** Of the processes that a lane on the server is charged with (SPEC 7.3). @returns reads it */
function cpuReader(system: BatchSystem): () => Promise<CpuReading> {
  return async () => {
    const databaseId = system.databaseProcessId();
    const [workerSeconds, database] = await Promise.all([
      system.opened()?.workers.cpuSeconds('short'),
      system.databaseCpuSeconds(),
    ]);
    return {
      server: { processId: process.pid, cpuSeconds: cpuSecondsOfThis() },
      // All of them are one to a lane, whichever came and went.
      ...(workerSeconds !== undefined && {
        'batch-worker': { processId: process.pid, cpuSeconds: workerSeconds },
      }),
      ...(databaseId !== undefined &&
        database !== undefined && { database: { processId: databaseId, cpuSeconds: database } }),
    };
  };
}

const SHARED = Symbol.for('trilane.services');

/**
 * The services of this process, made at the first call. They are kept on `globalThis`, because the native server and
 * Next each load this module for themselves, and `next dev` loads it anew at every change.
 */
export function sharedServices(): Services {
  const holder = globalThis as { [SHARED]?: Services };
  holder[SHARED] ??= createServices({ access: accessFromEnvironment() });
  return holder[SHARED];
}

/** `HOST`, `TRILANE_HOSTS` (names, with commas between), `TRILANE_OPERATOR_KEY` and `TRILANE_PROXY` (addresses of proxies). */
function accessFromEnvironment(): Omit<AccessOptions, 'dataRoot'> {
  const { HOST, TRILANE_HOSTS, TRILANE_OPERATOR_KEY, TRILANE_PROXY: proxies } = process.env;
  const names = (TRILANE_HOSTS ?? '').split(',').filter((name) => name.trim() !== '');
  return { listenHost: HOST || 'localhost', names, operatorKey: TRILANE_OPERATOR_KEY || undefined, proxies };
}

function sizesFromEnvironment(): Partial<Record<'workerCount' | 'mostRowsPerBatch' | 'queueLimit', number>> {
  const { TRILANE_WORKERS, TRILANE_MAX_BATCH, TRILANE_QUEUE_LIMIT } = process.env;
  return {
    ...positive('workerCount', TRILANE_WORKERS),
    ...positive('mostRowsPerBatch', TRILANE_MAX_BATCH),
    ...positive('queueLimit', TRILANE_QUEUE_LIMIT),
  };
}

function positive<Name extends string>(name: Name, text: string | undefined): Partial<Record<Name, number>> {
  const value = Number(text);
  return Number.isInteger(value) && value > 0 ? ({ [name]: value } as Record<Name, number>) : {};
}
