import { setTimeout as sleep } from 'node:timers/promises';
import { connectDatabase, type Database, inTransaction, QUEUES } from '../../db/database';
import { nextDueMs } from '../../db/next-due';
import { createPersistence, isUnreachable } from '../../db/persistently';
import { answerCpuAsks, cpuSecondsOfThis } from '../../engine/server/cpu-report';
import { TrilaneError } from '../../errors';
import { codeOf, connectionFailureInWords, failureInWords } from '../../processes/failure-in-words';
import { log } from '../../processes/log';
import { endWithParent } from '../../processes/parent';
import type { JobState } from '../../wire/batch-system';
import { isOver } from '../../wire/batch-system';
import { openStore } from '../files/open-store';
import { sendTickets } from '../jobs/jobs';
import { releaseWorker } from '../jobs/lost-workers';
import type { ToWorker, WorkerNews } from '../jobs/worker-messages';
import { createChunkRunner } from './chunk-runner';
import { createCompany } from './company';
import { startModelThreads } from './model-threads';
import { type Doing, keepPresent } from './presence';
import { workShort } from './short-loop';
import { beginJob } from './ticket-job';
import { workTurn } from './ticket-loop';
import { createTrials, TRIAL_VARIABLE } from './trial';
import { runTrialProcess } from './trial-process';
import { type WorkerSettings, workerSettings } from './worker-settings';

/** How often an idle worker looks for work, ms; a worker that a server started is also told by it. */
const LOOK_MS = 500;
/** The same where all work comes from that server, which tells: this look only makes up for a message that was lost. */
const REST_LOOK_MS = 15_000;
/** How often the server hears of rows that are done, ms: somebody waits for a job of the Lab, and sees every step. */
const PROGRESS_MS = { short: 50, long: 500 } as const;
/** A job of the Lab that takes longer is told of, ms: most are over before anybody could ask. */
const TAKES_LONG_MS = 100;
const NOTHING: Doing = { jobId: null, ticketId: null, chunk: null, rowsDone: 0 };
const WAIT_FOR_SERVER_MS = 1000;
/** A worker that was asked to stop and hangs ends after this long, ms: what it had is given to others. Whoever started it may wait for less. */
const STOP_MS = 30_000;

/**
 * A worker: takes tickets of its queue one after the other, and works on their jobs. Ends with the process.
 * @param entry the module to start inference threads from
 * @param open where its files lie
 */
export async function runWorkerProcess(entry: URL, open: typeof openStore = openStore): Promise<void> {
  let settings: WorkerSettings;
  try {
    settings = workerSettings();
  } catch (error) {
    return giveUp(error);
  }
  // The server that started this worker has ended, perhaps while the worker was starting. The next server starts its own.
  process.once('disconnect', endNow);
  if (process.env.TRILANE_WORKER_ID && !process.connected) return endNow();
  const stopped = new AbortController();
  const isOnItsOwn = !process.send;
  // One that has no database yet has nothing to put in order.
  let leave: () => unknown = () => process.exit(0);
  if (isOnItsOwn) endWithParent(() => leave());
  const persistently = createPersistence(stopped.signal, (failure) => {
    if (!isOnItsOwn) return;
    const sentence = `the database does not answer: ${connectionFailureInWords(failure)}; trying again.`;
    log.report('worker-waits', sentence, { code: codeOf(failure) ?? null });
  });
  if (isOnItsOwn) log.report('worker-joined', `worker ${settings.name} joins the pool; stop it with Ctrl+C`);

  const { databaseKind: kind, databaseUrl: url } = settings;
  const connect = async () => {
    for (let isTold = false; ; isTold = true) {
      try {
        return await persistently(() => connectDatabase({ kind, url, role: 'worker' }));
      } catch (error) {
        if (!(error instanceof TrilaneError) || error.code !== 'not-ready') throw error;
        if (!isTold) log.report('worker-waits', `${error.message} Waiting for one.`);
        await sleep(WAIT_FOR_SERVER_MS);
      }
    }
  };
  if (process.env[TRIAL_VARIABLE]) return runTrialProcess(entry, settings, connect, open);
  const database = await connect().catch(giveUp);
  if (!database) return;
  const store = open(database, settings.dataRoot);
  const threads = startModelThreads(entry, settings.threads, settings.publicRoot);
  const runner = createChunkRunner(threads, store, settings.publicRoot);
  const trials = createTrials(entry);
  const stopWork = () => {
    runner.stop();
    trials.stop();
  };

  let doing: Doing = NOTHING;
  const company = createCompany();
  let wake = () => {};
  const isTold = kind === 'embedded' && !isOnItsOwn;
  const presence = keepPresent(database, settings, {
    doing: () => ({ ...doing, rowsDone: doing.chunk === null ? 0 : runner.rowsDone() }),
    isWatched: isTold,
    onJobState(jobId, state) {
      if (jobId === doing.jobId && (!state || isOver(state as JobState))) stopWork();
    },
    onTold: () => tell({ type: 'presence' }),
  });
  let lastLook = 0;
  let looks = 0;
  answerCpuAsks();
  process.on('message', (message: ToWorker) => {
    if (message.type !== 'look') return;
    looks++;
    wake();
    // The job at hand may be cancelled.
    if (doing.jobId !== null) void presence.beat();
  });

  const stop = async () => {
    if (stopped.signal.aborted) return;
    stopped.abort();
    stopWork();
    wake();
    setTimeout(endNow, STOP_MS).unref();
  };
  leave = stop;
  process.once('SIGTERM', stop);
  process.once('SIGINT', () => (isOnItsOwn ? void stop() : undefined));

  await presence.beat();
  while (!stopped.signal.aborted) {
    try {
      if (settings.queue === 'short') {
        const dueMs = await workLabJobs(database);
        await pause(isTold ? Math.max(LOOK_MS, Math.min(dueMs ?? REST_LOOK_MS, REST_LOOK_MS)) : LOOK_MS);
        continue;
      }
      lastLook = looks;
      const [ticket] = await persistently(() => database.boss.fetch<{ jobId: string }>(QUEUES[settings.queue]));
      if (!ticket) {
        const dueMs = isTold ? await nextDueMs(database, settings.queue) : LOOK_MS;
        await pause(Math.max(LOOK_MS, Math.min(dueMs ?? REST_LOOK_MS, REST_LOOK_MS)));
        continue;
      }
      doing = { jobId: ticket.data.jobId, ticketId: ticket.id, chunk: null, rowsDone: 0 };
      await workTicket(database, ticket.id, ticket.data.jobId);
    } catch (error) {
      if (!stopped.signal.aborted && !isUnreachable(error)) meet(error);
      await sleep(LOOK_MS, undefined, { signal: stopped.signal }).catch(() => {});
    } finally {
      doing = NOTHING;
    }
  }
  presence.stop();
  await releaseWorker(database, settings.id, { died: false }).catch(() => {});
  await database.close().catch(() => {});
  process.exit(0);

  /** Waits until there may be work; news that came while the queue was being read ends it at once. */
  async function pause(ms: number): Promise<void> {
    if (looks !== lastLook || stopped.signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** @returns how long until a job may be there that nobody tells of, ms */
  async function workLabJobs(db: Database): Promise<number | null> {
    let toldSeconds = cpuSecondsOfThis();
    let late: NodeJS.Timeout | undefined;
    const progress = setInterval(() => {
      if (doing.jobId !== null && doing.chunk !== null)
        tell({ type: 'progress', queue: 'short', jobId: doing.jobId, done: runner.rowsDone() });
    }, PROGRESS_MS.short);
    try {
      return await workShort({
        ...{ database: db, worker: settings, runner, trials, persistently, signal: stopped.signal, company },
        onLook() {
          lastLook = looks;
        },
        onJob(job) {
          doing = { ...NOTHING, jobId: job?.id ?? null, chunk: job && !job.isOnTrial ? 0 : null };
          clearTimeout(late);
          if (job) late = setTimeout(() => void presence.beat(), TAKES_LONG_MS);
        },
        onRecorded(jobIds) {
          const cpuSeconds = (cpuSecondsOfThis() - toldSeconds) / jobIds.length;
          toldSeconds = cpuSecondsOfThis();
          for (const jobId of jobIds) tell({ type: 'changed', jobId, cpuSeconds });
        },
      });
    } finally {
      clearTimeout(late);
      clearInterval(progress);
    }
  }

  async function workTicket(db: Database, ticketId: string, jobId: string): Promise<void> {
    let toldSeconds = cpuSecondsOfThis();
    const tellChange = () => {
      const cpuSeconds = cpuSecondsOfThis() - toldSeconds;
      toldSeconds += cpuSeconds;
      tell({ type: 'changed', jobId, cpuSeconds });
    };
    await presence.beat();
    const job = await persistently(() => beginJob(db, jobId));
    if (job) {
      tellChange();
      const progress = setInterval(() => {
        if (doing.chunk !== null) tell({ type: 'progress', queue: 'long', jobId, done: runner.rowsDone() });
      }, PROGRESS_MS.long);
      try {
        const mayHaveMore = await workTurn(job, {
          database: db,
          worker: settings,
          runner,
          trials,
          persistently,
          signal: stopped.signal,
          onChunk(chunk) {
            doing = { ...doing, chunk };
          },
          onCheckpoint: tellChange,
        });
        if (mayHaveMore && !stopped.signal.aborted) {
          await persistently(() => inTransaction(db, (tx) => sendTickets(db, tx, job, 1)));
        }
      } finally {
        clearInterval(progress);
      }
    }
    if (!stopped.signal.aborted) await persistently(() => db.boss.complete(QUEUES[settings.queue], ticketId));
  }
}

/** Not by `exit`: in the middle of an inference that makes ONNX Runtime abort, which prints a stack. */
function endNow(): void {
  process.kill(process.pid, 'SIGKILL');
}

function tell(message: WorkerNews): void {
  if (process.connected) process.send?.(message, () => {});
}

function meet(problem: unknown): void {
  log.report('worker-failed', `a worker met a problem: ${failureInWords(problem)}`, { code: codeOf(problem) ?? null });
}

function giveUp(error: unknown): undefined {
  log.report('not-started', failureInWords(error));
  process.exit(1);
}
