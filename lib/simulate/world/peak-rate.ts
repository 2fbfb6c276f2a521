import type { Scenario } from '../scenario/scenario';
import { daily } from '../world/day-curve';

/** The rate over a whole day, requests a second; `null` where there is none. */
export function meanRate({ arrivals }: Scenario): number | null {
  switch (arrivals.kind) {
    case 'constant':
    case 'poisson':
    case 'bursts':
      return arrivals.perSecond;
    case 'daily':
    case 'users':
      return daily(arrivals).perSecond;
    default:
      return null;
  }
}

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
