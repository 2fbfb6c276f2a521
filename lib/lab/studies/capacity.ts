import 'client-only';
import { reportOf } from '../../errors';
import { type CapacityStep, searchCapacity } from '../../experiment/capacity-search';
import { conditionsOf, targetOf } from '../../experiment/setup';
import type { SetupOf } from '../../experiment/setup-fields';
import { SETUP_LIMITS } from '../../experiment/setup-limits';
import { CLASS_ANSWERS, FLOOR_MS } from '../../measure/rules';
import { findModel } from '../../model';
import { MODE_IDS, type ModeId } from '../../modes';
import { type CapacityResult, LEAST_JOBS, type RateTrial } from './capacity-result';
import { rateTrialOf, trialCount } from './capacity-trial';
import { loadLane } from './load-lane';
import { withStudyWorker } from './study-lane';
import type { StudyContext, StudyStep } from './study-state';

/** With the floor of a class, a stream ends after 100 answers and at least this long, ms: how quick a machine is changes from second to second. */
const LEAST_STREAM_MS = 3000;
const START_PER_SECOND = 250;
/** Lower rates are not tried: at this one it takes half a minute until a p99 is earned. */
const LEAST_PER_SECOND = 20;
/** Trials that a search usually takes; only the estimate of the remaining time uses it. */
const USUAL_TRIALS = 12;

type Context = StudyContext<CapacityResult, SetupOf<'capacity'>>;

/** What each lane can do at most, each in its own scenario, in turn. A lane that fails is shown so, the others go on. */
export async function runCapacity(context: Context): Promise<void> {
  const { setup, signal, onResult } = context;
  let result = emptyCapacity(setup);
  const patch = (change: Partial<CapacityResult>) => {
    result = { ...result, ...change };
    onResult(result);
  };
  const work = { batch: runOffline, online: runServer, edge: runSingleStream };
  for (const lane of result.lanes) {
    try {
      await work[lane](context, patch);
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      patch({ failures: { ...result.failures, [lane]: reportOf(thrown, 'engine-died') } });
    }
  }
}

export function emptyCapacity(setup: SetupOf<'capacity'>): CapacityResult {
  return {
    lanes: MODE_IDS.filter((id) => setup.lanes.includes(id)),
    limitMs: setup.limitMs,
    floor: setup.floor,
    batch: null,
    online: null,
    edge: null,
    failures: {},
  };
}

type Patch = (change: Partial<CapacityResult>) => void;

async function runOffline(context: Context, patch: Patch): Promise<void> {
  const { setup, onProgress } = context;
  const { count, seed, floor } = setup;
  const leastMs = floor === 'full' ? FLOOR_MS.full : 0;
  await withStudyWorker(context, async (worker) => {
    onProgress(at(loading('batch')));
    await loadLane(worker, context, { lane: 'batch', target: targetOf(setup, 'batch'), threads: null });
    // The first job warms the process up: not counted.
    await worker.ask('job', { count, seed });
    const jobs: { elapsedMs: number; computeMs: number }[] = [];
    const startMs = performance.now();
    const share = () => Math.min(jobs.length / LEAST_JOBS, leastMs > 0 ? (performance.now() - startMs) / leastMs : 1);
    while (share() < 1) {
      const spentMs = performance.now() - startMs;
      onProgress({
        step: { id: 'job', lane: 'batch', values: { job: jobs.length + 1, count } },
        share: share(),
        remainingMs: share() > 0 ? spentMs / share() - spentMs : null,
      });
      jobs.push(await worker.ask('job', { count, seed: (seed + jobs.length + 1) % SETUP_LIMITS.seed.max }));
      patch({ batch: { count, jobs: [...jobs] } });
    }
  });
}

async function runServer(context: Context, patch: Patch): Promise<void> {
  const { setup, onProgress } = context;
  const target = targetOf(setup, 'online');
  const conditions = { ...conditionsOf(setup, 'online'), generator: 'server', stall: null } as const;
  const sampleCount = findModel(setup.modelId).samples.count;
  const trials: RateTrial[] = [];
  const startMs = performance.now();
  const remainingMs = () =>
    trials.length > 0
      ? ((performance.now() - startMs) / trials.length) * Math.max(1, USUAL_TRIALS - trials.length)
      : null;

  await withStudyWorker(context, async (worker) => {
    onProgress(at(loading('online')));
    // The load comes from elsewhere: this says what serves it, once it is ready.
    await loadLane(worker, context, { lane: 'online', target, threads: null });
    const hold = async (
      perSecond: number,
      step: StudyStep['id'],
      count: number,
      purpose: RateTrial['purpose'],
    ): Promise<RateTrial> => {
      const sleptBeforeMs = context.faults().sleptMs;
      const values = { trial: trials.length + 1, rate: Math.round(perSecond * 10) / 10 };
      const progress = { step: { id: step, lane: 'online', values }, share: null, remainingMs: remainingMs() } as const;
      onProgress(progress);
      const seen = await worker.ask('load-trial', {
        origin: context.origin,
        target,
        conditions,
        sampleCount,
        perSecond,
        count,
        limitMs: setup.limitMs,
        timeoutMs: Math.max(2000, 4 * setup.limitMs),
        // Each trial draws other items and other arrivals, so that neither a cache nor one fortunate draw decides.
        seed: (setup.seed + trials.length) % SETUP_LIMITS.seed.max,
      });
      const slept = context.faults().sleptMs > sleptBeforeMs;
      return rateTrialOf(seen, { perSecond, purpose, limitMs: setup.limitMs, slept });
    };
    let last: number | undefined;
    const search = searchCapacity<RateTrial>({
      startPerSecond: START_PER_SECOND,
      leastPerSecond: LEAST_PER_SECOND,
      mostPerSecond: SETUP_LIMITS.perSecond.max,
      trial: async (perSecond) => {
        const again = perSecond === last;
        last = perSecond;
        return hold(perSecond, again ? 'confirm' : 'trial', trialCount(perSecond), 'climb');
      },
    });
    const note = ({ outcome, purpose }: CapacityStep<RateTrial>) => {
      trials.push({ ...outcome, purpose });
      patch({ online: { trials: [...trials], capacity: null, conditions } });
    };
    for (let next = await search.next(); ; next = await search.next()) {
      if (!next.done) {
        note(next.value);
        continue;
      }
      const capacity = next.value;
      patch({ online: { trials: [...trials], capacity, conditions } });
      if (setup.floor === 'class' || capacity.state === 'none' || capacity.state === 'unknown') return;
      // A full run holds the rate it found for as long as MLPerf asks, or for as many items as a run may have.
      const most = Math.min(SETUP_LIMITS.count.max, Math.ceil((capacity.perSecond * FLOOR_MS.full) / 1000));
      trials.push(await hold(capacity.perSecond, 'hold', most, 'hold'));
      patch({ online: { trials: [...trials], capacity, conditions } });
      return;
    }
  });
}

async function runSingleStream(context: Context, patch: Patch): Promise<void> {
  const { setup, onProgress } = context;
  const conditions = { ...conditionsOf(setup, 'edge'), stall: null };
  const leastMs = setup.floor === 'full' ? FLOOR_MS.full : LEAST_STREAM_MS;
  await withStudyWorker(context, async (worker) => {
    onProgress(at(loading('edge')));
    const { threads } = conditions;
    await loadLane(worker, context, { lane: 'edge', target: targetOf(setup, 'edge'), threads });
    // Warm before the clock starts.
    await worker.ask('items', { leastCount: 5, mostCount: 20, mostMs: 500, seed: setup.seed });
    const ask = { leastMs, leastCount: CLASS_ANSWERS, conditions, seed: setup.seed };
    const tell = (elapsedMs: number, count: number) => {
      const share = Math.min(elapsedMs / leastMs, count / CLASS_ANSWERS);
      const remainingMs = share > 0 ? elapsedMs / share - elapsedMs : null;
      onProgress({ step: { id: 'stream', lane: 'edge', values: { count } }, share, remainingMs });
    };
    tell(0, 0);
    const { latenciesMs, elapsedMs } = await worker.ask('stream', ask, tell);
    patch({ edge: { latenciesMs, elapsedMs, conditions } });
  });
}

const loading = (lane: ModeId): StudyStep => ({ id: 'loading', lane, values: {} });
const at = (step: StudyStep) => ({ step, share: null, remainingMs: null });
