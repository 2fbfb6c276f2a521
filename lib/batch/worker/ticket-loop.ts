import { setImmediate } from 'node:timers/promises';
import type { Database } from '../../db/database';
import type { Persistently } from '../../db/persistently';
import { reportOf, TrilaneError } from '../../errors';
import { claimChunk, completeChunk, failChunk, returnAll, returnChunk } from '../jobs/chunk-ledger';
import type { ClaimedChunk, WorkerIdentity } from '../jobs/claim';
import { claimTrial, noteTrialDeath } from '../jobs/trials';
import type { ChunkRunner, ComputedChunk, Written } from './chunk-runner';
import { settled } from './settled';
import type { TicketJob } from './ticket-job';
import type { Trials } from './trial';

/** After so long a worker gives its place at a job up, so that jobs that wait get theirs, ms. */
const TURN_MS = 20_000;

export interface TurnOptions {
  readonly database: Database;
  readonly worker: WorkerIdentity;
  readonly runner: ChunkRunner;
  readonly trials: Pick<Trials, 'run'>;
  readonly persistently: Persistently;
  /** The worker is to stop: what it computes is finished or cancelled, nothing more is claimed. */
  readonly signal: AbortSignal;
  /** Which chunk is computed now. */
  readonly onChunk: (index: number | null) => void;
  readonly onCheckpoint: () => void;
}

/**
 * Works on one job until no chunk of it waits, or the turn is over: the next chunk is claimed and read while one computes
 * and the one before is written down. Chunks whose workers died come last, one by one, each in a process of its own.
 * @returns whether chunks may be left
 */
export async function workTurn(job: TicketJob, options: TurnOptions): Promise<boolean> {
  const { database, worker, runner, trials, persistently, signal, onChunk, onCheckpoint } = options;
  const endMs = performance.now() + TURN_MS;
  let mayHaveMore = true;
  let suspects = false;
  let checkpointMs = 0;

  const isOver = () => signal.aborted || performance.now() > endMs;
  const claim = async () => {
    if (isOver()) return undefined;
    const claimed = await persistently(() => claimChunk(database, worker, job.id));
    const { chunk } = claimed;
    suspects = claimed.suspects;
    if (!chunk) mayHaveMore = false;
    return chunk && { chunk, prepared: settled(runner.prepare(chunk, job)) };
  };
  const give = async (chunk: ClaimedChunk, thrown: unknown) => {
    const error = reportOf(thrown, 'inference-failed');
    const isCancelled = error.code === 'cancelled';
    await persistently(() => (isCancelled ? returnChunk(database, chunk) : failChunk(database, chunk, error)));
  };
  const complete = async (chunk: ClaimedChunk, written: Written) => {
    const startMs = performance.now();
    await persistently(() => completeChunk(database, worker, chunk, { ...written, checkpointMs }));
    checkpointMs = performance.now() - startMs;
  };
  const finish = async (computed: ComputedChunk) => {
    // The next chunk is handed to its threads first: encoding would let them wait.
    await setImmediate();
    try {
      await complete(computed.chunk, await runner.write(computed, job));
    } catch (thrown) {
      await give(computed.chunk, thrown);
    }
    onCheckpoint();
  };
  const tryAlone = async (chunk: ClaimedChunk) => {
    onChunk(chunk.index);
    try {
      const end = await trials.run(chunk, job);
      if (end.kind === 'written') await complete(chunk, end.written);
      else if (end.kind === 'failed') await give(chunk, TrilaneError.from(end.error));
      else await persistently(() => noteTrialDeath(database, chunk));
    } finally {
      onChunk(null);
      onCheckpoint();
    }
  };

  runner.begin();
  let writing: Promise<void> = Promise.resolve();
  let ahead = claim();
  try {
    for (let next = await ahead; next; next = await ahead) {
      const { chunk, prepared } = next;
      // Claimed before this one is computed: it is read meanwhile.
      ahead = claim();
      ahead.catch(() => {}); // looked at in the next round
      try {
        const ready = await prepared;
        if ('thrown' in ready) throw ready.thrown;
        if (signal.aborted) throw new TrilaneError('cancelled', 'The worker stops.');
        onChunk(chunk.index);
        const computed = await runner.compute(ready.value, job);
        onChunk(null);
        await writing;
        writing = finish(computed);
        writing.catch(() => {}); // looked at in the next round, or at the end
      } catch (thrown) {
        onChunk(null);
        await give(chunk, thrown);
        onCheckpoint();
      }
    }
    await writing;
    while (suspects && !isOver()) {
      const chunk = await persistently(() => claimTrial(database, worker, job.id));
      if (!chunk) break;
      await tryAlone(chunk);
    }
    if (suspects && isOver()) mayHaveMore = true;
  } finally {
    await Promise.allSettled([writing, ahead]);
    runner.rest();
    if (await persistently(() => returnAll(database, worker, job.id))) mayHaveMore = true;
  }
  return mayHaveMore;
}
