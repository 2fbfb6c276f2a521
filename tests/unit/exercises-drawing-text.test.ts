import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Area as Box, centredWithin, linesOf, type Point, placeNames } from '@/lib/chart/labels';

const tenEach = (text: string) => text.length * 10;
const word = fc.stringMatching(/^[a-z]{1,12}$/);

describe('Lines', () => {
  test('hold every word in its order, and none is too wide unless it is a single word', () => {
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 10, max: 400 }),
        (words, mostPx) => {
          const lines = linesOf(words.join(' '), mostPx, tenEach);
          expect(lines.join(' ')).toBe(words.join(' '));
          expect(lines.filter((line) => tenEach(line) > mostPx && line.includes(' '))).toEqual([]);
        },
      ),
    );
  });

  test('leave room behind the last for what follows, on a line of its own if need be', () => {
    expect(linesOf('one two', 100, tenEach, 30)).toEqual(['one two']);
    expect(linesOf('one two', 100, tenEach, 40)).toEqual(['one two', '']);
    expect(linesOf('one two three', 80, tenEach, 30)).toEqual(['one two', 'three']);
  });

  test('are placed over what they are about, and never out of the picture', () => {
    expect(centredWithin(50, 20, 0, 100)).toBe(40);
    expect(centredWithin(3, 20, 0, 100)).toBe(0);
    expect(centredWithin(99, 20, 0, 100)).toBe(80);
    expect(centredWithin(99, 200, 0, 100)).toBe(0);
  });
});

describe('Names of curves', () => {
  const area: Box = { left: 0, top: 0, width: 300, height: 200 };
  const size = { width: 80, height: 16 };
  const straight = (from: Point, to: Point): readonly Point[] => [from, to];
  const overlap = (a: Box, b: Box) =>
    a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;

  test('stay within the plot and off one another, however two curves run', () => {
    const y = fc.double({ min: 0, max: 200, noNaN: true });
    fc.assert(
      fc.property(y, y, y, y, (a, b, c, d) => {
        const curves = [straight({ x: 0, y: a }, { x: 300, y: b }), straight({ x: 0, y: c }, { x: 300, y: d })];
        const [one, other] = placeNames(curves, [size, size], area, [], 6);
        if (!one || !other) throw new Error('Each curve must have a name.');
        for (const box of [one, other]) {
          expect(Math.min(box.left, box.top)).toBeGreaterThanOrEqual(0);
          expect(box.left + box.width).toBeLessThanOrEqual(300 + 1e-6);
          expect(box.top + box.height).toBeLessThanOrEqual(200 + 1e-6);
        }
        expect(overlap(one, other)).toBe(false);
      }),
    );
  });

  test('stand beside their own curve and not across it', () => {
    const [name] = placeNames([straight({ x: 0, y: 100 }, { x: 300, y: 100 })], [size], area, [], 6);
    expect(name && (name.top + name.height <= 100 || name.top >= 100)).toBe(true);
    expect(name && Math.min(Math.abs(name.top - 100), Math.abs(name.top + name.height - 100))).toBeLessThan(20);
  });

  test('keep off what is taken', () => {
    const taken = { left: 180, top: 60, width: 120, height: 80 };
    const [name] = placeNames([straight({ x: 0, y: 100 }, { x: 300, y: 100 })], [size], area, [taken], 6);
    expect(name && overlap(name, taken)).toBe(false);
  });
});
