import { describe, expect, it } from 'vitest';
import { whereTheyCross } from '@/lib/exercises/drawing/where-they-cross';

const curve = (xs: readonly number[], ys: readonly number[], half = 0) =>
  xs.map((x, place) => {
    const value = ys[place] ?? Number.NaN;
    return { x, y: { value, low: value * (1 - half), high: value * (1 + half) } };
  });

describe('Where two curves cross that are known at some places', () => {
  const flat = curve([1, 2, 3], [15, 15, 15]);

  it('is on the straight line between two places, by the axes they are drawn on', () => {
    expect(whereTheyCross(curve([1, 2, 3], [10, 20, 30]), flat, 'linear', 'linear')?.value).toBeCloseTo(1.5, 10);
    const logarithmic = whereTheyCross(curve([1, 100], [1, 100]), curve([1, 100], [10, 10]), 'log', 'log');
    expect(logarithmic?.value).toBeCloseTo(10, 10);
  });

  it('is the first one of several, and at a place where they touch', () => {
    const there = curve([1, 2, 3, 4], [10, 20, 10, 20]);
    expect(whereTheyCross(there, curve([1, 2, 3, 4], [15, 15, 15, 15]), 'linear', 'linear')?.value).toBeCloseTo(1.5);
    expect(whereTheyCross(curve([1, 2, 3], [10, 15, 20]), flat, 'linear', 'linear')?.value).toBe(2);
  });

  it('has an interval as far as the lowest and the highest heights cross', () => {
    const { value, low, high } = whereTheyCross(curve([1, 2, 3], [10, 20, 30], 0.1), flat, 'linear', 'linear') ?? {};
    expect(value).toBeCloseTo(1.5, 10);
    // 11 and 22 reach 15 sooner, 9 and 18 later.
    expect(low).toBeCloseTo(1 + 4 / 11, 10);
    expect(high).toBeCloseTo(1 + 6 / 9, 10);
  });

  it('has an interval that ends with the curves where those heights do not cross', () => {
    expect(whereTheyCross(curve([1, 2], [14, 16], 0.2), curve([1, 2], [15, 15]), 'linear', 'linear')).toMatchObject({
      low: 1,
      high: 2,
    });
  });

  it('is nowhere where one stays above the other', () => {
    expect(whereTheyCross(curve([1, 2, 3], [1, 2, 3]), flat, 'linear', 'linear')).toBeNull();
    expect(whereTheyCross([], [], 'linear', 'linear')).toBeNull();
  });
});
