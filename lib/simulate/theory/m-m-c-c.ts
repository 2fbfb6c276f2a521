import { exponentialPercentiles } from './percentiles';
import { offeredLoad, offeredUtilisation, type QueueLoad, type SteadyState, steadyState } from './steady-state';

/**
 * Erlang B (SPEC 1.5; Erlang, 1917): the share of requests that find all servers busy where nobody can wait. By the recursion
 * B(0) = 1, B(n) = a B(n - 1) / (n + a B(n - 1)) (Cooper, Introduction to Queueing Theory, 1981), in which nothing overflows.
 *
 * @param offered work that comes, erlangs; 0 or more
 * @param servers a whole number, 0 or more
 */
export function erlangB(offered: number, servers: number): number {
  let blocked = 1;
  for (let server = 1; server <= servers; server++) blocked = (offered * blocked) / (server + offered * blocked);
  return blocked;
}

/**
 * M/M/c/c (SPEC 1.5): Poisson arrivals, c servers, no place to wait. Settles at any load. All but the percentiles of latency hold for
 * service times of any shape (Sevastyanov, 1957).
 */
export function mmcc(load: QueueLoad): SteadyState {
  offeredUtilisation(load);
  return steadyState(load, {
    waitMsMean: 0,
    chanceToWait: 0,
    lossShare: erlangB(offeredLoad(load), load.servers),
    waitMs: exponentialPercentiles(0, 0),
    latencyMs: exponentialPercentiles(1, load.serviceMs),
  });
}
