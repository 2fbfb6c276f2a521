import { setImmediate } from 'node:timers/promises';
import { reportOf, TrilaneError } from '../../errors';
import { gather } from '../gather';
import { failChunk, returnChunk } from '../jobs/chunk-ledger';
import type { ClaimedChunk } from '../jobs/claim';
import {
  type ClaimedJob,
  claimShort,
  completeShort,
  MOST_ROWS_TOGETHER,
  returnUntold,
  type ShortResult,
} from '../jobs/short-ledger';
import type { ComputedChunk, PreparedChunk } from './chunk-runner';
import type { Company } from './company';
import { type Settled, settled } from './settled';
import { beginJob, type TicketJob } from './ticket-job';
import { type TurnOptions, workTurn } from './ticket-loop';

/** What one statement records at most. */
const MOST_RECORDED = 64;

export interface ShortOptions
  extends Pick<TurnOptions, 'database' | 'worker' | 'runner' | 'trials' | 'persistently' | 'signal'> {
  readonly company: Company;
  /** The queue is about to be read. */
  readonly onLook: () => void;
  /** Which job is at hand now. */
  readonly onJob: (job: { readonly id: string; readonly isOnTrial: boolean } | null) => void;
  /** The database knows how these ended, or wait again. */
  readonly onRecorded: (jobIds: readonly string[]) => void;
}

/**
 * Works on jobs of the Lab until none waits. Small ones are claimed together; while they compute the next are claimed and read, and
 * what is done is written down, all that is done meanwhile in one statement.
 * @returns how long until one that failed comes up again, ms; `null`: none does
 */
export async function workShort(options: ShortOptions): Promise<number | null> {
  const { database, worker, runner, persistently, signal, company, onLook, onJob, onRecorded } = options;
  const inHand = new Set<ClaimedChunk>();
  const finishing = new Set<Promise<void>>();
  let isUntold = false;
  let checkpointMs = 0;

  async function claim(): Promise<Claimed> {
    onLook();
    const { claimed, ...found } = await persistently(async () => {
      if (isUntold) await returnUntold(database, worker, [...inHand]);
      isUntold = true;
      return claimShort(database, worker);
    });
    isUntold = false;
    const atMs = performance.now();
    for (const { chunk } of claimed) inHand.add(chunk);
    return {
      ...found,
      isWhole: claimed.some(({ chunk }) => chunk.rows > MOST_ROWS_TOGETHER),
      jobs: claimed.map((one) => {
        const job = ticketJobOf(one);
        return { ...one, job, arrivedAtMs: atMs - one.queuedMs, prepared: settled(runner.prepare(one.chunk, job)) };
      }),
    };
  }
  const record = gather(async (results: readonly ShortResult[]) => {
    const startMs = performance.now();
    await persistently(() => completeShort(database, worker, results));
    checkpointMs = performance.now() - startMs;
    onRecorded(results.map(({ chunk }) => chunk.jobId));
    return results.map(() => undefined);
  }, MOST_RECORDED);
  async function give(chunk: ClaimedChunk, thrown: unknown): Promise<void> {
    const error = reportOf(thrown, 'inference-failed');
    const isCancelled = error.code === 'cancelled';
    await persistently(() => (isCancelled ? returnChunk(database, chunk) : failChunk(database, chunk, error)));
    onRecorded([chunk.jobId]);
  }
  async function finish({ job, chunk }: Prepared, computed: ComputedChunk, times: Times): Promise<void> {
    // The next one is handed to its threads first.
    await setImmediate();
    try {
      const written = await runner.write(computed, job);
      await record({ chunk, result: { ...written, checkpointMs }, ...times });
    } catch (thrown) {
      await give(chunk, thrown);
    } finally {
      inHand.delete(chunk);
    }
  }
  async function work(one: Prepared): Promise<void> {
    const { job, chunk, sender, arrivedAtMs, prepared } = one;
    const startedAtMs = performance.now();
    const othersMs = company.waitedForOthersMs(sender, arrivedAtMs, startedAtMs);
    onJob({ id: job.id, isOnTrial: false });
    try {
      const ready = await prepared;
      if ('thrown' in ready) throw ready.thrown;
      if (signal.aborted) throw new TrilaneError('cancelled', 'The worker stops.');
      // What was read while others computed took none of its own time.
      const readMs = performance.now() - startedAtMs;
      const computed = await runner.compute({ ...ready.value, readMs }, job);
      const finished = finish(one, computed, { startedAtMs, othersMs }).finally(() => finishing.delete(finished));
      finishing.add(finished);
      finished.catch(() => {}); // looked at in the end
    } catch (thrown) {
      await give(chunk, thrown);
      inHand.delete(chunk);
    } finally {
      company.worked(sender, startedAtMs, performance.now());
      onJob(null);
    }
  }
  async function tryAlone(jobId: string): Promise<void> {
    const job = await persistently(() => beginJob(database, jobId));
    if (!job) return;
    onJob({ id: jobId, isOnTrial: true });
    try {
      await workTurn(job, { ...options, onChunk: () => {}, onCheckpoint: () => onRecorded([jobId]) });
    } finally {
      onJob(null);
    }
  }

  let ahead: Promise<Claimed> | undefined;
  let mayHold = true;
  runner.begin();
  try {
    while (!signal.aborted) {
      const { jobs, suspects, dueMs, isWhole } = await (ahead ?? claim());
      ahead = undefined;
      if (jobs.length === 0) {
        const [suspect] = suspects;
        mayHold = suspect !== undefined;
        if (suspect === undefined) return dueMs;
        await Promise.all(finishing);
        await tryAlone(suspect);
        continue;
      }
      if (!isWhole) {
        ahead = claim();
        ahead.catch(() => {}); // looked at in the next round
      }
      for (const one of jobs) await work(one);
    }
    return null;
  } finally {
    // A claim that is made after its worker has left would be nobody's.
    await ahead?.catch(() => {});
    const ends = [...finishing];
    await Promise.allSettled(ends);
    runner.rest();
    // If that fails, what the worker leaves is released with it.
    if (mayHold) await persistently(() => returnUntold(database, worker, [])).catch(() => {});
    await Promise.all(ends);
  }
}

interface Claimed {
  readonly jobs: readonly Prepared[];
  readonly suspects: readonly string[];
  readonly dueMs: number | null;
  /** It is one that takes all of the worker: what is claimed beside it would wait for it. */
  readonly isWhole: boolean;
}

interface Prepared extends ClaimedJob {
  readonly job: TicketJob;
  /** At the server, by this process's clock. */
  readonly arrivedAtMs: number;
  readonly prepared: Promise<Settled<PreparedChunk>>;
}

type Times = Pick<ShortResult, 'startedAtMs' | 'othersMs'>;

function ticketJobOf({ chunk, model, version, sha256, source, batchSize }: ClaimedJob): TicketJob {
  const target = { modelId: model, versionId: version };
  return {
    ...{ id: chunk.jobId, kind: 'score', queue: 'short', target, sha256, source, batchSize },
    dataSetId: null,
    seed: 0,
  };
}
