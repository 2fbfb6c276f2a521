import { describe, expect, it } from 'vitest';
import { inWords, pairedRatio } from '../bench/paired-ratio';

const pairs = (...ratios: readonly number[]) => ratios.map((ratio) => [ratio, 1] as const);

describe('a ratio of pairs', () => {
  it('is the median of the ratios, so that what slows both of a pair does not count', () => {
    expect(
      pairedRatio([
        [100, 100],
        [1020, 1000],
        [204, 200],
      ]),
    ).toMatchObject({ ratio: 1.02, pairs: 3 });
  });

  // The ranks of the sign test's 95 % interval, as in any table of it: Conover, Practical Nonparametric Statistics, 3.2.
  it.each([
    [5, 1, 5],
    [6, 1, 6],
    [10, 2, 9],
    [15, 4, 12],
    [20, 6, 15],
  ])('of %i pairs has an interval from the %ith to the %ith', (count, low, high) => {
    const ratios = Array.from({ length: count }, (_, index) => index + 1);
    expect(pairedRatio(pairs(...ratios))).toMatchObject({ low, high });
  });

  it('says so when its interval cannot tell on which side of the target it is', () => {
    const noisy = pairedRatio(pairs(0.9, 1, 1.02, 1.06, 1.1, 1.2));
    expect(inWords(noisy, 1.05)).toBe('0.900 to 1.200 in 6 pairs: too wide to tell from 1.05');
    const calm = pairedRatio(pairs(1, 1.01, 1.01, 1.02, 1.02, 1.03));
    expect(inWords(calm, 1.05)).toBe('1.000 to 1.030 in 6 pairs');
  });
});
