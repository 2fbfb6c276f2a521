import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enteredOf, entryUnitOf, valueOfEntry } from '@/lib/exercises/entry-unit';
import { UNITS } from '@/lib/exercises/evidence/figures';
import type { Scale } from '@/lib/exercises/scale';
import { positionOf, stepFrom, stopsOf, ticksOf, valueAt } from '@/lib/exercises/scale';

const unit = fc.constantFrom(...UNITS);
const logScale = fc
  .record({
    unit,
    from: fc.integer({ min: -3, max: 5 }),
    decades: fc.integer({ min: 1, max: 6 }),
    factor: fc.constantFrom(1, 2, 2.5),
  })
  .map(({ unit, from, decades, factor }): Scale => {
    const least = unit === 'count' ? 10 ** Math.max(0, from) : factor * 10 ** from;
    return { unit, kind: 'log', least, most: least * 10 ** decades };
  });
const linearScale = fc
  .record({ unit, least: fc.integer({ min: 0, max: 50 }), span: fc.constantFrom(1, 10, 64, 250, 10_000) })
  .map(({ unit, least, span }): Scale => ({ unit, kind: 'linear', least, most: least + span }));
const anyScale = fc.oneof(logScale, linearScale);

describe('a scale', () => {
  it('goes from its least at 0 to its most at 1, a decade being as long as another', () => {
    const scale: Scale = { unit: 'ratio', kind: 'log', least: 0.1, most: 1000 };
    expect([0.1, 1, 10, 100, 1000].map((value) => Number(positionOf(scale, value).toFixed(6)))).toEqual([
      0, 0.25, 0.5, 0.75, 1,
    ]);
    expect(positionOf(scale, 5000)).toBe(1);
    expect(positionOf({ unit: 'share', kind: 'linear', least: 0, most: 1 }, 0.3)).toBeCloseTo(0.3);
  });

  it('has ascending stops from end to end, whole ones where pieces are counted', () => {
    fc.assert(
      fc.property(anyScale, (scale) => {
        const stops = stopsOf(scale);
        expect(stops[0]).toBe(scale.least);
        expect(stops.at(-1)).toBe(scale.most);
        expect(stops.every((stop, index) => index === 0 || stop > (stops[index - 1] ?? 0))).toBe(true);
        if (scale.unit === 'count') expect(stops.every(Number.isInteger)).toBe(true);
      }),
    );
  });

  it('lets a handle reach any value to within a twentieth of it, or a hundredth of a linear scale', () => {
    fc.assert(
      fc.property(anyScale, fc.double({ min: 0, max: 1, noNaN: true }), (scale, position) => {
        if (scale.unit === 'count') return;
        const value = valueAt(scale, position);
        const { kind, least, most } = scale;
        const exact = kind === 'log' ? least * (most / least) ** position : least + (most - least) * position;
        if (kind === 'log') expect(Math.max(value / exact, exact / value)).toBeLessThan(1.06);
        else expect(Math.abs(value - exact)).toBeLessThanOrEqual((most - least) / 50);
      }),
    );
  });

  it('is walked from end to end by single steps, and back again', () => {
    fc.assert(
      fc.property(anyScale, (scale) => {
        const stops = stopsOf(scale);
        expect(stops.reduce((value) => stepFrom(scale, value, 1), scale.least)).toBe(scale.most);
        expect(stops.reduce((value) => stepFrom(scale, value, -1), scale.most)).toBe(scale.least);
      }),
      { numRuns: 30 },
    );
  });

  it('moves a value between two stops to its neighbour first', () => {
    const scale: Scale = { unit: 'ratio', kind: 'log', least: 1, most: 100 };
    expect(stepFrom(scale, 43, 1)).toBe(44);
    expect(stepFrom(scale, 43, -1)).toBe(42);
    expect(stepFrom(scale, 44, 1)).toBe(46);
    expect(stepFrom(scale, 5000, 1)).toBe(100);
    expect(stepFrom(scale, 5000, -1)).toBe(100);
    expect(stepFrom(scale, 0.2, -1)).toBe(1);
  });

  it('has labels enough to read it by, and never more than fit a phone', () => {
    fc.assert(
      fc.property(anyScale, (scale) => {
        const labels = ticksOf(scale).filter(({ labelled }) => labelled);
        expect(labels.length).toBeGreaterThanOrEqual(scale.unit === 'count' && scale.most - scale.least < 2 ? 1 : 2);
        expect(labels.length).toBeLessThanOrEqual(8);
        expect(labels.every(({ value }) => value >= scale.least && value <= scale.most)).toBe(true);
      }),
    );
  });

  it('has labels at its decades, and at an end far from them', () => {
    const labelsOf = (least: number, most: number) =>
      ticksOf({ unit: 'ratio', kind: 'log', least, most })
        .filter(({ labelled }) => labelled)
        .map(({ value }) => value);
    expect(labelsOf(0.01, 1000)).toEqual([0.01, 0.1, 1, 10, 100, 1000]);
    expect(labelsOf(0.5, 50)).toEqual([0.5, 1, 10, 50]);
    expect(labelsOf(1, 20)).toEqual([1, 2, 5, 10, 20]);
  });
});

describe('a number that is typed', () => {
  it('is in the largest unit that is not awkward', () => {
    const idOf = (scale: Scale) => entryUnitOf(scale).id;
    expect(idOf({ unit: 'duration', kind: 'log', least: 0.1, most: 10_000 })).toBe('milliseconds');
    expect(idOf({ unit: 'duration', kind: 'log', least: 100, most: 60_000 })).toBe('seconds');
    expect(idOf({ unit: 'duration', kind: 'linear', least: 0, most: 10_000 })).toBe('seconds');
    expect(idOf({ unit: 'bytes', kind: 'log', least: 1000, most: 1e9 })).toBe('kilobytes');
    expect(idOf({ unit: 'share', kind: 'linear', least: 0, most: 1 })).toBe('percent');
  });

  it('is the same after it was taken into the unit of the scale and back', () => {
    fc.assert(
      fc.property(anyScale, fc.integer({ min: 1, max: 99_999 }), (scale, tenths) => {
        const entryUnit = entryUnitOf(scale);
        expect(enteredOf(valueOfEntry(tenths / 10, entryUnit), entryUnit)).toBe(tenths / 10);
      }),
    );
  });
});
