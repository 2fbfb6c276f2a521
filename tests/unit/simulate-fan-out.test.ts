import { describe, expect, it } from 'vitest';
import { slowPageShare } from '@/lib/simulate/fan-out';
import { createRandom } from '@/lib/workload/random';

describe('Pages that wait for the slowest of many answers', () => {
  it('SPEC 2.9: are slow with the chance 1 - 0.99^n, where answers know nothing of one another', () => {
    const random = createRandom(5);
    const latenciesMs = Array.from({ length: 200_000 }, () => -20 * Math.log(1 - random()));
    for (const [answers, least, most] of [
      [1, 0.0099, 0.01],
      [5, 0.047, 0.051],
      [20, 0.176, 0.188],
      [100, 0.61, 0.66],
    ] as const) {
      const share = slowPageShare(latenciesMs, answers) ?? Number.NaN;
      expect(share).toBeGreaterThanOrEqual(least);
      expect(share).toBeLessThanOrEqual(most);
    }
  });

  it('SPEC 2.9: are counted in a row, and the order of the answers stays as it was', () => {
    // 99 of 100 take 1 ms, and the last one 9.
    const latenciesMs = [...Array.from({ length: 99 }, () => 1), 9];
    const before = [...latenciesMs];
    expect(slowPageShare(latenciesMs, 10)).toBe(0.1);
    expect(slowPageShare(latenciesMs, 100)).toBe(1);
    expect(latenciesMs).toEqual(before);
  });

  it('are not told of fewer answers than a page asks for', () => {
    expect(slowPageShare([1, 2], 3)).toBeNull();
    expect(slowPageShare([], 1)).toBeNull();
  });
});
