import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rocArea } from '@/lib/training/roc-area';

const score = fc.float({ min: 0, max: 1, noNaN: true });
const sample = fc.record({ score, label: fc.constantFrom(0, 1) });
/** At least two of each class. */
const samples = fc
  .tuple(fc.array(sample, { maxLength: 40 }), fc.array(score, { minLength: 4, maxLength: 4 }))
  .map(([rest, scores]) => [...rest, ...scores.map((one, index) => ({ score: one, label: index % 2 }))]);
const areaOf = (all: readonly { score: number; label: number }[]) =>
  rocArea(
    Float32Array.from(all, (one) => one.score),
    Uint8Array.from(all, ({ label }) => label),
  );

describe('The area under the ROC curve', () => {
  test('of a worked example is the share of pairs in order, a tie counting half', () => {
    // Of the six pairs of {0.9, 0.5} with {0.5, 0.6, 0.1} four are in order and one is a tie.
    const { value } = rocArea(Float32Array.of(0.9, 0.5, 0.5, 0.6, 0.1), Uint8Array.of(1, 1, 0, 0, 0));
    expect(value).toBeCloseTo(4.5 / 6, 5);
  });

  test('has DeLong’s interval, as worked out by hand', () => {
    // Shares below each high score: 1 and 0.5. Shares above each low one: 0.75, 0.5 and 1.
    const { low } = rocArea(Float32Array.of(0.9, 0.5, 0.5, 0.6, 0.1), Uint8Array.of(1, 1, 0, 0, 0));
    expect(low).toBeCloseTo(0.75 - 1.959964 * Math.sqrt(0.125 / 2 + 0.0625 / 3), 4);
  });

  test('is 1 where every high score is above every low one, and then has no width', () => {
    const area = rocArea(Float32Array.of(0.1, 0.2, 0.8, 0.9), Uint8Array.of(0, 0, 1, 1));
    expect([area.low, area.value, area.high]).toEqual([1, 1, 1]);
  });

  test('lies in its interval, and turns around with the scores', () => {
    fc.assert(
      fc.property(samples, (all) => {
        const { value, low, high, count } = areaOf(all);
        expect(count).toBe(all.length);
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
        expect(areaOf(all.map((one) => ({ ...one, score: -one.score }))).value).toBeCloseTo(1 - value, 4);
      }),
    );
  });

  test('is refused where a class has fewer than two samples', () => {
    expect(() => rocArea(Float32Array.of(0.1, 0.2, 0.3), Uint8Array.of(0, 0, 1))).toThrow();
  });
});
