import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestRank } from '@/lib/measure/percentile';
import { quantilesInPlace } from '@/lib/simulate/statistics/quantiles';
import { createRandom } from '@/lib/workload/random';

describe('SPEC 2.6: Quantiles', () => {
  const anyValues = fc.oneof(
    fc.array(fc.double({ noNaN: true }), { maxLength: 400 }),
    fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 400 }),
  );
  it('are those of the sorted values, of which none is lost', () => {
    fc.assert(
      fc.property(
        anyValues,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 9 }),
        (values, shares) => {
          const selected = Float64Array.from(values);
          const sorted = Float64Array.from(values).sort();
          expect(quantilesInPlace(selected, shares).map((value) => value + 0)).toEqual(
            shares.map((each) => nearestRank(sorted, each) + 0),
          );
          expect(selected.sort()).toEqual(sorted);
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
    ['infinite here and there', (index) => (index % 3 === 0 ? Number.POSITIVE_INFINITY : index)],
  ])('are exact for values that are %s', (_, value) => {
    const values = Float64Array.from({ length: count }, (_, index) => value(index));
    const sorted = values.slice().sort();
    expect(quantilesInPlace(values, shares)).toEqual(shares.map((each) => nearestRank(sorted, each)));
  });

  it('stay exact and quick where every pivot is the worst there could be', () => {
    // As an adversary makes them (McIlroy, A killer adversary for quicksort, 1999): what the pivot is taken from is made small.
    const values = killer(20_000);
    const sorted = values.slice().sort();
    expect(quantilesInPlace(values, shares)).toEqual(shares.map((each) => nearestRank(sorted, each)));
  });

  it('are NaN of no values, and refused for a share outside 0 .. 1', () => {
    expect(quantilesInPlace(new Float64Array(0), [0.5])).toEqual([Number.NaN]);
    for (const wrong of [-0.1, 1.1, Number.NaN]) {
      expect(() => quantilesInPlace(new Float64Array(3), [0.5, wrong])).toThrow(RangeError);
    }
  });

  it('have the rank that shares of a million and of ten million values have on paper', () => {
    const values = Float64Array.from({ length: 1_000_000 }, (_, index) => index + 1);
    expect(quantilesInPlace(values, [0.07, 0.55, 0.57, 0.99])).toEqual([70_000, 550_000, 570_000, 990_000]);
  });
});

/**
 * Small values where a ninther takes most of its nine from, again in what is left, and so on: each pivot leaves nearly all on one side. The places
 * are followed through the partition.
 */
function killer(count: number): Float64Array {
  const values = new Float64Array(count).fill(count);
  const order = Int32Array.from({ length: count }, (_, index) => index);
  for (let low = 0, smallest = 0; count - low > 24; smallest++) {
    const step = Math.floor((count - 1 - low) / 8);
    for (let look = 0; look < 6; look++) values[order[low + look * step] as number] = smallest;
    const isAbove = (place: number) => (values[order[place] as number] as number) > smallest;
    let right = count - 1;
    for (let left = low; left <= right; left++, right--) {
      while (isAbove(right)) right--;
      if (left > right) break;
      [order[left], order[right]] = [order[right] as number, order[left] as number];
      low = left + 1;
    }
  }
  return values;
}
