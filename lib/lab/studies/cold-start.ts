import 'client-only';
import type { ColdStart } from '../../engine/contract';
import { reportOf } from '../../errors';
import { targetOf } from '../../experiment/setup';
import type { SetupOf } from '../../experiment/setup-fields';
import type { ModeId } from '../../modes';
import { MODE_IDS } from '../../modes';
import { createRandom, permutation } from '../../workload/random';
import { samplesOf } from '../load-samples';
import { type ColdStartResult, type FreshStart, WARM_ITEMS } from './cold-start-result';
import { createCountdown } from './countdown';
import { withStudyWorker } from './study-lane';
import type { StudyContext } from './study-state';

const LEAST_REPEATS = 3;
const STEADY_ITEMS = { least: 20, most: 100 } as const;
/** Where an item takes long, fewer steady ones do. ms */
const MOST_ITEMS_MS = 1500;

/**
 * Starts every lane afresh several times, in an order of its own each time: what is fetched, loaded and run first, then
 * warm and steady items, all apart. A lane that fails is left out from then on, the others go on.
 */
export async function runColdStart({
  setup,
  signal,
  onProgress,
  onResult,
}: StudyContext<ColdStartResult, SetupOf<'cold-start'>>): Promise<void> {
  const lanes = MODE_IDS.filter((id) => setup.lanes.includes(id));
  const samples = await samplesOf(setup.modelId);
  const repeats = Math.max(LEAST_REPEATS, setup.repeats);
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
    return withStudyWorker(signal, async (worker) => {
      const target = targetOf(setup, lane);
      const fetched = lane === 'edge' ? await worker.ask('fetch-twice', { target }) : null;
      const { threads } = setup;
      const { coldStart } = await worker.ask('load', {
        modeId: lane,
        target,
        origin: location.origin,
        threads,
        samples,
      });
      const seed = setup.seed + repeat;
      const { latenciesMs } = await worker.ask('items', {
        leastCount: 1 + WARM_ITEMS + STEADY_ITEMS.least,
        mostCount: 1 + WARM_ITEMS + STEADY_ITEMS.most,
        mostMs: MOST_ITEMS_MS,
        seed,
      });
      // The engine in the browser has run once already, on a blank, as part of its start; on the server the page's
      // first item comes first.
      const first = lane === 'edge' ? coldStart.firstRunMs : (latenciesMs[0] ?? Number.NaN);
      return {
        lane,
        repeat,
        fetchColdMs: fetched?.coldMs ?? null,
        fetchColdBytes: fetched?.transferredBytes ?? null,
        fetchCachedMs: fetched?.cachedMs ?? null,
        loadMs: loadOf(lane, coldStart, fetched?.cachedMs ?? 0),
        firstRunMs: first,
        warmMs: [...latenciesMs.subarray(1, 1 + WARM_ITEMS)],
        steadyMs: [...latenciesMs.subarray(1 + WARM_ITEMS)],
      };
    });
  }
}

/**
 * On the server, what it reports of its own load; in the browser, starting the runtime's code and compiling. The engine
 * there fetches from the cache once more: that part is taken off.
 */
function loadOf(lane: ModeId, { fetchMs, compileMs, firstRunMs }: ColdStart, cachedMs: number): number {
  if (lane === 'online') return fetchMs + compileMs + firstRunMs;
  return lane === 'edge' ? Math.max(0, fetchMs - cachedMs) + compileMs : compileMs;
}

export function emptyColdStart(setup: SetupOf<'cold-start'>): ColdStartResult {
  return {
    lanes: MODE_IDS.filter((id) => setup.lanes.includes(id)),
    starts: [],
    repeats: LEAST_REPEATS,
    failures: {},
  };
}
