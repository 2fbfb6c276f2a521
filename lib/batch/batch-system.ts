import 'server-only';
import { EventEmitter } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { connectDatabase, type Database } from '../db/database';
import { type EmbeddedDatabase, startEmbedded } from '../db/embedded';
import { jobs, workers } from '../db/schema';
import type { SystemInfo } from '../engine/wire/console';
import { type ErrorReport, reportOf, TrilaneError } from '../errors';
import type { FileStore } from './files/file-store';
import { openStore } from './files/open-store';
import { createJanitor, wantedWorkers } from './jobs/janitor';
import { createLocalWorkers, type LocalWorkers } from './jobs/local-workers';
import { releaseWorker } from './jobs/lost-workers';
import type { FromWorker } from './worker/worker-messages';

const TIDY_MS = 1000;
const RETIRE_EVERY = 60;
/** Workers of the long queue that find nothing to do are let go after so many rounds. */
const IDLE_ROUNDS = 60;
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
}

/** What is open once the database is. */
export interface OpenBatch {
  readonly database: Database;
  readonly store: FileStore;
  readonly workers: LocalWorkers;
}

/** The durable batch system of one server: database, files and local workers, opened at the first need of them. */
export interface BatchSystem {
  readonly dataRoot: string;
  readonly publicRoot: string;
  /** @throws TrilaneError `database-unavailable`, `database-newer` */
  open(): Promise<OpenBatch>;
  /** What is open already. */
  opened(): OpenBatch | undefined;
  state(): SystemInfo;
  /** Something was written that workers or readers should look at. */
  nudge(): void;
  /** Hears of every nudge, and of what local workers tell. @returns ends it */
  listen(listener: (message: FromWorker | { readonly type: 'nudge' }) => void): () => void;
  /** Runs `work` every so often while the database is open; a failure is tried again the next time. */
  every(periodMs: number, work: (open: OpenBatch) => Promise<unknown>): void;
  /** Of the process of the embedded database. */
  databaseProcessId(): number | undefined;
  close(): Promise<void>;
}

export function createBatchSystem(options: BatchSystemOptions): BatchSystem {
  const dataRoot = options.dataRoot ?? (process.env.TRILANE_DATA || join(process.cwd(), '.data'));
  const databaseUrl = options.databaseUrl ?? (process.env.DATABASE_URL || undefined);
  // Found at run time, beside the server's own bundle: a bundler must not try to follow it.
  const { publicRoot, workerFile = join(/* turbopackIgnore: true */ process.cwd(), '.build', 'batch-worker.mjs') } =
    options;
  const news = new EventEmitter().setMaxListeners(0);
  const duties: { readonly periodMs: number; readonly work: (open: OpenBatch) => Promise<unknown> }[] = [];
  const timers = new Set<NodeJS.Timeout>();
  let embedded: EmbeddedDatabase | undefined;
  let opening: Promise<OpenBatch> | undefined;
  let open: OpenBatch | undefined;
  let failure: ErrorReport | undefined;
  let closed = false;
  let stateSinceMs = performance.now();

  async function connect(): Promise<OpenBatch> {
    if (!databaseUrl) embedded ??= await startEmbedded(dataRoot);
    const database = await connectDatabase(
      databaseUrl
        ? { kind: 'postgresql', url: databaseUrl, role: 'server' }
        : { kind: 'embedded', url: embedded?.url ?? '', role: 'server' },
    );
    if (database.kind === 'embedded') await startAfresh(database);
    const onMessage = (message: FromWorker) => news.emit('news', message);
    const local = createLocalWorkers({ database, dataRoot, publicRoot, workerFile, onMessage });
    return { database, store: openStore(database, dataRoot), workers: local };
  }
  function begin(): Promise<OpenBatch> {
    opening ??= connect().then(
      (opened) => {
        open = opened;
        failure = undefined;
        stateSinceMs = performance.now();
        for (const duty of duties) startDuty(duty);
        return opened;
      },
      (thrown: unknown) => {
        failure = inWords(thrown);
        stateSinceMs = performance.now();
        if (failure.code === 'database-unavailable' && !closed) later(TRY_AGAIN_MS, () => void begin().catch(() => {}));
        opening = undefined;
        throw TrilaneError.from(failure);
      },
    );
    return opening;
  }
  const later = (afterMs: number, work: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      if (!closed) work();
    }, afterMs);
    timers.add(timer);
  };
  /** One round after the other, never two at once. */
  const startDuty = ({ periodMs, work }: (typeof duties)[number]) => {
    const round = () => {
      if (closed || !open) return;
      work(open)
        .catch(() => {})
        .finally(() => later(periodMs, round));
    };
    round();
  };

  const system: BatchSystem = {
    dataRoot,
    publicRoot,
    async open() {
      if (closed) throw new TrilaneError('not-ready', 'The server is shutting down.');
      if (open) return open;
      // A failed database is tried again in the background: nobody has to wait to hear that it is away.
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
    nudge() {
      open?.workers.look();
      news.emit('news', { type: 'nudge' });
    },
    listen(listener) {
      news.on('news', listener);
      return () => news.off('news', listener);
    },
    every(periodMs, work) {
      duties.push({ periodMs, work });
      if (open) startDuty({ periodMs, work });
    },
    databaseProcessId: () => embedded?.processId(),
    async close() {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
      await opening?.catch(() => {});
      await open?.workers.stop();
      await open?.database.close().catch(() => {});
      await embedded?.stop();
    },
  };
  system.every(TIDY_MS, tidying());
  return system;
}

/**
 * Nobody but this server can have workers at an embedded database: those it names are gone, and what they had waits again.
 * So do jobs of the Lab, for which nobody waits any more.
 */
async function startAfresh(database: Database): Promise<void> {
  for (const { id } of await database.orm.select({ id: workers.id }).from(workers)) await releaseWorker(database, id);
  await database.orm
    .update(jobs)
    .set({ state: 'cancelled', finishedAt: sql`now()` })
    .where(and(eq(jobs.queue, 'short'), isNull(jobs.finishedAt), sql`${jobs.createdAt} < now() - interval '1 minute'`));
}

/** Keeps as many workers as the jobs want, puts right what crashes left, forgets what is old. */
function tidying(): (open: OpenBatch) => Promise<void> {
  let round = 0;
  let idleRounds = 0;
  let janitor: ReturnType<typeof createJanitor> | undefined;
  const most = localWorkersAtMost();
  return async ({ database, store, workers }) => {
    janitor ??= createJanitor(database);
    if (await janitor.tidy()) workers.look();
    const wanted = Math.min(most, await wantedWorkers(database));
    idleRounds = wanted > 0 ? 0 : idleRounds + 1;
    if (wanted > workers.count('long') || idleRounds > IDLE_ROUNDS) workers.keep('long', wanted);
    if (round++ % RETIRE_EVERY === 0) await janitor.retire(store);
  };
}

/** `TRILANE_LOCAL_WORKERS` sets another number; 0 leaves the work to others. */
function localWorkersAtMost(): number {
  const text = process.env.TRILANE_LOCAL_WORKERS;
  const number = Number(text);
  return text && Number.isInteger(number) && number >= 0 ? number : availableParallelism();
}

function inWords(thrown: unknown): ErrorReport {
  const report = reportOf(thrown, 'database-unavailable');
  // The driver's words may hold the address, with its password.
  return report.code === 'database-unavailable' && !(thrown instanceof TrilaneError)
    ? { code: 'database-unavailable', detail: `The database does not answer (${codeOf(thrown)}).` }
    : report;
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'no reason given';
}
