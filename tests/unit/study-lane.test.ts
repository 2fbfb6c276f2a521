import { describe, expect, test } from 'vitest';
import { createFakeEngine, type FakeEngineOptions } from '@/lib/engine/fake';
import { TrilaneError } from '@/lib/errors';
import type { StudyTasks } from '@/lib/lab/lane/study-messages';
import { withStudyWorker } from '@/lib/lab/studies/study-lane';
import type { ModeId } from '@/lib/modes';
import { createFakeClock } from '../fake-clock';
import { createLocalWorker, type LocalWorker, someSamples } from '../lane-host';

async function hostStudy(modeId: ModeId, options: Partial<FakeEngineOptions> = {}) {
  const clock = createFakeClock();
  const workers: LocalWorker[] = [];
  const create = () => {
    const worker = createLocalWorker(clock, () => createFakeEngine({ clock, ...options }));
    workers.push(worker);
    return worker.lane;
  };
  const load: StudyTasks['load']['ask'] = {
    modeId,
    target: { modelId: 'digits', versionId: 'fp32' },
    origin: 'http://localhost',
    threads: null,
    samples: await someSamples(),
  };
  return { clock, workers, create, load };
}

const ITEMS = { leastCount: 5, mostCount: 20, mostMs: 50, seed: 1 };
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error) => (error instanceof TrilaneError ? error.code : error),
  );

describe('A worker of a study', () => {
  test('measures what it is asked, on its own clock, and ends with its work', async () => {
    const { clock, workers, create, load } = await hostStudy('online', {
      plan: () => ({ transferMs: 3, computeMs: 2 }),
    });
    const work = withStudyWorker({ signal: new AbortController().signal, createLane: create }, async (worker) => {
      expect(await worker.ask('load', load)).toMatchObject({ environment: { runtime: 'fake' } });
      return worker.ask('items', ITEMS);
    });
    const { latenciesMs } = await clock.runUntil(work);
    expect([...latenciesMs]).toEqual(Array(10).fill(5));
    expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true]);
  });

  test('tells how far a long task has come', async () => {
    const { clock, create, load } = await hostStudy('edge', { plan: () => ({ computeMs: 10 }) });
    const told: [number, number][] = [];
    const ask = {
      leastMs: 1000,
      leastCount: 10,
      seed: 1,
      conditions: { generator: 'browser', network: 'loopback', slowdown: 1, threads: null, stall: null },
    } as const;
    const work = withStudyWorker({ signal: new AbortController().signal, createLane: create }, async (worker) => {
      await worker.ask('load', load);
      return worker.ask('stream', ask, (elapsedMs, count) => told.push([elapsedMs, count]));
    });
    expect((await clock.runUntil(work)).elapsedMs).toBe(1000);
    expect(told).toEqual([[510, 51]]);
  });

  test('a task that fails says why, and leaves the worker to the next task', async () => {
    const error = new TrilaneError('inference-failed', 'Not this one.');
    const { clock, create, load } = await hostStudy('edge', { plan: (call) => (call === 0 ? { error } : {}) });
    const work = withStudyWorker({ signal: new AbortController().signal, createLane: create }, async (worker) => {
      expect(await codeOf(worker.ask('items', ITEMS))).toBe('not-ready');
      await worker.ask('load', load);
      expect(await codeOf(worker.ask('items', ITEMS))).toBe('inference-failed');
      return worker.ask('items', ITEMS);
    });
    expect((await clock.runUntil(work)).latenciesMs).toHaveLength(20);
  });

  test.each(['edge', 'online', 'batch'] as const)(
    '%s: an abort ends it at once, in the middle of a task',
    async (modeId) => {
      const { clock, workers, create, load } = await hostStudy(modeId, { plan: () => ({ hangs: true }) });
      const cancel = new AbortController();
      const work = codeOf(
        withStudyWorker({ signal: cancel.signal, createLane: create }, async (worker) => {
          await worker.ask('load', load);
          return worker.ask('items', ITEMS);
        }),
      );
      await clock.advanceTo(500);
      cancel.abort();
      expect(await work).toBe('cancelled');
      await clock.advanceTo(1000);
      expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true]);
    },
  );

  test('a worker that dies ends its task by name', async () => {
    const { clock, workers, create, load } = await hostStudy('edge', { plan: () => ({ hangs: true }) });
    const work = codeOf(
      withStudyWorker({ signal: new AbortController().signal, createLane: create }, async (worker) => {
        await worker.ask('load', load);
        return worker.ask('items', ITEMS);
      }),
    );
    await clock.advanceTo(500);
    workers[0]?.die('Out of memory.');
    expect(await work).toBe('engine-died');
  });

  test('none is made once the study was cancelled', async () => {
    const { workers, create } = await hostStudy('edge');
    expect(await codeOf(withStudyWorker({ signal: AbortSignal.abort(), createLane: create }, async () => 1))).toBe(
      'cancelled',
    );
    expect(workers).toHaveLength(0);
  });
});
