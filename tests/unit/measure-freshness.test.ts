import { describe, expect, it } from 'vitest';
import { createFreshnessMeter, type Freshness } from '@/lib/measure/freshness';
import type { Measurement } from '@/lib/measure/measurement';
import { createRandom } from '@/lib/workload/random';
import { completed, failed } from './measure-fixtures';

const answer = (item: number, arrived: number, finished: number) => completed(item, { arrived, finished });

/** Of answers in the order they finished. */
function freshnessOf(measurements: readonly Measurement[]): Freshness | null {
  const meter = createFreshnessMeter();
  for (const { outcome, arrivedAtMs, finishedAtMs } of measurements)
    if (outcome === 'completed') meter.add(arrivedAtMs, finishedAtMs);
  return meter.result();
}

describe('freshness', () => {
  it('SPEC 7.4: the age grows with time and falls to the latency of each newer answer', () => {
    // Ages: 2 at 2 ms, 10 at 10, then 3 at 10 (arrived 7), 13 at 20.
    expect(freshnessOf([answer(0, 0, 2), answer(1, 7, 10), answer(2, 15, 20)])).toEqual({
      meanMs: (((2 + 10) / 2) * 8 + ((3 + 13) / 2) * 10) / 18,
      worstMs: 13,
    });
  });

  it('SPEC 7.4: an old item that is answered late freshens nothing', () => {
    const inTime = freshnessOf([answer(0, 0, 2), answer(2, 15, 20), answer(3, 25, 30)]);
    const withLate = freshnessOf([answer(0, 0, 2), answer(2, 15, 20), answer(1, 7, 26), answer(3, 25, 30)]);
    expect(withLate?.worstMs).toBe(inTime?.worstMs);
    expect(withLate?.meanMs).toBeCloseTo(inTime?.meanMs ?? 0, 12);
  });

  it('SPEC 7.4: of equal gaps and a fixed latency, the mean is latency + gap / 2 and the worst latency + gap', () => {
    const measurements = Array.from({ length: 50 }, (_, item) => answer(item, item * 100, item * 100 + 30));
    expect(freshnessOf(measurements)).toEqual({ meanMs: 80, worstMs: 130 });
  });

  it('SPEC 7.4: of an M/M/1 queue it is what theory says', () => {
    // Kaul, Yates & Gruteser (2012): (1 / mu) (1 + 1 / rho + rho^2 / (1 - rho)), here mu = 1 a ms, rho = 0.5.
    const random = createRandom(81);
    let arrived = 0;
    let free = 0;
    const measurements = Array.from({ length: 200_000 }, (_, item) => {
      arrived -= 2 * Math.log(1 - random());
      free = Math.max(arrived, free) - Math.log(1 - random());
      return answer(item, arrived, free);
    });
    expect(freshnessOf(measurements)?.meanMs).toBeCloseTo(1 + 2 + 0.25 / 0.5, 1);
  });

  it('needs answers at two moments; failures are none', () => {
    expect(freshnessOf([])).toBeNull();
    expect(freshnessOf([answer(0, 0, 5), answer(1, 2, 5)])).toBeNull();
    expect(freshnessOf([answer(0, 0, 5), failed(1, 9)])).toBeNull();
  });
});
