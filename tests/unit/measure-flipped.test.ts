import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceOf } from '@/lib/measure/difference';
import { flipped } from '@/lib/measure/flipped';

const lanes = fc.record({
  sortedMs: fc
    .array(fc.double({ min: 0.01, max: 1000, noNaN: true }), { minLength: 1, maxLength: 60 })
    .map((values) => Float64Array.from(values).sort()),
  worth: fc.double({ min: 1, max: 60, noNaN: true }),
});

describe('a difference seen from the other side', () => {
  it('SPEC 6.4: is the difference of the lanes the other way round', () => {
    fc.assert(
      fc.property(lanes, lanes, (a, b) => {
        const there = flipped(differenceOf(a, b));
        const back = differenceOf(b, a);
        expect(there.verdict).toBe(back.verdict);
        if (back.superiority === null) expect(there.superiority).toBeNull();
        else expect(there.superiority).toBeCloseTo(back.superiority, 9);
        for (const bound of ['value', 'low', 'high'] as const) {
          const expected = back.medianRatio?.[bound] ?? 1;
          expect((there.medianRatio?.[bound] ?? 1) / expected).toBeCloseTo(1, 9);
        }
      }),
    );
  });
});
