import { describe, expect, test } from 'vitest';
import { nearestRank } from '@/lib/measure/percentile';
import { createRandom } from '@/lib/workload/random';
import { summarise } from '../summarise';
import { calibrate } from './calibration-lane';

describe('the measuring, against a server of known latency', { retry: 2 }, () => {
  test('SPEC 1.1: a constant 50 ms at 10 a second reads 50 ms, to 2 ms', async () => {
    const { record } = await calibrate(new Array<number>(60).fill(50), 10);
    const { latency, counts } = summarise(record);
    expect(counts.completed).toBe(60);
    if (latency.p50.state === 'locked') throw new Error('The median is locked.');
    expect(Math.abs(latency.p50.valueMs - 50)).toBeLessThanOrEqual(2);
  });

  test('SPEC 2.1: a shifted exponential distribution is recovered, at its median and its tail', async () => {
    const random = createRandom(2026);
    const delaysMs = Array.from({ length: 200 }, () => 20 - 25 * Math.log(1 - random()));
    const { record, givenMs } = await calibrate(delaysMs, 40);
    const { sorted, latency } = summarise(record);
    const given = Float64Array.from(givenMs).sort();
    for (const share of [0.1, 0.25, 0.5, 0.75, 0.9]) {
      const addedMs = nearestRank(sorted.latencyMs, share) - nearestRank(given, share);
      expect(addedMs, `at ${share}`).toBeGreaterThanOrEqual(0);
      expect(addedMs, `at ${share}`).toBeLessThanOrEqual(3);
    }
    // And the true quantiles of the distribution lie in their intervals: 20 + 25 ln(1 / (1 - p)).
    for (const [id, trueMs] of [
      ['p50', 37.3],
      ['p90', 77.6],
    ] as const) {
      const result = latency[id];
      if (result.state === 'locked') throw new Error(`${id} is locked.`);
      expect(result.low).toBeLessThanOrEqual(trueMs + 3);
      expect(result.high).toBeGreaterThanOrEqual(trueMs);
    }
  });
});
