import { exponentialPercentiles } from './percentiles';
import { type QueueFigures, type SingleLoad, unlimited } from './steady-state';

/**
 * M/M/1 (SPEC 1.3): Poisson arrivals, exponential service, one server. Wait and latency have exponential tails
 * (Kleinrock, Queueing Systems I, 1975).
 */
export function mm1(load: SingleLoad): QueueFigures {
  return unlimited({ ...load, servers: 1 }, (utilisation) => {
    const latencyMsMean = load.serviceMs / (1 - utilisation);
    return {
      waitMsMean: utilisation * latencyMsMean,
      chanceToWait: utilisation,
      waitMs: exponentialPercentiles(utilisation, latencyMsMean),
      latencyMs: exponentialPercentiles(1, latencyMsMean),
    };
  });
}
