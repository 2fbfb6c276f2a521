import { describe, expect, test } from 'vitest';
import { nearestRank } from '@/lib/measure/percentile';
import { createRandom } from '@/lib/workload/random';
import { summarise } from '../summarise';
import { calibrate } from './calibration-lane';

/** So many ms; on a machine on which a bare exchange takes over half a one, twice as many times that: a measured one has bytes to write and to read. */
const within = (ms: number, bareMs: number) => ms * Math.max(1, 2 * bareMs);

describe('the measuring, against a server of known latency', { retry: 2 }, () => {
  test('SPEC 1.1: a constant 50 ms at 10 a second reads 50 ms, to 2 ms', async () => {
    const { record, bareMs } = await calibrate(new Array<number>(60).fill(50), 10);
    const { latency, counts } = summarise(record);
    expect(counts.completed).toBe(60);
    if (latency.p50.state === 'locked') throw new Error('The median is locked.');
    expect(Math.abs(latency.p50.valueMs - 50)).toBeLessThanOrEqual(within(2, bareMs));
  });

  test('SPEC 2.1: a shifted exponential distribution is recovered, at its median and its tail', async () => {
    const random = createRandom(2026);
    const delaysMs = Array.from({ length: 200 }, () => 20 - 25 * Math.log(1 - random()));
    const { record, givenMs, bareMs } = await calibrate(delaysMs, 40);
    const { sorted, latency } = summarise(record);
    const given = Float64Array.from(givenMs).sort();
    for (const share of [0.1, 0.25, 0.5, 0.75, 0.9]) {
      const addedMs = nearestRank(sorted.latencyMs, share) - nearestRank(given, share);
      expect(addedMs, `at ${share}`).toBeGreaterThanOrEqual(0);
      expect(addedMs, `at ${share}`).toBeLessThanOrEqual(within(3, bareMs));
    }
    // And the true quantiles of the distribution lie in their intervals: 20 + 25 ln(1 / (1 - p)).
    for (const [id, trueMs] of [
      ['p50', 37.3],
      ['p90', 77.6],
    ] as const) {
      const result = latency[id];
      if (result.state === 'locked') throw new Error(`${id} is locked.`);
      expect(result.low).toBeLessThanOrEqual(trueMs + within(3, bareMs));
      expect(result.high).toBeGreaterThanOrEqual(trueMs);
    }
  });
});
