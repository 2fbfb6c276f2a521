import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantileRanks } from '@/lib/measure/binomial';
import { nearestRank, percentileOf, samplesNeeded } from '@/lib/measure/percentile';
import { createRandom } from '@/lib/workload/random';

/** P(Binomial(n, p) = k) for k = 0..n, by Pascal's rule: slow, obvious, and another way than the code under test. */
function binomial(n: number, p: number): number[] {
  let row = [1];
  for (let trial = 0; trial < n; trial++) {
    row = Array.from({ length: row.length + 1 }, (_, k) => (row[k] ?? 0) * (1 - p) + (row[k - 1] ?? 0) * p);
  }
  return row;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const oneTo = (n: number) => Float64Array.from({ length: n }, (_, index) => index + 1);

describe('percentiles', () => {
  it('SPEC 2.1: a percentile is a value that was measured, at rank ceil(p n)', () => {
    const values = Float64Array.from([15, 20, 35, 40, 50]);
    expect(nearestRank(values, 0.3)).toBe(20);
    expect(nearestRank(values, 0.4)).toBe(20);
    expect(nearestRank(values, 0.5)).toBe(35);
    expect(nearestRank(values, 1)).toBe(50);
    expect(nearestRank(oneTo(100), 0.55)).toBe(55);
  });

  it('SPEC 2.1: at least the asked share of values is not above a percentile, and no smaller value will do', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200 }),
        fc.integer({ min: 1, max: 999 }),
        (values, perMille) => {
          const sorted = Float64Array.from(values).sort();
          const value = nearestRank(sorted, perMille / 1000);
          const notAbove = values.filter((other) => other <= value).length;
          const below = values.filter((other) => other < value).length;
          expect(notAbove * 1000).toBeGreaterThanOrEqual(perMille * values.length);
          expect(below * 1000).toBeLessThan(perMille * values.length);
        },
      ),
    );
  });

  it('SPEC 2.1: is the order statistic of exactly computed rank, at any size and in any order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 400 }),
        fc.integer({ min: 1, max: 9999 }),
        (values, perMyriad) => {
          // The rank by whole numbers, the statistic by counting: no sorting, no rounding.
          const rank = Number((BigInt(perMyriad) * BigInt(values.length) + 9999n) / 10_000n);
          const exact = values.find((value) => values.filter((other) => other < value).length === rank - 1);
          expect(nearestRank(Float64Array.from(values).sort(), perMyriad / 10_000)).toBe(exact);
        },
      ),
    );
  });

  it('SPEC 2.2: p50 takes 11 samples, p90 64, p95 130, p99 662 and p99.9 6,636', () => {
    expect([0.5, 0.9, 0.95, 0.99, 0.999].map(samplesNeeded)).toEqual([11, 64, 130, 662, 6636]);
  });

  it('SPEC 2.2: the count needed is the first at which two samples beyond are 99 % certain', () => {
    for (const share of [0.5, 0.75, 0.9, 0.95]) {
      const atMostOneBeyond = (n: number) => sum(binomial(n, 1 - share).slice(0, 2));
      const needed = samplesNeeded(share);
      expect(atMostOneBeyond(needed)).toBeLessThanOrEqual(0.01);
      expect(atMostOneBeyond(needed - 1)).toBeGreaterThan(0.01);
    }
  });

  it('SPEC 2.2: a share that is no upper percentile is refused', () => {
    for (const share of [0, 0.49, 1, 1.5, Number.NaN]) expect(() => samplesNeeded(share)).toThrow(RangeError);
  });

  it('SPEC 2.2: a percentile stays locked one sample short, and opens with the next', () => {
    expect(percentileOf(oneTo(661), 0.99)).toEqual({ state: 'locked', have: 661, need: 662 });
    expect(percentileOf(oneTo(662), 0.99)).toMatchObject({ state: 'earned', valueMs: 656 });
    expect(percentileOf(new Float64Array(0), 0.5)).toEqual({ state: 'locked', have: 0, need: 11 });
  });

  it('SPEC 2.3: the interval leaves out at most 2.5 % on each side and could not be narrower', () => {
    for (const [n, share] of [
      [11, 0.5],
      [64, 0.9],
      [100, 0.5],
      [200, 0.9],
      [700, 0.99],
      [1000, 0.95],
    ] as const) {
      const { lowRank, highRank } = quantileRanks(n, share);
      const chance = binomial(n, share);
      expect(sum(chance.slice(0, lowRank))).toBeLessThanOrEqual(0.025);
      expect(sum(chance.slice(0, lowRank + 1))).toBeGreaterThan(0.025);
      expect(sum(chance.slice(highRank))).toBeLessThanOrEqual(0.025);
      expect(sum(chance.slice(highRank - 1))).toBeGreaterThan(0.025);
    }
  });

  it('SPEC 2.3: with too few samples to bound a side, the interval ends at the last sample', () => {
    expect(quantileRanks(3, 0.99)).toEqual({ lowRank: 2, highRank: 3 });
    expect(quantileRanks(1, 0.5)).toEqual({ lowRank: 1, highRank: 1 });
  });

  it('SPEC 2.3: the interval holds the true percentile in at least 95 % of repeated experiments', () => {
    const random = createRandom(11);
    for (const share of [0.5, 0.9]) {
      let hits = 0;
      for (let repeat = 0; repeat < 2000; repeat++) {
        const sample = Float64Array.from({ length: 120 }, random).sort();
        const result = percentileOf(sample, share);
        if (result.state === 'earned' && result.low <= share && share <= result.high) hits++;
      }
      expect(hits / 2000).toBeGreaterThan(0.945);
    }
  });

  it('SPEC 2.3: a hundred thousand samples are no trouble', () => {
    const { lowRank, highRank } = quantileRanks(100_000, 0.999);
    expect(lowRank).toBeGreaterThan(99_870);
    expect(lowRank).toBeLessThan(99_890);
    expect(highRank).toBeGreaterThan(99_910);
    expect(highRank).toBeLessThan(99_930);
  });
});
