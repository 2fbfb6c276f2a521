import { modeOf } from '../../modes';
import 'client-only';
import { reportOf } from '../../errors';
import { sweptLane, targetOf } from '../../experiment/setup';
import type { SetupOf } from '../../experiment/setup-fields';
import { SETUP_LIMITS } from '../../experiment/setup-limits';
import { findModel } from '../../model';
import type { ModelTarget } from '../../model/manifest';
import { createRandom, permutation } from '../../workload/random';
import { createCountdown } from './countdown';
import { loadLane } from './load-lane';
import { LEAST_PASSES } from './passes';
import { openStudyWorker, type StudyWorker, withStudyWorker } from './study-lane';
import type { StudyContext, StudyStep } from './study-state';
import { BATCH_SIZES, type SweepPoint, type SweepResult } from './sweep-result';

type Context = StudyContext<SweepResult, SetupOf<'sweep'>>;

/** A point's share of the time beside its rows: starting, warming up, the shortest block. In rows. */
const FIXED_WEIGHT = 24;

/**
 * Times one lane while one thing varies: each pass goes through all points in an order of its own, so that a machine that
 * grows slower (or faster) does not tilt the line.
 */
export async function runSweep(context: Context): Promise<void> {
  const { setup, signal, onProgress, onResult } = context;
  const lane = sweptLane(setup);
  const target = targetOf(setup, lane);
  const passes = Math.max(LEAST_PASSES, setup.repeats);
  let result: SweepResult = { ...emptySweep(setup), passes };
  const load = (worker: StudyWorker, wanted: ModelTarget, threads: number | null) =>
    loadLane(worker, context, { lane, target: wanted, threads });
  const show = (step: StudyStep, countdown: ReturnType<typeof createCountdown> | null) =>
    onProgress({ step, share: countdown?.share() ?? 0, remainingMs: countdown?.remainingMs() ?? null });
  show({ id: 'loading', lane, values: {} }, null);

  /** All points, pass by pass, each pass in an order of its own. What `prepare` throws ends the sweep. */
  async function goThrough(
    points: readonly SweepPoint[],
    time: (point: SweepPoint, seed: number) => Promise<void>,
    prepare: () => Promise<void> = async () => {},
  ) {
    const random = createRandom(setup.seed);
    const weightOf = ({ batchSize }: SweepPoint) => batchSize + FIXED_WEIGHT;
    const countdown = createCountdown(passes * points.reduce((sum, point) => sum + weightOf(point), 0));
    const failed = new Set<SweepPoint>();
    result = { ...result, planned: passes * points.length };
    onResult(result);
    for (let pass = 0; pass < passes; pass++) {
      for (const index of permutation(points.length, random)) {
        const point = points[index];
        if (!point) continue;
        if (!failed.has(point)) {
          show(stepOf(setup, lane, point, { pass: pass + 1, passes }), countdown);
          await prepare();
          try {
            await time(point, setup.seed + pass);
          } catch (thrown) {
            // Where every point failed there is nothing to go on with.
            if (signal.aborted || failed.size === points.length - 1) throw thrown;
            failed.add(point);
            result = {
              ...result,
              failures: [...result.failures, { ...point, error: reportOf(thrown, 'engine-died') }],
            };
            onResult(result);
          }
        }
        countdown.advance(weightOf(point));
      }
    }
  }
  const timeOne = async (worker: StudyWorker, point: SweepPoint, seed: number) => {
    const timed = await worker.ask('time-calls', { batchSize: point.batchSize, seed });
    result = { ...result, samples: [...result.samples, { ...point, ...timed }] };
    onResult(result);
  };

  if (setup.sweep === 'batch-size') {
    // Sizes share a worker, until one of them breaks it.
    let shared = openStudyWorker(context);
    try {
      const { environment } = await load(shared.worker, target, setup.threads);
      const threads = typeof environment.threads === 'number' ? environment.threads : null;
      const mostRows = typeof environment.mostRowsPerBatch === 'number' ? environment.mostRowsPerBatch : null;
      result = { ...result, mostRows };
      const sizes = BATCH_SIZES.filter((size) => mostRows === null || size <= mostRows);
      let isBroken = false;
      await goThrough(
        sizes.map((batchSize) => ({ batchSize, threads, versionId: target.versionId })),
        async (point, seed) => {
          isBroken = true;
          await timeOne(shared.worker, point, seed);
          isBroken = false;
        },
        // That no fresh worker can be had is no fault of the size that comes next.
        async () => {
          if (!isBroken) return;
          shared.close();
          shared = openStudyWorker(context);
          await load(shared.worker, target, setup.threads);
          isBroken = false;
        },
      );
    } finally {
      shared.close();
    }
    return;
  }
  const points: SweepPoint[] =
    setup.sweep === 'threads'
      ? Array.from({ length: mostThreads() }, (_, index) => ({
          batchSize: 1,
          threads: index + 1,
          versionId: target.versionId,
        }))
      : findModel(setup.modelId).versions.map(({ id }) => ({ batchSize: 1, threads: setup.threads, versionId: id }));
  // The runtime fixes its threads, and its memory only grows: a fresh worker for each point.
  await goThrough(points, (point, seed) =>
    withStudyWorker(context, async (worker) => {
      await load(
        worker,
        { modelId: setup.modelId, versionId: point.versionId },
        modeOf(lane).conditions.includes('threads') ? point.threads : null,
      );
      await timeOne(worker, point, seed);
    }),
  );
}

export function emptySweep(setup: SetupOf<'sweep'>): SweepResult {
  return {
    kind: setup.sweep,
    lane: sweptLane(setup),
    modelId: setup.modelId,
    samples: [],
    failures: [],
    planned: 0,
    passes: LEAST_PASSES,
    mostRows: null,
    isolated: globalThis.crossOriginIsolated === true,
  };
}

/** A page that is not isolated gets one thread. */
function mostThreads(): number {
  if (globalThis.crossOriginIsolated !== true) return 1;
  return Math.min(SETUP_LIMITS.threads.max, navigator.hardwareConcurrency || 1);
}

function stepOf(
  { sweep }: SetupOf<'sweep'>,
  lane: SweepResult['lane'],
  { batchSize, threads, versionId }: SweepPoint,
  values: { readonly pass: number; readonly passes: number },
): StudyStep {
  if (sweep === 'batch-size') return { id: 'batch-size', lane, values: { ...values, size: batchSize } };
  if (sweep === 'threads') return { id: 'threads', lane, values: { ...values, threads: threads ?? 1 } };
  return { id: 'variant', lane, values: { ...values, version: versionId } };
}
