import type { Database } from '../../db/database';
import type { Persistently } from '../../db/persistently';
import { reportOf, TrilaneError } from '../../errors';
import {
  type ClaimedChunk,
  claimChunk,
  completeChunk,
  failChunk,
  returnAll,
  returnChunk,
  type WorkerIdentity,
} from '../jobs/chunk-ledger';
import type { ChunkRunner, ComputedChunk } from './chunk-runner';
import type { TicketJob } from './ticket-job';

/** After so long a worker gives its place at a job up, so that jobs that wait get theirs, ms. */
const TURN_MS = 20_000;

export interface TurnOptions {
  readonly database: Database;
  readonly worker: WorkerIdentity;
  readonly runner: ChunkRunner;
  readonly persistently: Persistently;
  /** The worker is to stop: what it computes is finished or cancelled, nothing more is claimed. */
  readonly signal: AbortSignal;
  /** Which chunk is computed now. */
  readonly onChunk: (index: number | null) => void;
  /** Tells the database so, and waits until it knows. */
  readonly onSuspect: () => Promise<void>;
  readonly onCheckpoint: () => void;
}

/**
 * Works on one job until no chunk of it waits, or the turn is over: the next chunk is claimed and read while one computes
 * and the one before is written down.
 * @returns whether chunks may be left
 */
export async function workTurn(job: TicketJob, options: TurnOptions): Promise<boolean> {
  const { database, worker, runner, persistently, signal, onChunk, onSuspect, onCheckpoint } = options;
  const endMs = performance.now() + TURN_MS;
  let mayHaveMore = true;
  let checkpointMs = 0;

  const claim = async () => {
    if (signal.aborted || performance.now() > endMs) return undefined;
    const chunk = await persistently(() => claimChunk(database, worker, job.id));
    if (!chunk) mayHaveMore = false;
    // A worker died that had it: should this one die too, it has to be clear of what, so it is worked on alone.
    return chunk && { chunk, prepared: chunk.deaths > 0 ? undefined : settled(runner.prepare(chunk, job)) };
  };
  const give = (chunk: ClaimedChunk, thrown: unknown) => {
    const error = reportOf(thrown, 'inference-failed');
    const isCancelled = error.code === 'cancelled';
    return persistently(() => (isCancelled ? returnChunk(database, chunk) : failChunk(database, chunk, error)));
  };
  const finish = async (computed: ComputedChunk) => {
    const { chunk } = computed;
    try {
      const written = await runner.write(computed, job);
      const startMs = performance.now();
      await persistently(() => completeChunk(database, worker, chunk, { ...written, checkpointMs }));
      checkpointMs = performance.now() - startMs;
    } catch (thrown) {
      await give(chunk, thrown);
    }
    onCheckpoint();
  };

  runner.begin();
  let writing: Promise<void> = Promise.resolve();
  let ahead = claim();
  try {
    for (let next = await ahead; next; next = await ahead) {
      const { chunk, prepared } = next;
      const isSuspect = !prepared;
      const claimAhead = () => {
        ahead = claim();
        ahead.catch(() => {}); // looked at in the next round
      };
      // Claimed before this one is computed: it is read meanwhile.
      if (!isSuspect) claimAhead();
      try {
        if (isSuspect) {
          await writing;
          onChunk(chunk.index);
          await onSuspect();
        }
        const ready = await (prepared ?? settled(runner.prepare(chunk, job)));
        if ('thrown' in ready) throw ready.thrown;
        if (signal.aborted) throw new TrilaneError('cancelled', 'The worker stops.');
        onChunk(chunk.index);
        const computed = await runner.compute(ready.value, job);
        // One under suspicion is named until all of it is done: writing may be what kills.
        if (!isSuspect) onChunk(null);
        await writing;
        writing = finish(computed);
        writing.catch(() => {}); // looked at in the next round, or at the end
        if (isSuspect) await writing;
        onChunk(null);
      } catch (thrown) {
        onChunk(null);
        await give(chunk, thrown);
        onCheckpoint();
      }
      if (isSuspect) claimAhead();
    }
    await writing;
  } finally {
    await Promise.allSettled([writing, ahead]);
    runner.rest();
    if (await persistently(() => returnAll(database, worker, job.id))) mayHaveMore = true;
  }
  return mayHaveMore;
}

type Settled<T> = { readonly value: T } | { readonly thrown: unknown };

/** So that a failure may be looked at later. */
function settled<T>(promise: Promise<T>): Promise<Settled<T>> {
  return promise.then(
    (value) => ({ value }),
    (thrown: unknown) => ({ thrown }),
  );
}
