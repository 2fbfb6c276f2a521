import { erlangB } from './m-m-c-c';
import { exponentialPercentiles, percentilesOfTail } from './percentiles';
import { offeredLoad, type QueueFigures, type QueueLoad, unlimited } from './steady-state';

/**
 * Erlang C (SPEC 1.4; Erlang, 1917): the share of requests that wait, from Erlang B (Cooper, Introduction to Queueing Theory,
 * 1981). @param offered work that comes, erlangs; less than there are servers
 */
export function erlangC(offered: number, servers: number): number {
  const blocked = erlangB(offered, servers);
  return blocked / (1 - (offered / servers) * (1 - blocked));
}

/**
 * M/M/c (SPEC 1.4): Poisson arrivals, exponential service, c servers behind one queue. Who waits at all waits for an exponential
 * time; latency is that and a service time (Kleinrock, Queueing Systems I, 1975).
 */
export function mmc(load: QueueLoad): QueueFigures {
  const { serviceMs, servers } = load;
  return unlimited(load, (utilisation) => {
    const chanceToWait = erlangC(offeredLoad(load), servers);
    const waitOfWaitingMs = serviceMs / (servers * (1 - utilisation));
    const tail = (ms: number) =>
      (1 - chanceToWait) * Math.exp(-ms / serviceMs) + chanceToWait * tailOfBoth(ms, serviceMs, waitOfWaitingMs);
    return {
      waitMsMean: chanceToWait * waitOfWaitingMs,
      chanceToWait,
      waitMs: exponentialPercentiles(chanceToWait, waitOfWaitingMs),
      latencyMs: percentilesOfTail(tail, serviceMs),
    };
  });
}

/** The chance that two exponential times, one after the other, take longer than `ms`; written so that equal means divide nothing by 0. */
function tailOfBoth(ms: number, meanMs: number, otherMeanMs: number): number {
  const slow = ms / Math.max(meanMs, otherMeanMs);
  const apart = ms / Math.min(meanMs, otherMeanMs) - slow;
  return Math.exp(-slow) * (1 + slow * (apart > 0 ? -Math.expm1(-apart) / apart : 1));
}
