import type { Online } from '../scenario/lanes-schema';
import type { Scenario, ServiceTimes } from '../scenario/scenario';
import { daily } from '../world/day-curve';

const SECOND_MS = 1000;

/** The highest rate at which requests come, requests a second; `null` where answers decide it, or only a record says. */
export function peakRate({ arrivals }: Scenario): number | null {
  switch (arrivals.kind) {
    case 'constant':
    case 'poisson':
      return arrivals.perSecond;
    case 'bursts':
      return arrivals.perSecond / arrivals.share;
    case 'ramp':
      return Math.max(arrivals.fromPerSecond, arrivals.toPerSecond);
    case 'daily':
    case 'users': {
      const { perSecond, shape } = daily(arrivals);
      return perSecond * shape.peakFactor;
    }
    default:
      return null;
  }
}

/** What all servers together can answer, requests a second: with full batches, all of the time. Servers that scaling may add are counted. */
export function capacityOf({ servers, workersPerServer, batchMost, serviceMs, autoscaling }: Online): number {
  const callMs = meanServiceMs(serviceMs, batchMost);
  const most = autoscaling?.most ?? servers;
  return callMs > 0 ? (most * workersPerServer * batchMost * SECOND_MS) / callMs : Number.POSITIVE_INFINITY;
}

/** Mean time of a call with so many items, ms. Where the time was measured of other sizes, that of the nearest. */
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
      return mean(times.values);
    case 'linear':
      return times.perCall + size * times.perItem;
    case 'measured': {
      const apart = (one: { readonly size: number }) => Math.abs(one.size - size);
      const [nearest] = times.sizes.toSorted((a, b) => apart(a) - apart(b));
      return mean(nearest?.values ?? []);
    }
  }
}

const mean = (values: readonly number[]) =>
  values.length === 0 ? 0 : values.reduce((sum, one) => sum + one, 0) / values.length;
