import 'server-only';
import { availableParallelism } from 'node:os';
import type { Duty } from './duties';
import { createJanitor, type Janitor, openWork } from './jobs/janitor';
import type { OpenBatch } from './open-batch';

/** From one round to the next while jobs are at work, ms. What two rounds in a row find is no passing state. */
const TIDY_MS = 1000;
const REST_MS = 30_000;
/** Workers of the long queue that find nothing to do are let go after so long, ms. */
const LET_GO_MS = 60_000;
const HOUSEKEEPING_MS = 60_000;
const LONG_REST_MS = 10 * 60_000;

/** Keeps as many workers as the jobs want. */
export function staffing(): Duty<OpenBatch> {
  const most = localWorkersAtMost();
  let neededAtMs = performance.now();
  return {
    name: 'keep enough workers',
    periodMs: TIDY_MS,
    restMs: REST_MS,
    async work({ database, workers }) {
      const { wantedWorkers } = await openWork(database);
      const wanted = Math.min(most, wantedWorkers);
      const nowMs = performance.now();
      if (wanted > 0) neededAtMs = nowMs;
      const letGoMs = neededAtMs + LET_GO_MS - nowMs;
      if (wanted > workers.count('long') || (letGoMs <= 0 && workers.count('long') > 0)) workers.keep('long', wanted);
      if (wanted > 0) return undefined;
      return workers.count('long') > 0 ? Math.max(TIDY_MS, letGoMs) : REST_MS;
    },
  };
}

/** Puts right what crashes left, while there is work that may have been hit. */
export function tidying(): Duty<OpenBatch> {
  const janitorOf = janitors();
  return {
    name: 'put right what crashes left',
    periodMs: TIDY_MS,
    restMs: REST_MS,
    // What has just been sent is still being written: a look at once would delay it.
    afterNewsMs: TIDY_MS,
    afterLabNewsMs: TIDY_MS,
    async work({ database, workers }) {
      if (await janitorOf(database).tidy()) workers.look();
      return (await openWork(database)).jobs > 0 ? undefined : REST_MS;
    },
  };
}

/** Deletes what is old, and lets pg-boss and the embedded database do the same; no request waits for any of it. */
export function housekeeping(): Duty<OpenBatch> {
  const janitorOf = janitors();
  return {
    name: 'delete what is old',
    periodMs: HOUSEKEEPING_MS,
    restMs: LONG_REST_MS,
    afterNewsMs: HOUSEKEEPING_MS,
    afterLabNewsMs: HOUSEKEEPING_MS,
    isPatient: true,
    async work({ database, store, checkpoint }) {
      const done = [() => janitorOf(database).retire(store), () => database.boss.maintain()];
      const failures: unknown[] = [];
      for (const work of done) await work().catch((thrown: unknown) => failures.push(thrown));
      checkpoint();
      return failures.length > 0 ? undefined : LONG_REST_MS;
    },
  };
}

function janitors() {
  let janitor: Janitor | undefined;
  return (database: OpenBatch['database']) => {
    janitor ??= createJanitor(database);
    return janitor;
  };
}

/** `TRILANE_LOCAL_WORKERS` sets another number; 0 leaves the work to others. */
function localWorkersAtMost(): number {
  const text = process.env.TRILANE_LOCAL_WORKERS;
  const number = Number(text);
  return text && Number.isInteger(number) && number >= 0 ? number : availableParallelism();
}
