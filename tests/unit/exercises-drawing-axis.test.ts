import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { barAxis, labelsOf, linearAxis, logAxis, shownOf, stretched } from '@/lib/exercises/drawing/axis';
import { aimAt, scaledAim } from '@/lib/exercises/drawing/bands';
import { UNITS } from '@/lib/exercises/evidence/figures';
import { distanceFrom, factorFrom } from '@/lib/exercises/evidence/reading';
import { gradeDistance } from '@/lib/exercises/grading/grade';
import type { Scale } from '@/lib/exercises/scale';
import { positionOf } from '@/lib/exercises/scale';

const unit = fc.constantFrom(...UNITS);
const amount = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
const amounts = fc.array(amount, { minLength: 1, maxLength: 6 });
const kind = fc.constantFrom('linear' as const, 'log' as const);
const holds = ({ least, most }: Scale, values: readonly number[]) =>
  values.every((value) => value >= least * (1 - 1e-9) && value <= most * (1 + 1e-9));

/** 1, 2 or 5 times a power of ten. */
const isRound = (value: number) => ['1', '2', '5'].includes(value.toExponential(9).replace(/\.?0*e.*$/, ''));

describe('An axis', () => {
  test('holds every value it is made for, between round ends', () => {
    fc.assert(
      fc.property(unit, amounts, (of, values) => {
        const axis = logAxis(of, values);
        expect(holds(axis, values)).toBe(true);
        expect(axis.least).toBeGreaterThan(0);
        expect([axis.least, axis.most].filter((end) => !isRound(end))).toEqual([]);
        expect(holds(linearAxis(of, values), values)).toBe(true);
        expect(holds(barAxis(of, values), values)).toBe(true);
      }),
    );
  });

  test('is no longer than it must be', () => {
    expect(logAxis('duration', [0.5, 1010])).toMatchObject({ least: 0.5, most: 2000 });
    expect(logAxis('duration', [30])).toMatchObject({ least: 20, most: 200 });
    expect(linearAxis('duration', [88])).toMatchObject({ least: 0, most: 100 });
    expect(linearAxis('share', [0.98])).toMatchObject({ least: 0, most: 1 });
    expect(linearAxis('share', [0.004])).toMatchObject({ least: 0, most: 0.004 });
    expect(linearAxis('duration', [-3, 8])).toMatchObject({ least: -5, most: 10 });
    expect(linearAxis('count', [0])).toMatchObject({ least: 0, most: 1 });
  });

  test('of bars begins at nothing until the values lie far apart, and then leaves the shortest bar a length', () => {
    expect(barAxis('duration', [10, 250])).toMatchObject({ kind: 'linear', least: 0 });
    expect(barAxis('duration', [0, 900])).toMatchObject({ kind: 'linear', least: 0 });
    const far = barAxis('duration', [0.5, 6, 1010]);
    expect(far.kind).toBe('log');
    expect(far.least).toBeLessThan(0.5);
    expect(barAxis('duration', [])).toMatchObject({ kind: 'linear', least: 0, most: 1 });
  });

  test('is stretched to what was measured, and left alone where it holds that already', () => {
    fc.assert(
      fc.property(kind, amount, amounts, (of, least, values) => {
        const scale: Scale = { unit: 'rate', kind: of, least, most: least * 50 };
        const axis = stretched(scale, values);
        expect(holds(axis, [...values, scale.least, scale.most])).toBe(true);
        if (
          holds(
            scale,
            values.map((value) => value * (1 - 1e-12)),
          )
        )
          return;
        expect(axis.most - axis.least).toBeGreaterThan(scale.most - scale.least);
      }),
    );
    const scale: Scale = { unit: 'share', kind: 'linear', least: 0, most: 1 };
    expect(stretched(scale, [0.2, 1])).toBe(scale);
    expect(stretched({ ...scale, kind: 'log', least: 0.1 }, [0, -1])).toMatchObject({ least: 0.1, most: 1 });
  });

  test('has labels that are round, within it, ascending and nowhere closer than there is room for', () => {
    fc.assert(
      fc.property(unit, amounts, fc.double({ min: 0.05, max: 1, noNaN: true }), (of, values, room) => {
        for (const axis of [logAxis(of, values), linearAxis(of, values)]) {
          const labels = labelsOf(axis, room);
          expect(labels.length).toBeGreaterThan(0);
          const places = labels.map((label) => positionOf(axis, label));
          const gaps = places.slice(1).map((place, index) => place - (places[index] ?? 0));
          expect(gaps.filter((gap) => gap < room)).toEqual([]);
          expect(holds(axis, labels)).toBe(true);
          expect([...labels].sort((a, b) => a - b)).toEqual(labels);
          if (axis.kind === 'log') expect(labels.filter((label) => !isRound(label))).toEqual([]);
        }
      }),
    );
    expect(labelsOf(logAxis('duration', [1, 100]), 0.1)).toEqual([1, 2, 5, 10, 20, 50, 100]);
    expect(labelsOf(logAxis('duration', [1, 1000]), 0.2)).toEqual([1, 10, 100, 1000]);
  });

  test('shows the part of an interval that lies on it', () => {
    const axis: Scale = { unit: 'rate', kind: 'linear', least: 10, most: 20 };
    expect(shownOf(axis, { low: 5, high: 12 })).toEqual({ low: 10, high: 12 });
    expect(shownOf(axis, { low: 12, high: 50 })).toEqual({ low: 12, high: 20 });
    expect(shownOf(axis, { low: 21, high: 50 })).toBeNull();
    expect(shownOf(axis, { low: 1, high: 9 })).toBeNull();
  });
});

describe('The bands around a prediction', () => {
  const tolerance = fc
    .tuple(fc.double({ min: 1.01, max: 5, noNaN: true }), fc.double({ min: 1.01, max: 5, noNaN: true }))
    .map(([right, more]) => ({ right, partly: right * more }));

  test('tell the verdict: it is right where the measured interval reaches the inner one, partly right where it reaches the outer', () => {
    fc.assert(
      fc.property(kind, amount, amount, tolerance, (of, value, low, bands) => {
        const measured = { low, high: low * 1.3 };
        const distance = of === 'log' ? factorFrom(value, measured) : distanceFrom(value, measured);
        const { verdict } = gradeDistance('times', distance, bands);
        const aim = aimAt(value, bands, of);
        const reaches = (band: typeof aim.right, slack: number) =>
          measured.high * (1 + slack) >= band.low && measured.low <= band.high * (1 + slack);
        // On the very edge rounding decides.
        if (reaches(aim.right, 1e-9) !== reaches(aim.right, -1e-9)) return;
        if (reaches(aim.partly, 1e-9) !== reaches(aim.partly, -1e-9)) return;
        expect(reaches(aim.right, 0)).toBe(verdict === 'right');
        expect(reaches(aim.partly, 0)).toBe(verdict !== 'not');
      }),
    );
  });

  test('keep their proportions in another measure', () => {
    fc.assert(
      fc.property(amount, amount, tolerance, (value, factor, bands) => {
        const aim = scaledAim(aimAt(value, bands, 'log'), factor);
        const expected = aimAt(value * factor, bands, 'log');
        expect(aim.right.low / expected.right.low).toBeCloseTo(1, 9);
        expect(aim.partly.high / expected.partly.high).toBeCloseTo(1, 9);
      }),
    );
  });
});
