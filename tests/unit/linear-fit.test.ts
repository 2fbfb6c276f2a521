import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitLine } from '@/lib/measure/linear-fit';
import { studentT975 } from '@/lib/measure/student-t';
import { createRandom } from '@/lib/workload/random';

const SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256];
const positive = fc.double({ min: 0.001, max: 1000, noNaN: true });

function fitOf(slope: number, intercept: number, noise: (index: number) => number = () => 0) {
  const fit = fitLine(SIZES.map((x, index) => ({ x, y: (slope * x + intercept) * (1 + noise(index)) })));
  if (!fit) throw new Error('There is no fit.');
  return fit;
}

describe('A line fitted through points', () => {
  test('that lie on a line is that line, whatever its slope and intercept', () => {
    fc.assert(
      fc.property(positive, positive, (slope, intercept) => {
        const fit = fitOf(slope, intercept);
        expect(fit.slope.value / slope).toBeCloseTo(1, 6);
        // Where the slope is a million times the intercept, rounding eats digits of the latter.
        expect(Math.abs(fit.intercept.value - intercept)).toBeLessThan(1e-6 * (slope + intercept));
        expect(fit.worstResidualShare).toBeLessThan(1e-6);
      }),
    );
  });

  test('SPEC 10.2: has its knee where fixed and variable cost are equal', () => {
    expect(fitOf(0.5, 4).knee?.value).toBeCloseTo(8, 6);
  });

  test('SPEC 10.1: counts 5 % off the same at a small point as at a large one', () => {
    const small = fitOf(1, 10, (index) => (index === 0 ? 0.05 : 0));
    const large = fitOf(1, 10, (index) => (index === SIZES.length - 1 ? 0.05 : 0));
    expect(Math.abs(small.slope.value - 1)).toBeLessThan(0.05);
    expect(Math.abs(large.slope.value - 1)).toBeLessThan(0.05);
    expect(Math.abs(large.intercept.value - 10)).toBeLessThan(0.5);
  });

  test('covers the truth with its 95 % intervals in about 95 of 100 draws', () => {
    const random = createRandom(11);
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const draws = 1000;
    const covered = { slope: 0, intercept: 0, knee: 0 };
    for (let draw = 0; draw < draws; draw++) {
      const fit = fitOf(0.2, 3, () => 0.05 * normal());
      for (const [name, truth] of [
        ['slope', 0.2],
        ['intercept', 3],
        ['knee', 15],
      ] as const) {
        const coefficient = fit[name];
        if (coefficient && coefficient.low <= truth && truth <= coefficient.high) covered[name] += 1;
      }
    }
    for (const count of Object.values(covered)) {
      expect(count / draws).toBeGreaterThan(0.92);
      expect(count / draws).toBeLessThan(0.98);
    }
  });

  test('tells residuals as shares of what the line says', () => {
    const fit = fitOf(1, 0.001, (index) => (index === 4 ? 0.3 : 0));
    expect(fit.residualShares).toHaveLength(SIZES.length);
    expect(fit.worstResidualShare).toBeCloseTo(Math.abs(fit.residualShares[4] ?? 0), 12);
    expect(fit.residualShares[4]).toBeGreaterThan(0.2);
  });

  test('has no knee where there is no fixed cost to speak of', () => {
    expect(fitOf(1, 0, (index) => (index % 2 === 0 ? 0.02 : -0.02)).knee).toBeNull();
  });

  test('is none of two points, nor of points above one another', () => {
    expect(
      fitLine([
        { x: 1, y: 1 },
        { x: 2, y: 2 },
      ]),
    ).toBeNull();
    expect(
      fitLine([
        { x: 3, y: 1 },
        { x: 3, y: 2 },
        { x: 3, y: 3 },
      ]),
    ).toBeNull();
  });
});

test.each([
  [1, 12.706],
  [4, 2.776],
  [5, 2.571],
  [7, 2.365],
  [30, 2.042],
  [1000, 1.962],
])("Student's t with %d degrees of freedom is %d at 97.5 %%, as tables have it", (freedom, tabled) => {
  expect(studentT975(freedom) / tabled).toBeCloseTo(1, 2.5);
});
