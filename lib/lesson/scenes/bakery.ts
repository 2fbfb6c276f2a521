import { MODE_IDS, type ModeId } from '../../modes';
import { createRandom } from '../../workload/random';

export interface Customer {
  readonly buns: number;
  /** The oldest bun they would take. */
  readonly freshWithinHours: number;
  /** From their door to the bakery, one way. */
  readonly walkMinutes: number;
}

/**
 * The three ways to sell a bun, in minutes of somebody's time: the baker's or the customer's. Trays are baked at night and eight
 * hours old when sold; an order is baked while one waits; the kiosk comes near, with a small oven. All assumed.
 */
export const WAYS = {
  batch: {
    openingMinutes: 60,
    perBunMinutes: 0.25,
    perCustomerMinutes: 1,
    ageHours: 8,
    bunsMost: Infinity,
    walk: null,
  },
  online: { openingMinutes: 30, perBunMinutes: 1, perCustomerMinutes: 15, ageHours: 0, bunsMost: 60, walk: null },
  edge: { openingMinutes: 60, perBunMinutes: 3, perCustomerMinutes: 3, ageHours: 0.5, bunsMost: 12, walk: 3 },
} as const satisfies Record<ModeId, object>;

/** Who goes without walks to the next town for it: an hour. */
export const MISSED_MINUTES = 60;

/** Minutes a way takes to serve a customer, or `null` where it cannot: too many, or not fresh enough. */
export function effortMinutes(way: ModeId, { buns, freshWithinHours, walkMinutes }: Customer): number | null {
  const { perBunMinutes, perCustomerMinutes, ageHours, bunsMost, walk } = WAYS[way];
  if (ageHours > freshWithinHours || buns > bunsMost) return null;
  return perCustomerMinutes + perBunMinutes * buns + 2 * (walk ?? walkMinutes);
}

export interface Plan {
  readonly open: readonly ModeId[];
  /** Which way serves each customer; `null` goes without. */
  readonly served: readonly (ModeId | null)[];
  /** All of it, opening included, shared among the customers. */
  readonly minutesPerCustomer: number;
}

/** Every customer takes the easiest of the ways that are open, or goes without where that is easier. */
export function planFor(customers: readonly Customer[], open: readonly ModeId[]): Plan {
  let total = open.reduce((sum, way) => sum + WAYS[way].openingMinutes, 0);
  const served = customers.map((customer) => {
    let best: ModeId | null = null;
    let leastMinutes = MISSED_MINUTES;
    for (const way of open) {
      const minutes = effortMinutes(way, customer);
      if (minutes !== null && minutes < leastMinutes) [best, leastMinutes] = [way, minutes];
    }
    total += leastMinutes;
    return best;
  });
  return { open, served, minutesPerCustomer: total / customers.length };
}

/** The plan of least effort among all that open one, two or three ways; of equals, the one with fewest open. */
export function bestPlan(customers: readonly Customer[]): Plan {
  const [first, ...others] = MIXES.map((open) => planFor(customers, open));
  if (!first) throw new Error('There is always a way to open.');
  return others.reduce((best, plan) => (plan.minutesPerCustomer < best.minutesPerCustomer ? plan : best), first);
}

/** Every choice of ways, the smallest first. */
const MIXES: readonly (readonly ModeId[])[] = [1, 2, 3, 4, 5, 6, 7]
  .map((bits) => MODE_IDS.filter((_, index) => bits & (1 << index)))
  .sort((a, b) => a.length - b.length);

const SPREAD = 5;

/** Customers around what is typical: each wish is so many times more or less, evenly on a log scale; seeded. */
export function customersAround(typical: Customer, count: number, seed: number): readonly Customer[] {
  const random = createRandom(seed);
  const around = (value: number) => value * SPREAD ** (2 * random() - 1);
  return Array.from({ length: count }, () => ({
    buns: Math.max(1, Math.round(around(typical.buns))),
    freshWithinHours: around(typical.freshWithinHours),
    walkMinutes: around(typical.walkMinutes),
  }));
}
