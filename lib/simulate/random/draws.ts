import { mix, PURPOSES, type Purpose } from './streams';

/**
 * Draws a whole number, 0 .. 2^32 - 1, for one request and one attempt of it: the same whenever, and however often, it is asked.
 *
 * @param request whole, of any size: its last 32 bits count
 * @param attempt 0 is the first
 */
export type Draw = (request: number, attempt: number) => number;
export type Draws = (purpose: Purpose) => Draw;

/**
 * What belongs to a request, in one replication and one part of a lane: a hash of what it is for, with no state, so that two scenarios give a request
 * the same luck in whatever order things happen in them (counter-based random numbers: Salmon et al., Parallel random numbers: as easy as 1, 2, 3, SC11).
 */
export function createDraws(seed: number, replication: number, part = 0): Draws {
  return (purpose) => {
    const key = mix(mix(mix(seed, replication), part), PURPOSES.indexOf(purpose));
    // Purposes whose keys are alike would else be the same numbers in another order.
    const second = mix(key, part);
    return (request, attempt) => mix(mix(key, request) ^ second, attempt);
  };
}
