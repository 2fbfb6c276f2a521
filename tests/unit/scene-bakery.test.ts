import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestPlan, customersAround, effortMinutes, MISSED_MINUTES, planFor, WAYS } from '@/lib/lesson/scenes/bakery';
import { MODE_IDS } from '@/lib/modes';

const customers = fc
  .record({
    buns: fc.integer({ min: 1, max: 60 }),
    freshWithinHours: fc.integer({ min: 1, max: 24 }),
    walkMinutes: fc.integer({ min: 1, max: 30 }),
    count: fc.integer({ min: 1, max: 40 }),
    seed: fc.nat(1_000_000),
  })
  .map(({ count, seed, ...typical }) => customersAround(typical, count, seed));

const bestSingle = (people: Parameters<typeof bestPlan>[0]) =>
  Math.min(...MODE_IDS.map((way) => planFor(people, [way]).minutesPerCustomer));

describe('the bakery', () => {
  it('is never worse off with the best mix than with the best single way', () => {
    fc.assert(
      fc.property(customers, (people) => {
        expect(bestPlan(people).minutesPerCustomer).toBeLessThanOrEqual(bestSingle(people));
      }),
    );
  });

  it('is better off with a mix where wishes differ, and with one way where all want the same', () => {
    const mixed = customersAround({ buns: 10, freshWithinHours: 6, walkMinutes: 7 }, 24, 7);
    expect(bestPlan(mixed).open.length).toBeGreaterThan(1);
    expect(bestPlan(mixed).minutesPerCustomer).toBeLessThan(bestSingle(mixed));
    const alike = Array.from({ length: 24 }, () => ({ buns: 60, freshWithinHours: 24, walkMinutes: 1 }));
    expect(bestPlan(alike).open).toEqual(['batch']);
  });

  it('sends each customer the easiest way that is open and can serve them', () => {
    fc.assert(
      fc.property(customers, fc.subarray([...MODE_IDS], { minLength: 1 }), (people, open) => {
        const { served } = planFor(people, open);
        people.forEach((customer, index) => {
          const way = served[index] ?? null;
          const choices = open.flatMap((each) => effortMinutes(each, customer) ?? []);
          const least = Math.min(MISSED_MINUTES, ...choices);
          expect(way === null ? MISSED_MINUTES : effortMinutes(way, customer)).toBe(least);
        });
      }),
    );
  });

  it('adds up: opening, and the effort for each customer', () => {
    fc.assert(
      fc.property(customers, (people) => {
        const { open, served, minutesPerCustomer } = bestPlan(people);
        const opening = open.reduce((sum, way) => sum + WAYS[way].openingMinutes, 0);
        const efforts = people.map((customer, index) => {
          const way = served[index];
          return way ? (effortMinutes(way, customer) ?? Number.NaN) : MISSED_MINUTES;
        });
        const total = opening + efforts.reduce((sum, minutes) => sum + minutes, 0);
        expect(minutesPerCustomer * people.length).toBeCloseTo(total);
      }),
    );
  });

  it('sells no tray to who wants it warm and no school’s order from the kiosk', () => {
    expect(effortMinutes('batch', { buns: 2, freshWithinHours: 1, walkMinutes: 3 })).toBeNull();
    expect(effortMinutes('edge', { buns: 60, freshWithinHours: 24, walkMinutes: 3 })).toBeNull();
  });
});
