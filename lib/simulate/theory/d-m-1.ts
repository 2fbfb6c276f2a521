import { exponentialPercentiles } from './percentiles';
import { type QueueFigures, type SingleLoad, unlimited } from './steady-state';

/**
 * D/M/1 (SPEC 1.9): equal gaps, exponential service, one server. The chance to wait s is the root below 1 of s = exp(-(1 - s) / utilisation)
 * (Kleinrock, Queueing Systems I, 1975, chapter 6, of G/M/1).
 */
export function dm1(load: SingleLoad): QueueFigures {
  return unlimited({ ...load, servers: 1 }, (utilisation) => {
    const chanceNotToWait = rootAboveZero(utilisation);
    const chanceToWait = Math.exp(-chanceNotToWait / utilisation);
    const latencyMsMean = load.serviceMs / chanceNotToWait;
    return {
      waitMsMean: chanceToWait * latencyMsMean,
      chanceToWait,
      waitMs: exponentialPercentiles(chanceToWait, latencyMsMean),
      latencyMs: exponentialPercentiles(1, latencyMsMean),
    };
  });
}

/** The root in r = 1 - s, by halving intervals: so nothing is lost near a utilisation of 1. */
function rootAboveZero(utilisation: number): number {
  let [low, high] = [0, 1];
  for (let middle = 0.5; middle > low && middle < high; middle = low + (high - low) / 2) {
    if (-Math.expm1(-middle / utilisation) > middle) low = middle;
    else high = middle;
  }
  return high;
}
