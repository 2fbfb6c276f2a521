import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coffeeAt, coffeeFigures, nextEventS, visitsOf } from '@/lib/lesson/scenes/coffee';

const settings = fc.record({
  customersPerMinute: fc.double({ min: 0.5, max: 3, noNaN: true }),
  servicePerCustomerS: fc.integer({ min: 10, max: 60 }),
  suggestionS: fc.constantFrom(1, 10, 40),
});
const seeds = fc.nat(1_000_000);

/** Mean and standard error over independent runs. */
function estimate(values: readonly number[]): { mean: number; standardError: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, standardError: Math.sqrt(variance / values.length) };
}

describe('the coffee counter', () => {
  it.each([0.3, 0.6, 0.8])(
    'takes the time the M/M/1 formula says, in a long simulation at utilisation %d',
    (utilisation) => {
      const setting = { customersPerMinute: 2 * utilisation, servicePerCustomerS: 30, suggestionS: 10 };
      const runs = Array.from({ length: 30 }, (_, seed) => {
        const visits = visitsOf(setting, 300_000, 17 * seed);
        return {
          inShopS: estimate(visits.map(({ arrivesS, leavesS }) => leavesS - arrivesS)).mean,
          inTime:
            visits.filter(({ startsS, leavesS }) => leavesS - startsS >= setting.suggestionS).length / visits.length,
        };
      });
      const { inShopSMean, inTimeShare } = coffeeFigures(setting);
      const time = estimate(runs.map(({ inShopS }) => inShopS));
      expect(Math.abs(time.mean - (inShopSMean ?? Number.NaN))).toBeLessThan(4 * time.standardError);
      expect(time.standardError / time.mean).toBeLessThan(0.02);
      const inTime = estimate(runs.map((run) => run.inTime));
      expect(Math.abs(inTime.mean - inTimeShare)).toBeLessThan(4 * inTime.standardError);
    },
  );

  it('has a steady queue that agrees with Little’s law below full use, and none from there on', () => {
    fc.assert(
      fc.property(settings, (setting) => {
        const { utilisation, inShopSMean, waitingMean, growthPerMinute } = coffeeFigures(setting);
        if (utilisation >= 1) {
          expect([inShopSMean, waitingMean]).toEqual([null, null]);
          expect(growthPerMinute).toBeGreaterThanOrEqual(-0.01);
          return;
        }
        const waitingS = (inShopSMean ?? Number.NaN) - setting.servicePerCustomerS;
        // The utilisation is a whole number of thousandths.
        const perS = utilisation / setting.servicePerCustomerS;
        expect(perS * waitingS).toBeCloseTo(waitingMean ?? Number.NaN, 6);
        expect(growthPerMinute).toBe(0);
      }),
    );
  });

  it('is full at exactly two a minute and half a minute each', () => {
    const { utilisation, inShopSMean } = coffeeFigures({
      customersPerMinute: 2,
      servicePerCustomerS: 30,
      suggestionS: 1,
    });
    expect({ utilisation, inShopSMean }).toEqual({ utilisation: 1, inShopSMean: null });
  });

  it('serves one at a time, first come first served', () => {
    fc.assert(
      fc.property(settings, seeds, (setting, seed) => {
        const visits = visitsOf(setting, 3600, seed);
        visits.forEach(({ arrivesS, startsS, leavesS }, index) => {
          const before = visits[index - 1];
          expect(startsS).toBe(Math.max(arrivesS, before?.leavesS ?? 0));
          expect(arrivesS).toBeGreaterThanOrEqual(before?.arrivesS ?? 0);
          expect(leavesS).toBeGreaterThanOrEqual(startsS);
        });
      }),
    );
  });

  it('loses nobody: who came waits, is at the counter or was served, at every step', () => {
    fc.assert(
      fc.property(settings, seeds, (setting, seed) => {
        const visits = visitsOf(setting, 600, seed);
        for (let at: number | null = 0; at !== null; at = nextEventS(visits, setting.suggestionS, at)) {
          const now = coffeeAt(visits, setting.suggestionS, at);
          const moment = at;
          const came = visits.filter(({ arrivesS }) => arrivesS <= moment).length;
          expect(now.waiting.length + Number(now.atCounter !== null) + now.served).toBe(came);
          // Nobody stands in line before a counter that is free.
          if (now.waiting.length > 0) expect(now.atCounter).not.toBeNull();
        }
        const end = coffeeAt(visits, setting.suggestionS, Number.MAX_SAFE_INTEGER);
        expect(end.served).toBe(visits.length);
      }),
      { numRuns: 40 },
    );
  });
});
