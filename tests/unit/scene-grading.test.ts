import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  gradingAt,
  gradingCycleDays,
  gradingFigures,
  MINUTES_PER_PAPER,
  paperTimesDays,
  SET_UP_MINUTES,
} from '@/lib/lesson/scenes/grading';

const settings = fc.record({
  papersPerDay: fc.integer({ min: 1, max: 10 }),
  daysBetween: fc.integer({ min: 1, max: 14 }),
});
const seeds = fc.nat(1_000_000);

describe('the pile of papers', () => {
  it('waits half the interval on average, as its simulated papers do', () => {
    fc.assert(
      fc.property(settings, seeds, (setting, seed) => {
        const times = paperTimesDays(setting, seed);
        const waits = times.map((day) => setting.daysBetween - day);
        const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
        // Each paper lands anywhere in its slot, so the mean cannot be farther off than half a slot.
        expect(Math.abs(mean - gradingFigures(setting).waitDaysMean)).toBeLessThanOrEqual(0.5 / setting.papersPerDay);
      }),
    );
  });

  it('spreads the cost of starting over its papers, and the whole is their sum', () => {
    fc.assert(
      fc.property(settings, (setting) => {
        const { papersPerPile, minutesPerPaper, setUpMinutesPerPaper, pileMinutes } = gradingFigures(setting);
        expect(setUpMinutesPerPaper * papersPerPile).toBeCloseTo(SET_UP_MINUTES);
        expect(minutesPerPaper * papersPerPile).toBeCloseTo(pileMinutes);
        expect(minutesPerPaper).toBeGreaterThan(MINUTES_PER_PAPER);
      }),
    );
  });

  it('makes a paper cheaper and later the longer it gathers', () => {
    fc.assert(
      fc.property(settings, (setting) => {
        const now = gradingFigures(setting);
        const later = gradingFigures({ ...setting, daysBetween: setting.daysBetween + 1 });
        expect(later.minutesPerPaper).toBeLessThan(now.minutesPerPaper);
        expect(later.waitDaysMean).toBeGreaterThan(now.waitDaysMean);
      }),
    );
  });

  it('grows while it gathers, loses no paper while it is marked, and is all marked at the end', () => {
    fc.assert(
      fc.property(settings, seeds, (setting, seed) => {
        const times = paperTimesDays(setting, seed);
        const cycle = gradingCycleDays(setting);
        let before = 0;
        for (let shown = 0; shown < cycle; shown += cycle / 97) {
          const { waiting, marked, marking } = gradingAt(setting, times, shown);
          if (marking) expect(waiting + marked).toBe(times.length);
          else {
            expect(marked).toBe(0);
            expect(waiting).toBeGreaterThanOrEqual(before);
            before = waiting;
          }
        }
        expect(gradingAt(setting, times, cycle - 1e-6).marked).toBe(times.length);
      }),
    );
  });
});
