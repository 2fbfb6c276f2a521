import { percentilesOfTail } from './percentiles';
import { offeredLoad, offeredUtilisation, type QueueLoad, type SteadyState, steadyState } from './steady-state';

export interface LimitedLoad extends QueueLoad {
  /** Places to wait, a whole number; 0 or more. */
  readonly places: number;
}

/**
 * M/M/c/K (SPEC 1.6), and with one server M/M/1/K: Poisson arrivals, exponential service, c servers, a queue of limited length; who
 * comes when it is full is turned away. Settles at any load (Gross & Harris, Fundamentals of Queueing Theory). K is servers and places.
 *
 * @throws RangeError for places that cannot be
 */
export function mmck(load: LimitedLoad): SteadyState {
  const utilisation = offeredUtilisation(load);
  const { servers, serviceMs } = load;
  if (!(Number.isInteger(load.places) && load.places >= 0)) {
    throw new RangeError(`The places to wait must be a whole number from 0 on, not ${load.places}.`);
  }
  const places = utilisation < 1 ? Math.min(load.places, mostTold(utilisation)) : load.places;
  const chances = chancesOfNumbers(offeredLoad(load), servers, places);
  const lossShare = chances[servers + places] ?? 0;
  const behind = chancesBehind(chances, servers, places);
  // Who finds j waiting is served after j + 1 of the moments at which some server becomes free.
  const betweenMs = serviceMs / servers;
  const freed = behind.reduce((sum, chance) => sum + chance, 0);
  return steadyState(load, {
    waitMsMean: freed * betweenMs,
    chanceToWait: behind[0] ?? 0,
    lossShare,
    waitMs: percentilesOfTail((ms) => meanOverPoisson(behind, ms / betweenMs), betweenMs),
  });
}

/** Below a load of 1, a longer queue is rarer than the smallest number there is. */
function mostTold(utilisation: number): number {
  return utilisation > 0 ? Math.ceil(Math.log(Number.MIN_VALUE) / Math.log(utilisation)) : 0;
}

/**
 * How likely it is that so many are there, 0 .. K: each over the one before is a / min(n, c). From the likeliest outwards, so that
 * nothing overflows, and then made to add up to 1.
 */
function chancesOfNumbers(offered: number, servers: number, places: number): Float64Array {
  const most = servers + places;
  const step = (number: number) => offered / Math.min(number, servers);
  const likeliest = offered < servers ? Math.floor(offered) : most;
  const chances = new Float64Array(most + 1);
  let sum = 1;
  chances[likeliest] = 1;
  for (let number = likeliest + 1, weight = 1; number <= most && weight > 0; number++) {
    weight *= step(number);
    chances[number] = weight;
    sum += weight;
  }
  for (let number = likeliest, weight = 1; number > 0 && weight > 0; number--) {
    weight /= step(number);
    chances[number - 1] = weight;
    sum += weight;
  }
  return chances.map((weight) => weight / sum);
}

/** Of those let in, the share that finds `index` or more waiting and no server free, so that it waits for more than `index` to be freed. */
function chancesBehind(chances: Float64Array, servers: number, places: number): Float64Array {
  const behind = new Float64Array(places);
  let letIn = 0;
  for (let number = servers + places - 1; number >= 0; number--) {
    letIn += chances[number] ?? 0;
    if (number >= servers) behind[number - servers] = letIn;
  }
  return behind.map((chance) => chance / letIn);
}

/**
 * The mean of a row over a Poisson number, 0 beyond its end: `chances[i]` of those waiting are still there when i have been freed, and by
 * a time so many have been. From the likeliest number outwards.
 */
function meanOverPoisson(chances: Float64Array, mean: number): number {
  const likeliest = Math.floor(mean);
  let weights = 1;
  let sum = chances[likeliest] ?? 0;
  const add = (number: number, weight: number) => {
    weights += weight;
    sum += weight * (chances[number] ?? 0);
  };
  for (let number = likeliest + 1, weight = 1; ; number++) {
    weight *= mean / number;
    if (weight < 1e-18) break;
    add(number, weight);
  }
  for (let number = likeliest, weight = 1; number > 0; number--) {
    weight *= number / mean;
    if (weight < 1e-18) break;
    add(number - 1, weight);
  }
  return sum / weights;
}
