import 'client-only';
import { reportOf } from '../../errors';
import { targetOf } from '../../experiment/setup';
import type { SetupOf } from '../../experiment/setup-fields';
import { gathers, MODE_IDS, type ModeId, runsOnDevice } from '../../modes';
import { createRandom, permutation } from '../../workload/random';
import { type ColdStartResult, type FreshStart, WARM_ITEMS } from './cold-start-result';
import { createCountdown } from './countdown';
import { startOnServer } from './fresh-start';
import { loadLane } from './load-lane';
import { LEAST_PASSES } from './passes';
import { withStudyWorker } from './study-lane';
import type { StudyContext } from './study-state';

const STEADY_ITEMS = { least: 20, most: 100 } as const;
/** Where an item takes long, fewer steady ones do. ms */
const MOST_ITEMS_MS = 1500;

type Context = StudyContext<ColdStartResult, SetupOf<'cold-start'>>;

/**
 * Starts every lane afresh several times, in an order of its own each time: what is fetched, loaded and run first, then
 * warm and steady items, all apart. A lane that fails is left out from then on, the others go on.
 */
export async function runColdStart(context: Context): Promise<void> {
  const { setup, signal, onProgress, onResult } = context;
  const lanes = MODE_IDS.filter((id) => setup.lanes.includes(id));
  const repeats = Math.max(LEAST_PASSES, setup.repeats);
  let result: ColdStartResult = { ...emptyColdStart(setup), repeats };
  const countdown = createCountdown(repeats * lanes.length);
  const random = createRandom(setup.seed);
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const index of permutation(lanes.length, random)) {
      const lane = lanes[index];
      if (!lane || result.failures[lane]) continue;
      onProgress({
        step: { id: 'cold-start', lane, values: { repeat: repeat + 1, repeats } },
        share: countdown.share(),
        remainingMs: countdown.remainingMs(),
      });
      try {
        const start = await startAfresh(lane, repeat);
        result = { ...result, starts: [...result.starts, start] };
      } catch (thrown) {
        if (signal.aborted) throw thrown;
        result = { ...result, failures: { ...result.failures, [lane]: reportOf(thrown, 'engine-died') } };
      }
      countdown.advance(1);
      onResult(result);
    }
  }

  function startAfresh(lane: ModeId, repeat: number): Promise<FreshStart> {
    return runsOnDevice(lane) ? startHere(context, lane, repeat) : startThere(context, lane, repeat);
  }
}

/** In a fresh worker of this page: what it fetches, what it loads, and then items. */
function startHere(context: Context, lane: ModeId, repeat: number): Promise<FreshStart> {
  const { setup } = context;
  return withStudyWorker(context, async (worker) => {
    const target = targetOf(setup, lane);
    const fetched = await worker.ask('fetch-twice', { target });
    const { coldStart } = await loadLane(worker, context, { lane, target, threads: setup.threads });
    const { latenciesMs } = await worker.ask('items', {
      leastCount: 1 + WARM_ITEMS + STEADY_ITEMS.least,
      mostCount: 1 + WARM_ITEMS + STEADY_ITEMS.most,
      mostMs: MOST_ITEMS_MS,
      seed: setup.seed + repeat,
    });
    return {
      lane,
      repeat,
      fetchColdMs: fetched.coldMs,
      fetchColdBytes: fetched.transferredBytes,
      fetchCachedMs: fetched.cachedMs,
      startMs: null,
      // Its engine fetches from the cache once more: that part is taken off.
      loadMs: Math.max(0, coldStart.fetchMs - fetched.cachedMs) + coldStart.compileMs,
      // It has run once already, on a blank, as part of its start.
      firstRunMs: coldStart.firstRunMs,
      warmMs: [...latenciesMs.subarray(1, 1 + WARM_ITEMS)],
      steadyMs: [...latenciesMs.subarray(1 + WARM_ITEMS)],
    };
  });
}

/** On the server, beside the lanes that stay warm there: a thread as the online lane's, or a process as the batch lane's. */
async function startThere(
  { setup, signal, origin, onLoaded }: Context,
  lane: ModeId,
  repeat: number,
): Promise<FreshStart> {
  const as = gathers(lane) ? 'process' : 'thread';
  const target = targetOf(setup, lane);
  const started = await startOnServer(target, as, { signal, origin });
  const { startMs, readMs, compileMs, itemsMs, sha256, environment } = started;
  onLoaded({ lane, target, sha256, environment });
  return {
    lane,
    repeat,
    fetchColdMs: null,
    fetchColdBytes: null,
    fetchCachedMs: null,
    startMs,
    loadMs: readMs + compileMs,
    firstRunMs: itemsMs[0] ?? Number.NaN,
    warmMs: itemsMs.slice(1, 1 + WARM_ITEMS),
    steadyMs: itemsMs.slice(1 + WARM_ITEMS),
  };
}

export function emptyColdStart(setup: SetupOf<'cold-start'>): ColdStartResult {
  return {
    lanes: MODE_IDS.filter((id) => setup.lanes.includes(id)),
    starts: [],
    repeats: LEAST_PASSES,
    failures: {},
  };
}
