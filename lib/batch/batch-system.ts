import 'server-only';
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { connectDatabase, type Database } from '../db/database';
import { type EmbeddedDatabase, startEmbedded } from '../db/embedded';
import { jobs, workers } from '../db/schema';
import type { OnQuery } from '../db/time-queries';
import { type ErrorReport, reportOf, TrilaneError } from '../errors';
import type { Death } from '../processes/deaths';
import { codeOf, connectionFailureInWords } from '../processes/failure-in-words';
import { log } from '../processes/log';
import type { BatchQueueName } from '../wire/batch-system';
import type { SystemInfo } from '../wire/overview-schema';
import { createDuties, type Duty } from './duties';
import { openStore } from './files/open-store';
import { housekeeping, staffing, tidying } from './housekeeping';
import { createLocalWorkers } from './jobs/local-workers';
import { releaseWorker } from './jobs/lost-workers';
import type { WorkerNews } from './jobs/worker-messages';
import type { OpenBatch } from './open-batch';

/** A PostgreSQL that cannot be reached is tried again after this, ms. */
const TRY_AGAIN_MS = 2000;

export interface BatchSystemOptions {
  /** The folder of the embedded database and its files; default `TRILANE_DATA` or `.data`. */
  readonly dataRoot?: string;
  readonly publicRoot: string;
  /** Default `DATABASE_URL`; without it the embedded database is used. */
  readonly databaseUrl?: string | undefined;
  /** The bundle that workers run; default `.build/batch-worker.mjs`. */
  readonly workerFile?: string;
  /** Whether a lane is being measured: what can wait then does. */
  readonly isMeasuring?: () => boolean;
  /** A process of the database or a worker has ended unasked. */
  readonly onDeath?: (death: Death) => void;
  readonly onQuery?: OnQuery;
}

/** What those who watch the batch system hear. */
export type BatchNews = WorkerNews | { readonly type: 'nudge' };

/** The durable batch system of one server: database, files and local workers, opened at the first need of them. */
export interface BatchSystem {
  readonly dataRoot: string;
  readonly publicRoot: string;
  /** @throws TrilaneError `database-unavailable`, `database-newer` */
  open(): Promise<OpenBatch>;
  /** What is open already. */
  opened(): OpenBatch | undefined;
  state(): SystemInfo;
  /**
   * Something was written that workers or readers should look at.
   * @param queue `short`: it is about a job of the Lab alone
   */
  nudge(queue?: BatchQueueName): void;
  /** Something was written that only readers should look at. */
  tell(): void;
  /** Hears of every nudge, and of what local workers tell. @returns ends it */
  listen(listener: (news: BatchNews) => void): () => void;
  /** Looks after something while the database is open; a failure is logged and tried again the next time. */
  attend(duty: Duty<OpenBatch>): void;
  /**
   * Runs `work` every so often, when nobody measures.
   * @param name as of a duty
   */
  every(name: string, periodMs: number, work: (open: OpenBatch) => Promise<unknown>): void;
  /** The id of the embedded database's process; nothing where there is none. */
  databaseProcessId(): number | undefined;
  /** CPU-seconds of the process of the embedded database so far; nothing where there is none. */
  databaseCpuSeconds(): Promise<number | undefined>;
  close(): Promise<void>;
}

/** `TRILANE_DATA`, or `.data`: the folder of the embedded database, its files, and the operator's key. */
export function dataFolder(): string {
  return process.env.TRILANE_DATA || join(process.cwd(), '.data');
}

export function createBatchSystem(options: BatchSystemOptions): BatchSystem {
  const dataRoot = options.dataRoot ?? dataFolder();
  const databaseUrl = options.databaseUrl ?? (process.env.DATABASE_URL || undefined);
  // Found at run time, beside the server's own bundle: a bundler must not try to follow it.
  const {
    publicRoot,
    onDeath = () => {},
    onQuery,
    workerFile = join(/* turbopackIgnore: true */ process.cwd(), '.build', 'batch-worker.mjs'),
  } = options;
  const news = new EventEmitter().setMaxListeners(0);
  const duties = createDuties<OpenBatch>({
    open: () => open,
    // Nobody but this server and its workers can have written to the embedded database.
    hearsAll: () => !databaseUrl,
    isMeasuring: options.isMeasuring ?? (() => false),
    onFailure: (duty, why) =>
      log.report('duty-failed', `the batch system could not ${duty}, and goes on trying. ${why}`, { duty }),
  });
  let tryAgain: NodeJS.Timeout | undefined;
  let embedded: EmbeddedDatabase | undefined;
  let opening: Promise<OpenBatch> | undefined;
  let open: OpenBatch | undefined;
  let failure: ErrorReport | undefined;
  let closed = false;
  let stateSinceMs = performance.now();

  const onChange = () => announce({ type: 'nudge' });
  async function connect(): Promise<OpenBatch> {
    if (!databaseUrl) embedded ??= await startEmbedded(dataRoot, { onChange, onDeath });
    const database = await connectDatabase(
      databaseUrl
        ? { kind: 'postgresql', url: databaseUrl, role: 'server', onQuery }
        : { kind: 'embedded', url: embedded?.url ?? '', role: 'server', onQuery },
    );
    if (database.kind === 'embedded') await startAfresh(database);
    const onMessage = (message: WorkerNews) => {
      announce(message);
      // What it says of itself is no work.
      if (message.type === 'changed') duties.news('lab');
    };
    const local = createLocalWorkers({ database, dataRoot, publicRoot, workerFile, onMessage, onDeath });
    const store = openStore(database, dataRoot);
    return { database, store, workers: local, checkpoint: () => embedded?.checkpoint() };
  }
  const announce = (message: BatchNews) => void news.emit('news', message);
  function begin(): Promise<OpenBatch> {
    opening ??= connect().then(
      (opened) => {
        open = opened;
        failure = undefined;
        stateSinceMs = performance.now();
        log.report('database-open', 'the batch database is open; unfinished jobs go on.', {
          kind: opened.database.kind,
        });
        duties.begin();
        return opened;
      },
      (thrown: unknown) => {
        failure = inWords(thrown);
        log.report('database-failed', `the batch database could not be opened. ${failure.detail}`, {
          code: codeOf(thrown) ?? failure.code,
          triesAgain: failure.code === 'database-unavailable' && !closed,
        });
        stateSinceMs = performance.now();
        if (failure.code === 'database-unavailable' && !closed)
          tryAgain = setTimeout(() => void begin().catch(() => {}), TRY_AGAIN_MS);
        opening = undefined;
        throw TrilaneError.from(failure);
      },
    );
    return opening;
  }
  const system: BatchSystem = {
    dataRoot,
    publicRoot,
    async open() {
      if (closed) throw new TrilaneError('not-ready', 'The server is shutting down.');
      if (open) return open;
      // A failed database is tried again in the background, and callers hear of the failure at once.
      if (failure && !opening) throw TrilaneError.from(failure);
      return begin();
    },
    opened: () => open,
    state: () => ({
      database: databaseUrl ? 'postgresql' : 'embedded',
      state: failure ? 'failed' : open ? 'ready' : 'opening',
      sinceMs: performance.now() - stateSinceMs,
      error: failure ?? null,
    }),
    nudge(queue = 'long') {
      open?.workers.look();
      announce({ type: 'nudge' });
      duties.news(queue === 'short' ? 'lab' : 'any');
    },
    tell() {
      announce({ type: 'nudge' });
      duties.news('lab');
    },
    listen(listener) {
      news.on('news', listener);
      return () => news.off('news', listener);
    },
    attend: duties.add,
    every: (name, periodMs, work) =>
      duties.add({
        name,
        periodMs,
        afterNewsMs: null,
        isPatient: true,
        async work(opened) {
          await work(opened);
          return undefined;
        },
      }),
    databaseProcessId: () => embedded?.processId(),
    databaseCpuSeconds: async () => embedded?.cpuSeconds(),
    async close() {
      closed = true;
      clearTimeout(tryAgain);
      duties.stop();
      await opening?.catch(() => {});
      await open?.workers.stop();
      await open?.database.close().catch(() => {});
      await embedded?.stop();
    },
  };
  system.attend(staffing());
  system.attend(tidying());
  system.attend(housekeeping());
  return system;
}

/**
 * Only this server starts workers at an embedded database, so the ones it still names have ended: their chunks wait again. Jobs of the Lab from
 * before the start are cancelled, for the page that sent them has given up.
 */
async function startAfresh(database: Database): Promise<void> {
  for (const { id } of await database.orm.select({ id: workers.id }).from(workers)) await releaseWorker(database, id);
  await database.orm
    .update(jobs)
    .set({ state: 'cancelled', finishedAt: sql`now()` })
    .where(and(eq(jobs.queue, 'short'), isNull(jobs.finishedAt), sql`${jobs.createdAt} < now() - interval '1 minute'`));
}

function inWords(thrown: unknown): ErrorReport {
  const report = reportOf(thrown, 'database-unavailable');
  // The driver's words may hold the address, with its password.
  return report.code === 'database-unavailable' && !(thrown instanceof TrilaneError)
    ? { code: 'database-unavailable', detail: `The database does not answer: ${connectionFailureInWords(thrown)}.` }
    : report;
}
