import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rulerRow } from '@/components/ruler/ruler-row';
import { RULER_MS, RULER_TICKS_MS, rulerPlace, wordsSide } from '@/components/ruler/ruler-scale';

describe('the axis of the latency ruler', () => {
  test('runs from 0.1 ms to 10 s, every decade as long as the others', () => {
    expect(RULER_TICKS_MS[0]).toBe(RULER_MS.from);
    expect(RULER_TICKS_MS.at(-1)).toBe(RULER_MS.to);
    for (const [index, ms] of RULER_TICKS_MS.entries())
      expect(rulerPlace(ms)).toEqual({ share: expect.closeTo(index / (RULER_TICKS_MS.length - 1), 9), beyond: null });
  });

  test('a longer latency never stands before a shorter one, and none stands off the axis', () => {
    const ms = fc.double({ min: 0, max: 1e7, noNaN: true });
    fc.assert(
      fc.property(ms, ms, (a, b) => {
        const [first, second] = [rulerPlace(Math.min(a, b)), rulerPlace(Math.max(a, b))];
        expect(first.share).toBeLessThanOrEqual(second.share);
        expect(first.share).toBeGreaterThanOrEqual(0);
        expect(second.share).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('what lies beyond it stands at its end and says so', () => {
    expect(rulerPlace(0)).toEqual({ share: 0, beyond: 'start' });
    expect(rulerPlace(11_000)).toEqual({ share: 1, beyond: 'end' });
  });

  test('the words of a row stand where there is more room, and on nothing that is drawn', () => {
    expect(wordsSide([0.1, 0.3])).toEqual({ side: 'after', share: 0.3 });
    expect(wordsSide([0.8, 0.95])).toEqual({ side: 'before', share: 0.8 });
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 4 }), (shares) => {
        const { side, share } = wordsSide(shares);
        for (const drawn of shares) {
          if (side === 'after') expect(drawn).toBeLessThanOrEqual(share);
          else expect(drawn).toBeGreaterThanOrEqual(share);
        }
      }),
    );
  });
});

describe('a row of the latency ruler', () => {
  const lane = { id: 'edge', modeId: 'edge', name: 'Edge' } as const;

  test('holds the median with its interval, and p90 once it is earned', () => {
    const p50 = { state: 'earned', valueMs: 3.9, low: 3.7, high: 4.1 } as const;
    const p90 = { state: 'earned', valueMs: 6.1, low: 5.9, high: 6.4 } as const;
    expect(rulerRow(lane, p50, p90)).toEqual({
      ...lane,
      median: { state: 'known', ms: 3.9, interval: { low: 3.7, high: 4.1 } },
      p90Ms: 6.1,
    });
    expect(rulerRow(lane, p50, { state: 'locked', have: 20, need: 64 }).p90Ms).toBeNull();
  });

  test('draws no interval that is open', () => {
    const open = { state: 'earned', valueMs: 3.9, low: 0, high: Number.POSITIVE_INFINITY } as const;
    expect(rulerRow(lane, open, null).median).toEqual({ state: 'known', ms: 3.9, interval: null });
  });

  test('draws nothing of a median that is not earned', () => {
    expect(rulerRow(lane, { state: 'locked', have: 5, need: 11 }, null).median).toEqual({
      state: 'locked',
      have: 5,
      need: 11,
    });
    expect(rulerRow(lane, null, null).median).toEqual({ state: 'none' });
  });
});
