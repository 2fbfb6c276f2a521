import type { Random } from '@/lib/workload/random';

/** A normal number, by Box and Muller. */
export function gaussian(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Latencies with a tail, each hanging on to the one before it: an AR(1) process with this coefficient, as exponents. */
export function linkedLatencies(count: number, link: number, random: Random): Float64Array {
  let state = gaussian(random);
  return Float64Array.from({ length: count }, () => {
    const value = Math.exp(state);
    state = link * state + Math.sqrt(1 - link * link) * gaussian(random);
    return value;
  });
}
