import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { dayShape } from '@/lib/simulate/world/day-curve';

const HOUR_MS = 3_600_000;
const STEPS = 24 * 600;

/** Mean rate of a stretch of the first day, by steps of six seconds. */
function meanOf(at: (timeMs: number) => number, fromHour: number, hours: number): number {
  const steps = Math.round((hours / 24) * STEPS);
  let sum = 0;
  for (let step = 0; step < steps; step++) sum += at((fromHour + ((step + 0.5) / steps) * hours) * HOUR_MS);
  return sum / steps;
}

describe('The peak factor', () => {
  test.each([1, 1.5, 2, 4, 8, 24])('of %d is the rate at the busiest moment over the mean of its day', (peakFactor) => {
    for (const weekendFactor of [1, 0.3]) {
      const { at } = dayShape({ peakFactor, peakHour: 13, weekendFactor });
      const day = meanOf(at, 0, 24);
      expect(at(13 * HOUR_MS) / day).toBeCloseTo(peakFactor, 3);
      // Of the whole hour round it, it is less, where there is a peak at all.
      const hour = meanOf(at, 12.5, 1) / day;
      if (peakFactor > 1) expect(hour).toBeLessThan(peakFactor - 0.005);
      else expect(hour).toBeCloseTo(1, 6);
    }
  });

  test('is told so in the schema of scenarios', () => {
    const schema = readFileSync('public/schemas/scenario.v1.json', 'utf8');
    expect(schema).toContain('The rate at the busiest moment of a day over the mean of that day.');
    expect(schema).not.toMatch(/busiest hour/i);
  });
});
