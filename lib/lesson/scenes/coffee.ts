import { createRandom } from '../../workload/random';

export interface CoffeeSetting {
  readonly customersPerMinute: number;
  /** Mean time at the counter. */
  readonly servicePerCustomerS: number;
  /** From reaching the counter until the suggestion is there. */
  readonly suggestionS: number;
}

export interface CoffeeFigures {
  /** Share of the time the counter would be busy: arrivals x time each. At 1 and above the queue has no end. */
  readonly utilisation: number;
  /** Mean time from the door to the coffee; `null` where the queue has no end. */
  readonly inShopSMean: number | null;
  /** Mean number that stand and wait; `null` where the queue has no end. */
  readonly waitingMean: number | null;
  /** Customers by which the queue grows each minute; 0 where it keeps up. */
  readonly growthPerMinute: number;
  /** Share of customers who are still at the counter when the suggestion comes, 0..1. */
  readonly inTimeShare: number;
}

/**
 * One counter, customers at random (Poisson), times at the counter at random (exponential): an M/M/1 queue. With
 * utilisation r and service S the mean time in the shop is S/(1 - r) and the mean queue r^2/(1 - r) (Kleinrock, Queueing
 * Systems I, 1975, 3.2). A customer is still there after g with probability exp(-g/S).
 */
export function coffeeFigures({ customersPerMinute, servicePerCustomerS, suggestionS }: CoffeeSetting): CoffeeFigures {
  const utilisation = utilisationOf(customersPerMinute, servicePerCustomerS);
  const ends = utilisation < 1;
  return {
    utilisation,
    inShopSMean: ends ? servicePerCustomerS / (1 - utilisation) : null,
    waitingMean: ends ? utilisation ** 2 / (1 - utilisation) : null,
    growthPerMinute: ends ? 0 : customersPerMinute - 60 / servicePerCustomerS,
    inTimeShare: Math.exp(-suggestionS / servicePerCustomerS),
  };
}

/** Whole thousandths, so that 2 a minute at 30 s each is 1 and not a hair below. */
function utilisationOf(customersPerMinute: number, servicePerCustomerS: number): number {
  return Math.round((customersPerMinute * servicePerCustomerS * 1000) / 60) / 1000;
}

/** One customer, in seconds from opening. */
export interface Visit {
  readonly arrivesS: number;
  readonly startsS: number;
  readonly leavesS: number;
}

/**
 * A seeded stretch of the shop's day: all who arrive before `untilS`, one after the other at the counter (Lindley's recursion).
 * Arrivals and times at the counter are scaled from draws of their own, so a changed setting changes the same story.
 */
export function visitsOf(setting: CoffeeSetting, untilS: number, seed: number): readonly Visit[] {
  const arrivals = createRandom(seed);
  const services = createRandom(seed + 1);
  const gapSMean = 60 / setting.customersPerMinute;
  const visits: Visit[] = [];
  let freeS = 0;
  for (let atS = exponential(arrivals()) * gapSMean; atS < untilS; atS += exponential(arrivals()) * gapSMean) {
    const startsS = Math.max(atS, freeS);
    freeS = startsS + exponential(services()) * setting.servicePerCustomerS;
    visits.push({ arrivesS: atS, startsS, leavesS: freeS });
  }
  return visits;
}

/** An exponential number with mean 1, by inversion. */
const exponential = (uniform: number) => -Math.log(1 - uniform);

export interface CoffeeMoment {
  /** Numbers of those who wait, the next to be served first. */
  readonly waiting: readonly number[];
  /** The one at the counter, and whether the suggestion has come. */
  readonly atCounter: { readonly customer: number; readonly suggested: boolean } | null;
  /** Who left within the last seconds, each with whether the suggestion reached them. */
  readonly leaving: readonly { readonly customer: number; readonly suggested: boolean }[];
  readonly served: number;
  readonly suggestedInTime: number;
}

const LEAVING_S = 9;

/** Who is where at a moment. */
export function coffeeAt(visits: readonly Visit[], suggestionS: number, atS: number): CoffeeMoment {
  const here = visits.map((visit, customer) => ({ ...visit, customer })).filter(({ arrivesS }) => arrivesS <= atS);
  const reached = ({ startsS, leavesS }: Visit) => leavesS - startsS >= suggestionS;
  const gone = here.filter(({ leavesS }) => leavesS <= atS);
  const now = here.find(({ startsS, leavesS }) => startsS <= atS && atS < leavesS);
  return {
    waiting: here.filter(({ startsS }) => startsS > atS).map(({ customer }) => customer),
    atCounter: now ? { customer: now.customer, suggested: atS - now.startsS >= suggestionS } : null,
    leaving: gone
      .filter(({ leavesS }) => atS - leavesS < LEAVING_S)
      .map((visit) => ({ customer: visit.customer, suggested: reached(visit) })),
    served: gone.length,
    suggestedInTime: gone.filter(reached).length,
  };
}

/** The next moment at which anything changes, or `null` after the last. */
export function nextEventS(visits: readonly Visit[], suggestionS: number, afterS: number): number | null {
  let next = Number.POSITIVE_INFINITY;
  for (const { arrivesS, startsS, leavesS } of visits) {
    if (arrivesS >= next) break;
    const suggestedS = startsS + suggestionS;
    for (const momentS of [arrivesS, startsS, Math.min(suggestedS, leavesS), leavesS])
      if (momentS > afterS && momentS < next) next = momentS;
  }
  return Number.isFinite(next) ? next : null;
}
