import { mg1 } from './m-g-1';
import { percentilesOfTail } from './percentiles';
import type { QueueFigures, SingleLoad } from './steady-state';

/** Chances of so many arrivals in a service time that are smaller than this are left out. */
const SMALLEST = 1e-18;
/** Nearer to 1, the queues that would have to be summed up are too long: no percentile is told. */
const MOST_UTILISATION = 0.9999;

/**
 * M/D/1 (SPEC 1.7): Poisson arrivals, equal service times, one server: the formula of Pollaczek and Khinchine, with the distribution of the
 * wait by Franx, A simple solution for the M/D/c waiting time distribution, Operations Research Letters 29 (2001), of which all terms
 * are positive.
 */
export function md1(load: SingleLoad): QueueFigures {
  const figures = mg1({ ...load, serviceCv: 0 });
  if (figures.state === 'no-steady-state') return figures;
  const { utilisation } = figures;
  if (utilisation > MOST_UTILISATION) return figures;
  const { serviceMs } = load;
  const waitingUpTo = queueDistribution(utilisation);
  const tail = (ms: number) => {
    const services = Math.floor(ms / serviceMs) + 1;
    const mean = utilisation * (services - ms / serviceMs);
    let chance = 0;
    for (let arrived = 0, weight = Math.exp(-mean); arrived < services && weight > SMALLEST; arrived++) {
      chance += weight * waitingUpTo(services - 1 - arrived);
      weight *= mean / (arrived + 1);
    }
    return 1 - chance;
  };
  const waitMs = percentilesOfTail(tail, serviceMs);
  const { p50, p90, p95, p99 } = waitMs;
  const latencyMs = { p50: p50 + serviceMs, p90: p90 + serviceMs, p95: p95 + serviceMs, p99: p99 + serviceMs };
  return { ...figures, waitMs, latencyMs };
}

/**
 * The chance that at most so many wait, of M/D/1: where a service leaves n behind as often as another finds n - 1 and lets more in,
 * p(n) a(0) = p(0) A(n) + sum over i = 1 .. n - 1 of p(i) A(n - i + 1), where a(j) is the chance of j arrivals in a service time, and A(j) that of j or more
 * (the chain of Kleinrock, Queueing Systems I, 1975, chapter 5).
 */
function queueDistribution(utilisation: number): (waiting: number) => number {
  const orMore = arrivalsOrMore(utilisation);
  const none = Math.exp(-utilisation);
  const chances = [1 - utilisation];
  const upTo = [1 - utilisation];
  return (waiting) => {
    for (let number = chances.length; number <= waiting + 1; number++) {
      let up = (chances[0] ?? 0) * (orMore[number] ?? 0);
      for (let from = Math.max(1, number + 2 - orMore.length); from < number; from++) {
        up += (chances[from] ?? 0) * (orMore[number - from + 1] ?? 0);
      }
      chances[number] = up / none;
      upTo[number] = (upTo[number - 1] ?? 0) + up / none;
    }
    return upTo[waiting + 1] ?? 1;
  };
}

/** The chance of j or more, of a Poisson number, from the smallest up, so that small ones are exact. */
function arrivalsOrMore(mean: number): readonly number[] {
  const chances: number[] = [];
  for (let number = 0, chance = Math.exp(-mean); chance > SMALLEST || number <= mean; number++) {
    chances.push(chance);
    chance *= mean / (number + 1);
  }
  let sum = 0;
  for (let number = chances.length - 1; number >= 0; number--) {
    sum += chances[number] ?? 0;
    chances[number] = sum;
  }
  return chances;
}
