import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestRank } from '@/lib/measure/percentile';
import { quantilesOf } from '@/lib/simulate/statistics/quantiles';
import { createRandom } from '@/lib/workload/random';

describe('SPEC 2.6: Quantiles', () => {
  const anyValues = fc.oneof(
    fc.array(fc.double({ noNaN: true }), { maxLength: 400 }),
    // So many that they are counted in buckets.
    fc
      .tuple(fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 60 }), fc.integer({ min: 40, max: 120 }))
      .map(([some, times]) =>
        Array.from({ length: some.length * times }, (_, at) => (some[at % some.length] ?? 0) * (1 + (at % 7) / 7)),
      ),
    fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 400 }),
  );
  it('are those of the sorted values, which are left as they were', () => {
    fc.assert(
      fc.property(
        anyValues,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 9 }),
        (values, shares) => {
          const selected = Float64Array.from(values);
          const sorted = Float64Array.from(values).sort();
          expect(quantilesOf(selected, shares).map((value) => value + 0)).toEqual(
            shares.map((each) => nearestRank(sorted, each) + 0),
          );
          expect(selected).toEqual(Float64Array.from(values));
        },
      ),
    );
  });

  const shares = [0, 0.5, 0.9, 0.95, 0.99, 0.999, 1, ...Array.from({ length: 101 }, (_, index) => index / 100)];
  const random = createRandom(26);
  const count = 200_000;
  it.each<[string, (index: number) => number]>([
    ['drawn', () => random()],
    ['ascending', (index) => index],
    ['descending', (index) => -index],
    ['all equal', () => 7],
    ['of two kinds', () => (random() < 0.5 ? 1 : 2)],
    ['like an organ pipe', (index) => Math.min(index, count - index)],
    ['like the teeth of a saw', (index) => index % 1000],
    ['far apart', () => (random() < 0.5 ? -1 : 1) * 10 ** (600 * random() - 300)],
    ['in the last digits apart', (index) => 1 + (index % 5000) * Number.EPSILON],
    ['mostly nothing', () => Math.max(0, random() - 0.7)],
    ['below and above 0', () => random() - 0.5],
    ['infinite here and there', (index) => (index % 3 === 0 ? Number.POSITIVE_INFINITY : index)],
  ])('are exact for values that are %s', (_, value) => {
    const values = Float64Array.from({ length: count }, (_, index) => value(index));
    const sorted = values.slice().sort();
    expect(quantilesOf(values, shares)).toEqual(shares.map((each) => nearestRank(sorted, each)));
  });

  it('are NaN of no values, and refused for a share outside 0 .. 1', () => {
    expect(quantilesOf(new Float64Array(0), [0.5])).toEqual([Number.NaN]);
    for (const wrong of [-0.1, 1.1, Number.NaN]) {
      expect(() => quantilesOf(new Float64Array(3), [0.5, wrong])).toThrow(RangeError);
    }
  });

  it('have the rank that shares of a million and of ten million values have on paper', () => {
    const values = Float64Array.from({ length: 1_000_000 }, (_, index) => index + 1);
    expect(quantilesOf(values, [0.07, 0.55, 0.57, 0.99])).toEqual([70_000, 550_000, 570_000, 990_000]);
  });
});
