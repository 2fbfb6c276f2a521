import { describe, expect, test } from 'vitest';
import { createFakeEngine, type FakeCall } from '@/lib/engine/fake';
import { TrilaneError } from '@/lib/errors';
import { parseSetup } from '@/lib/experiment/setup-url';
import { NO_STUDY_FAULTS } from '@/lib/lab/studies/study-state';
import { runSweep } from '@/lib/lab/studies/sweep';
import { sweepFigures } from '@/lib/lab/studies/sweep-figures';
import { BATCH_SIZES, type SweepResult } from '@/lib/lab/studies/sweep-result';
import { createFakeClock } from '../fake-clock';
import { createLocalWorker, type LocalWorker, someSamples } from '../lane-host';

/** Runs the sweep over batch sizes in the browser's lane, in which calls of so many rows go as `plan` says. */
async function sweepSizes(plan: (rows: number) => FakeCall) {
  const { setup } = parseSetup(new URLSearchParams('study=sweep&sweep=batch-size&repeats=5'));
  if (setup.study !== 'sweep') throw new Error('Not a sweep.');
  const clock = createFakeClock();
  const workers: LocalWorker[] = [];
  let result: SweepResult | null = null;
  const work = runSweep({
    setup,
    signal: new AbortController().signal,
    origin: 'http://localhost',
    samplesOf: someSamples,
    createLane() {
      const worker = createLocalWorker(clock, () => createFakeEngine({ clock, plan: (_, rows) => plan(rows) }));
      workers.push(worker);
      return worker.lane;
    },
    onProgress: () => {},
    onLoaded: () => {},
    onResult: (next) => {
      result = next;
    },
    faults: () => NO_STUDY_FAULTS,
  });
  const ended = await clock.runUntil(
    work.then(
      () => 'done',
      (error) => (error instanceof TrilaneError ? error.code : error),
    ),
  );
  const now = result as SweepResult | null;
  if (!now) throw new Error('Nothing was measured.');
  return { ended, result: now, workers };
}

const tooLarge = new TrilaneError('inference-failed', 'No memory for so many.');
const sizesOf = ({ samples }: SweepResult) =>
  [...new Set(samples.map(({ batchSize }) => batchSize))].sort((a, b) => a - b);

describe('The sweep over batch sizes', () => {
  test('times all sizes in one worker, five times each', async () => {
    const { ended, result, workers } = await sweepSizes((rows) => ({ computeMs: 100 + rows }));
    expect([ended, result.failures, workers.length]).toEqual(['done', [], 1]);
    expect(result.samples).toHaveLength(5 * BATCH_SIZES.length);
    expect(workers[0]?.isTerminated).toBe(true);
  });

  test('SPEC 10.7: goes on in a fresh worker where a size fails, names it, and fits the line to the others', async () => {
    const { ended, result, workers } = await sweepSizes((rows) =>
      rows > 64 ? { error: tooLarge } : { computeMs: 40 + 10 * rows },
    );
    expect(ended).toBe('done');
    expect(sizesOf(result)).toEqual([1, 2, 4, 8, 16, 32, 64]);
    expect(result.samples).toHaveLength(5 * 7);
    expect(result.failures.map(({ batchSize, error }) => [batchSize, error.code]).toSorted()).toEqual([
      [128, 'inference-failed'],
      [256, 'inference-failed'],
    ]);
    expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true, true, true]);
    const { fit, best, validity } = sweepFigures(result, { phase: 'done', faults: NO_STUDY_FAULTS });
    expect([fit?.slope.value, fit?.intercept.value].map((ms) => ms?.toFixed(3))).toEqual(['10.000', '40.000']);
    expect(best).toMatchObject({ comparison: 'apart', point: { batchSize: 64 } });
    expect(validity).toMatchObject({
      verdict: 'invalid',
      reasons: [{ id: 'sizesFailed', values: { sizes: { items: [{ value: 128 }, { value: 256 }] } } }],
    });
  });

  test('SPEC 10.7: holds sizes against nothing where one at a time cannot be measured', async () => {
    const { result } = await sweepSizes((rows) => (rows === 1 ? { error: tooLarge } : { computeMs: 40 + 10 * rows }));
    expect(sweepFigures(result, { phase: 'done', faults: NO_STUDY_FAULTS }).best).toBeNull();
  });

  test('SPEC 10.7: stops where none can be measured', async () => {
    const { ended, result, workers } = await sweepSizes(() => ({ error: tooLarge }));
    expect([ended, result.samples]).toEqual(['inference-failed', []]);
    expect(workers.every(({ isTerminated }) => isTerminated)).toBe(true);
  });
});
