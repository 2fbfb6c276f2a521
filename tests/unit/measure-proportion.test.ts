import { expect, it } from 'vitest';
import { proportionOf } from '@/lib/measure/proportion';

it('Wilson: 10 right of 100 lie between 5.5 % and 17.4 %, the textbook case', () => {
  const { value, low, high } = proportionOf(10, 100) ?? {};
  expect(value).toBe(0.1);
  expect(low).toBeCloseTo(0.0552, 4);
  expect(high).toBeCloseTo(0.1744, 4);
});

it('Wilson: the interval stays within 0 and 1 and is never empty, even when all are right', () => {
  for (const [count, of] of [
    [0, 5],
    [5, 5],
    [1, 1],
  ] as const) {
    const { low, high } = proportionOf(count, of) ?? { low: Number.NaN, high: Number.NaN };
    expect(low).toBeGreaterThanOrEqual(0);
    expect(high).toBeLessThanOrEqual(1);
    expect(high - low).toBeGreaterThan(0.1);
  }
});

it('of nothing there is no share', () => {
  expect(proportionOf(0, 0)).toBeNull();
});
