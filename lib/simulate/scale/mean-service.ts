import { meanMeasured } from '../random/sampler';
import type { Online } from '../scenario/lanes-schema';
import type { ServiceTimes } from '../scenario/scenario';
import { meanOf } from '../statistics/mean';

/** The mean time of a call with so many items, ms. */
export function meanServiceMs(times: ServiceTimes, size: number): number {
  switch (times.kind) {
    case 'constant':
      return times.value;
    case 'exponential':
    case 'lognormal':
      return times.mean;
    case 'uniform':
      return (times.low + times.high) / 2;
    case 'samples':
      return meanOf(times.values);
    case 'linear':
      return times.perCall + times.perItem * size;
    case 'measured':
      return meanMeasured(times, size);
  }
}

/** Requests a second that a pool answers at most: with all workers busy, in full batches. */
export function mostPerSecond(pool: Online, servers = pool.servers): number {
  const { workersPerServer, batchMost, serviceMs, requestMs, balancing, failures } = pool;
  const callMs = meanServiceMs(serviceMs, batchMost);
  const workers = (servers * workersPerServer * batchMost * 1000) / callMs;
  const takers =
    requestMs > 0 ? ((balancing === 'shared-queue' ? 1 : servers) * 1000) / requestMs : Number.POSITIVE_INFINITY;
  // Of the time between failures and repairs, the part that it is up.
  const upShare = failures ? failures.everyMs / (failures.everyMs + failures.repairMs) : 1;
  return Math.min(workers, takers) * upShare;
}
