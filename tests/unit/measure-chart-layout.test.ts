import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hatchPath } from '@/components/chart-kit/hatch';
import { type Box, placeInline, placeLabels, spread } from '@/lib/chart/labels';
import { decadeTicks, roundTicks } from '@/lib/chart/ticks';

const area: Box = { left: 0, top: 0, right: 500, bottom: 250 };

/** A straight rise from the bottom at `x` to the top at `x + lean`. */
const rise = (x: number, lean: number, sizes = [{ width: 80, height: 16 }]) => ({
  sizes,
  points: Array.from({ length: 50 }, (_, index) => ({ x: x + (lean * index) / 49, y: 250 - (250 * index) / 49 })),
});

const apart = (a: Box, b: Box) => a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;

describe('names beside curves', () => {
  it('stand within the picture and off each other, wherever the curves are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 450 }), fc.integer({ min: 1, max: 50 })), {
          minLength: 1,
          maxLength: 3,
        }),
        (spots) => {
          const boxes = placeLabels(
            spots.map(([x, lean]) => rise(x, lean)),
            area,
            10,
          ).map(({ box }) => box);
          for (const [index, box] of boxes.entries()) {
            expect(box.left).toBeGreaterThanOrEqual(area.left);
            expect(box.right).toBeLessThanOrEqual(area.right);
            for (const other of boxes.slice(index + 1)) expect(apart(box, other)).toBe(true);
          }
        },
      ),
    );
  });

  it('take a narrower shape rather than cross a line', () => {
    const sizes = [
      { width: 90, height: 16 },
      { width: 40, height: 32 },
    ];
    const [first] = placeLabels([rise(20, 20, sizes), rise(110, 20, sizes), rise(200, 20, sizes)], area, 10);
    expect(first?.size).toBe(1);
    const [alone] = placeLabels([rise(20, 20, sizes)], area, 10);
    expect(alone?.size).toBe(0);
  });
});

describe('names along a line', () => {
  const label = (at: number, width: number, weight: number) => ({ at, width, weight });

  it('never overlap and never leave the line; what does not fit is left out, the lightest first', () => {
    expect(placeInline([label(0, 60, 0.1), label(10, 60, 0.6), label(90, 60, 0.3)], 0, 140, 8)).toEqual([null, 10, 80]);
    expect(placeInline([label(0, 60, 0.1), label(10, 60, 0.6), label(90, 60, 0.3)], 0, 200, 8)).toEqual([0, 68, 136]);
    expect(placeInline([label(0, 300, 1)], 0, 200, 8)).toEqual([null]);
  });

  it('are moved apart as little as it takes, in their order', () => {
    expect(spread([100, 100, 20], 10, 0, 200)).toEqual([100, 110, 20]);
    expect(spread([198, 199], 10, 0, 200)).toEqual([185, 195]);
  });
});

describe('ticks', () => {
  it('are whole decades, fewer where there is less room', () => {
    expect(decadeTicks(0.1, 10_000, 6)).toEqual([0.1, 1, 10, 100, 1000, 10_000]);
    expect(decadeTicks(0.1, 10_000, 3)).toEqual([0.1, 10, 1000]);
  });

  it('are round and reach to the end or just beyond it', () => {
    expect(roundTicks(290, 5, 'beyond')).toEqual([0, 100, 200, 300]);
    expect(roundTicks(10_400, 7, 'within')).toEqual([0, 2000, 4000, 6000, 8000, 10_000]);
    expect(roundTicks(0, 5, 'beyond')).toEqual([0]);
  });
});

describe('hatching', () => {
  const size = fc.double({ min: 1, max: 300, noNaN: true });

  it('stays within its rectangle, in lines that all lean the same way', () => {
    fc.assert(
      fc.property(size, size, size, size, (x, y, width, height) => {
        for (const [, ...ends] of hatchPath(x, y, width, height, 8).matchAll(/M(\S+) (\S+)L(\S+) (\S+?)(?=M|$)/g)) {
          const [fromX = 0, fromY = 0, toX = 0, toY = 0] = ends.map(Number);
          for (const atX of [fromX, toX]) expect(atX >= x - 1e-6 && atX <= x + width + 1e-6).toBe(true);
          for (const atY of [fromY, toY]) expect(atY >= y - 1e-6 && atY <= y + height + 1e-6).toBe(true);
          expect(toX - fromX).toBeCloseTo(fromY - toY, 6);
        }
      }),
    );
  });

  it('leaves no place wider than its gap', () => {
    const lines = hatchPath(0, 0, 100, 20, 8).split('M').length - 1;
    expect(lines).toBe(Math.ceil((100 + 20 - 8) / 8));
  });
});
