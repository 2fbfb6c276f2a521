import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { laneRatiosOf } from '@/lib/measure/lane-ratios';
import { type Rate, rateRatioOf } from '@/lib/measure/rate-ratio';
import { summarise } from '../summarise';
import { steadyRecord, used } from './measure-fixtures';

const rates: fc.Arbitrary<Rate> = fc
  .record({
    value: fc.double({ min: 0.01, max: 1e5, noNaN: true }),
    below: fc.double({ min: 0.1, max: 1, noNaN: true }),
    above: fc.double({ min: 1, max: 10, noNaN: true }),
  })
  .map(({ value, below, above }) => ({ value, interval: { low: value * below, high: value * above } }));

describe('the ratio of two rates', () => {
  it('lies within its interval, which is never narrower than either of the two', () => {
    fc.assert(
      fc.property(rates, rates, (a, b) => {
        const { value, interval } = rateRatioOf(a, b) ?? { value: Number.NaN, interval: null };
        expect(interval?.low).toBeLessThanOrEqual(value);
        expect(interval?.high).toBeGreaterThanOrEqual(value);
        const width = (high = Number.NaN, low = Number.NaN) => Math.log(high / low);
        for (const one of [a, b]) {
          const own = width(one.interval?.high, one.interval?.low);
          expect(width(interval?.high, interval?.low)).toBeGreaterThanOrEqual(own * (1 - 1e-9) - 1e-9);
        }
      }),
    );
  });

  it('turned round is one over it', () => {
    fc.assert(
      fc.property(rates, rates, (a, b) => {
        const there = rateRatioOf(a, b);
        const back = rateRatioOf(b, a);
        expect((there?.value ?? 0) * (back?.value ?? 0)).toBeCloseTo(1, 9);
        expect((there?.interval?.low ?? 0) * (back?.interval?.high ?? 0)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('of a rate that is known exactly is as sure as the other', () => {
    const exact = { value: 2, interval: { low: 2, high: 2 } };
    const ratio = rateRatioOf({ value: 10, interval: { low: 8, high: 12 } }, exact);
    expect(ratio?.value).toBe(5);
    expect(ratio?.interval?.low).toBeCloseTo(4, 9);
    expect(ratio?.interval?.high).toBeCloseTo(6, 9);
  });

  it('has no interval where one of the two has none, and is nothing where one of them is 0', () => {
    const known = { value: 4, interval: { low: 3, high: 5 } };
    expect(rateRatioOf(known, { value: 2, interval: null })).toMatchObject({ value: 2, interval: null });
    expect(rateRatioOf(known, { value: 0, interval: null })).toBeNull();
  });

  it('SPEC 6.1: two rates differ when the interval of their ratio leaves out 1', () => {
    const verdict = (a: Rate, b: Rate) => rateRatioOf(a, b)?.verdict;
    const around = (value: number, reach: number): Rate => ({
      value,
      interval: { low: value / reach, high: value * reach },
    });
    // Intervals that touch may still belong to rates that differ: 7,780 against 376, the first known to a factor of 20.
    expect(verdict(around(7780, 18), around(376, 1.05))).toBe('real');
    expect(verdict(around(110, 1.05), around(100, 1.05))).toBe('real');
    expect(verdict(around(104, 1.05), around(100, 1.05))).toBe('not-shown');
  });

  it('SPEC 6.8: an interval that leaves room for a factor of 1.5 is too noisy to say', () => {
    const known: Rate = { value: 100, interval: { low: 100, high: 100 } };
    expect(rateRatioOf({ value: 120, interval: { low: 90, high: 149 } }, known)?.verdict).toBe('not-shown');
    expect(rateRatioOf({ value: 120, interval: { low: 90, high: 151 } }, known)?.verdict).toBe('too-noisy');
    expect(rateRatioOf(known, { value: 120, interval: { low: 90, high: 151 } })?.verdict).toBe('too-noisy');
  });

  it('SPEC 6.2: without an interval they differ from a factor of 1.25 on', () => {
    const plain = (value: number): Rate => ({ value, interval: null });
    expect(rateRatioOf(plain(124), plain(100))?.verdict).toBe('not-shown');
    expect(rateRatioOf(plain(126), plain(100))?.verdict).toBe('real');
    expect(rateRatioOf(plain(100), plain(126))?.verdict).toBe('real');
  });
});

describe('the ratios of two lanes', () => {
  const lane = (modeId: 'online' | 'edge', computeMs: number, cpuSeconds: number | null) =>
    summarise(steadyRecord(modeId, 400, () => 8, { stages: { computeMs }, resources: used({ cpuSeconds }) }));

  it('put the larger over the smaller, whichever lane comes first', () => {
    const pairs = [{ a: lane('online', 4, 4), b: lane('edge', 2, 1) }];
    const found = Object.fromEntries(laneRatiosOf(pairs).map(({ measure, ratios: [first] }) => [measure, first]));
    expect(found.itemsPerComputeSecond?.larger.modeId).toBe('edge');
    expect(found.itemsPerComputeSecond?.ratio.value).toBeCloseTo(2, 9);
    expect(found.cpuSecondsPer1000?.larger.modeId).toBe('online');
    expect(found.cpuSecondsPer1000?.ratio).toEqual({ value: 4, interval: null, verdict: 'real' });
  });

  it('SPEC 7.1: leave out what was not measured', () => {
    const measures = laneRatiosOf([{ a: lane('online', 4, 4), b: lane('edge', 2, null) }]);
    expect(measures.map(({ measure }) => measure)).toEqual(['itemsPerSecond', 'itemsPerComputeSecond']);
  });
});
