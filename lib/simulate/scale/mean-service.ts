import { serviceSampler } from '../random/sampler';
import type { Online } from '../scenario/lanes-schema';
import type { ServiceTimes } from '../scenario/scenario';

const POINTS = 1001;

/** The mean time of a call with so many items, ms: over evenly spaced shares of its distribution. */
export function meanServiceMs(times: ServiceTimes, size: number): number {
  const sample = serviceSampler(times);
  let sum = 0;
  for (let point = 0; point < POINTS; point++) sum += sample(Math.floor(((point + 0.5) / POINTS) * 4294967296), size);
  return sum / POINTS;
}

/** Requests a second that a pool answers at most: with all workers busy, in full batches. */
export function mostPerSecond(pool: Online, servers = pool.servers): number {
  const { workersPerServer, batchMost, serviceMs, requestMs, balancing } = pool;
  const callMs = meanServiceMs(serviceMs, batchMost);
  const workers = (servers * workersPerServer * batchMost * 1000) / callMs;
  const takers =
    requestMs > 0 ? ((balancing === 'shared-queue' ? 1 : servers) * 1000) / requestMs : Number.POSITIVE_INFINITY;
  return Math.min(workers, takers);
}
