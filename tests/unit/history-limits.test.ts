import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runsToDrop } from '@/lib/lab/history-limits';

const rows = (count: number, sizeBytes: number) => Array.from({ length: count }, (_, id) => ({ id, sizeBytes }));

describe('the history of runs', () => {
  it('keeps 50 runs, and the oldest go first', () => {
    expect(runsToDrop(rows(50, 1000))).toEqual([]);
    expect(runsToDrop(rows(53, 1000)).map(({ id }) => id)).toEqual([52, 51, 50]);
  });

  it('keeps 200 MB', () => {
    expect(runsToDrop(rows(20, 10_000_000))).toEqual([]);
    expect(runsToDrop(rows(22, 10_000_000)).map(({ id }) => id)).toEqual([21, 20]);
  });

  it('keeps the newest however large it is', () => {
    expect(runsToDrop(rows(1, 900_000_000))).toEqual([]);
  });

  it('never keeps an older run than one it drops', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 80_000_000 }), { maxLength: 80 }), (sizes) => {
        const all = sizes.map((sizeBytes, id) => ({ id, sizeBytes }));
        const dropped = new Set(runsToDrop(all).map(({ id }) => id));
        const kept = all.filter(({ id }) => !dropped.has(id));
        expect(kept.map(({ id }) => id)).toEqual(kept.map((_, index) => index));
        expect(kept.length).toBeLessThanOrEqual(50);
        if (kept.length > 1)
          expect(kept.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)).toBeLessThanOrEqual(200_000_000);
      }),
    );
  });
});
