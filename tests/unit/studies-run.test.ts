import { describe, expect, test } from 'vitest';
import type { Engine } from '@/lib/engine/contract';
import { createFakeEngine, type FakeEngineOptions } from '@/lib/engine/fake';
import { TrilaneError } from '@/lib/errors';
import type { ExperimentSetup } from '@/lib/experiment/setup';
import type { SetupOf, StudyId } from '@/lib/experiment/setup-fields';
import { parseSetup } from '@/lib/experiment/setup-url';
import { emptyCapacity, runCapacity } from '@/lib/lab/studies/capacity';
import { startStudy } from '@/lib/lab/studies/start-study';
import type { Study, StudyProgress, StudyState } from '@/lib/lab/studies/study-state';
import { emptySweep, runSweep } from '@/lib/lab/studies/sweep';
import { BATCH_SIZES } from '@/lib/lab/studies/sweep-result';
import type { SampleSet } from '@/lib/model/samples';
import { createFakeClock } from '../fake-clock';
import { createLocalWorker, type LocalWorker, someSamples } from '../lane-host';

interface Scenario<Result, Setup extends ExperimentSetup> {
  readonly study: Study<Result, Setup>;
  readonly empty: (setup: Setup) => Result;
  readonly setup: Setup;
  readonly engine?: Partial<FakeEngineOptions>;
  /** @param worker how many were made before its own */
  readonly change?: (engine: Engine, worker: number) => Engine;
  readonly samplesOf?: () => Promise<SampleSet>;
}

/** A whole study, on a clock of its own. */
function hostStudy<Result, Setup extends ExperimentSetup>({
  study,
  empty,
  setup,
  engine,
  change = (same) => same,
  samplesOf = someSamples,
}: Scenario<Result, Setup>) {
  const clock = createFakeClock();
  const workers: LocalWorker[] = [];
  const told: StudyState<Result>[] = [];
  const progress: StudyProgress[] = [];
  let over = () => {};
  const ended = new Promise<void>((resolve) => {
    over = resolve;
  });
  const handle = startStudy(
    study,
    setup,
    empty(setup),
    {
      onState(state) {
        told.push(state);
        if (state.phase !== 'running') over();
      },
      onProgress: (now) => progress.push(now),
    },
    {
      createLane() {
        const index = workers.length;
        const worker = createLocalWorker(clock, () => change(createFakeEngine({ clock, ...engine }), index));
        workers.push(worker);
        return worker.lane;
      },
      origin: 'http://localhost',
      samplesOf,
      watchFaults: () => () => {},
    },
  );
  const last = () => told.at(-1) as StudyState<Result>; // told once at least, when it starts
  return {
    clock,
    handle,
    workers,
    told,
    progress,
    last,
    async end() {
      await clock.runUntil(ended);
      return last();
    },
  };
}

function setupOf<Id extends StudyId>(study: Id, address: string): SetupOf<Id> {
  const { setup } = parseSetup(new URLSearchParams(`study=${study}&${address}`));
  if (setup.study !== study) throw new Error(`The address is one of the study "${setup.study}".`);
  return setup as SetupOf<Id>; // as was just seen
}

const SWEEP = {
  study: runSweep,
  empty: emptySweep,
  setup: setupOf('sweep', 'sweep=batch-size&in=online&seed=3'),
} as const;
const CAPACITY = { study: runCapacity, empty: emptyCapacity, setup: setupOf('capacity', 'lanes=edge') } as const;

describe('A sweep', () => {
  test('times every batch size once a pass, in an order of its own each time', async () => {
    const study = hostStudy({ ...SWEEP, engine: { plan: (_, rows) => ({ transferMs: 7, computeMs: 2 + rows / 8 }) } });
    const { phase, result, models } = await study.end();
    expect(phase).toBe('done');
    expect(result.samples).toHaveLength(result.planned);
    const orders: string[] = [];
    for (let pass = 0; pass < result.passes; pass++) {
      const samples = result.samples.slice(pass * BATCH_SIZES.length, (pass + 1) * BATCH_SIZES.length);
      orders.push(samples.map(({ batchSize }) => batchSize).join());
      expect(samples.map(({ batchSize }) => batchSize).sort((a, b) => a - b)).toEqual([...BATCH_SIZES]);
      // The model's time alone: the way to the server and back is none of it.
      for (const { batchSize, perCallMs } of samples) expect(perCallMs).toBeCloseTo(2 + batchSize / 8, 6);
    }
    expect(new Set(orders).size).toBeGreaterThan(1);
    expect(models).toMatchObject([{ lane: 'online', environment: { runtime: 'fake' } }]);
    expect(study.workers.map(({ isTerminated }) => isTerminated)).toEqual([true]);
  });

  test('SPEC 10.7: what fails in the middle and at every point after it ends it with the reason, and keeps what was measured', async () => {
    const error = new TrilaneError('server-unreachable', 'Nobody there.');
    // Of all engines: after a failure a fresh worker is tried.
    let calls = 0;
    const {
      phase,
      error: told,
      result,
    } = await hostStudy({
      ...SWEEP,
      engine: { plan: () => (++calls >= 500 ? { error } : {}) },
    }).end();
    expect(phase).toBe('failed');
    expect(told).toMatchObject({ code: 'server-unreachable' });
    expect(result.samples.length).toBeGreaterThan(0);
  });

  const refuse = (isBroken: (versionId: string) => boolean) => (engine: Engine) => ({
    ...engine,
    load: async (...[target, options]: Parameters<Engine['load']>) => {
      if (isBroken(target.versionId)) throw new TrilaneError('hash-mismatch', `${target.versionId} has other bytes.`);
      return engine.load(target, options);
    },
  });
  const VARIANTS = { ...SWEEP, setup: setupOf('sweep', 'sweep=variants&in=edge') } as const;

  test('SPEC 10.7: a variant that cannot be loaded is left out with its reason, and the others are measured', async () => {
    const { phase, result } = await hostStudy({ ...VARIANTS, change: refuse((id) => id === 'int8') }).end();
    expect(phase).toBe('done');
    expect(result.failures).toMatchObject([{ versionId: 'int8', error: { code: 'hash-mismatch' } }]);
    expect(result.samples.map(({ versionId }) => versionId)).toEqual(Array(result.passes).fill('fp32'));
  });

  test('SPEC 10.7: where none can be loaded it stops by that error', async () => {
    const { phase, error } = await hostStudy({ ...VARIANTS, change: refuse(() => true) }).end();
    expect(phase).toBe('failed');
    expect(error).toMatchObject({ code: 'hash-mismatch' });
  });

  test('a cancel stops it at once and ends its worker; nothing is told after it', async () => {
    const study = hostStudy(SWEEP);
    while (study.last().result.samples.length < 3) await study.clock.advanceTo(study.clock.now() + 10);
    study.handle.cancel();
    const { phase, result } = study.last();
    expect(phase).toBe('cancelled');
    expect(result.samples.length).toBeGreaterThanOrEqual(3);
    const count = study.told.length;
    await study.clock.advanceTo(study.clock.now() + 5000);
    expect(study.told).toHaveLength(count);
    expect(study.workers.map(({ isTerminated }) => isTerminated)).toEqual([true]);
  });
});

describe('A capacity study', () => {
  test('streams on the edge until both floors are reached, and tells how far it has come', async () => {
    const study = hostStudy({ ...CAPACITY, engine: { plan: () => ({ computeMs: 10 }) } });
    const { phase, result } = await study.end();
    expect(phase).toBe('done');
    expect(result.edge?.elapsedMs).toBe(3000);
    expect(result.edge?.latenciesMs).toHaveLength(300);
    const shares = study.progress.flatMap(({ step, share }) => (step.id === 'stream' ? [share ?? 0] : []));
    expect(shares.length).toBeGreaterThan(3);
    // Not more often than anybody reads: the first before anything is measured, and the last half a second before the end.
    expect(shares.length).toBeLessThanOrEqual(1 + 2 * 3);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });

  test('a lane that fails stops alone, and the others are measured', async () => {
    const { phase, result } = await hostStudy({
      ...CAPACITY,
      setup: setupOf('capacity', 'lanes=batch,edge'),
      change: (engine, worker) =>
        worker > 0
          ? engine
          : { ...engine, load: () => Promise.reject(new TrilaneError('hash-mismatch', 'Other bytes.')) },
    }).end();
    expect(phase).toBe('done');
    expect(result.failures).toMatchObject({ batch: { code: 'hash-mismatch' } });
    expect(result.edge?.latenciesMs.length).toBeGreaterThan(0);
  });

  test('a lane that fails is told with its reason, and the study is done', async () => {
    const samplesOf = () => Promise.reject(new TrilaneError('server-unreachable', 'No samples.'));
    const { phase, result } = await hostStudy({ ...CAPACITY, samplesOf }).end();
    expect(phase).toBe('done');
    expect(result.failures).toMatchObject({ edge: { code: 'server-unreachable' } });
  });
});
