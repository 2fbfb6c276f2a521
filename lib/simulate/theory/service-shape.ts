import { meanMeasured } from '../random/sampler';
import { meanServiceMs } from '../scale/mean-service';
import type { ServiceTimes } from '../scenario/scenario';
import type { TheoryAsked } from './theory-for';

/** Mean, spread and shape of the time that a call with one request takes, as formulas want it; `null` where the spread is not known. Times in ms. */
export function serviceShape(times: ServiceTimes): TheoryAsked['service'] | null {
  const meanMs = meanServiceMs(times, 1);
  switch (times.kind) {
    case 'constant':
    case 'linear':
      return { meanMs, cv: 0, shape: 'constant' };
    case 'exponential':
      return { meanMs, cv: 1, shape: 'exponential' };
    case 'lognormal':
      return { meanMs, cv: times.cv, shape: 'general' };
    case 'uniform':
      // The standard deviation of an even spread is its width over the square root of 12.
      return { meanMs, cv: meanMs > 0 ? (times.high - times.low) / Math.sqrt(12) / meanMs : 0, shape: 'general' };
    case 'samples':
      return { meanMs, cv: spreadOf(times.values), shape: 'general' };
    case 'measured': {
      // Between sizes that were measured, residuals are borrowed: only a measured size has a spread of its own.
      const alone = times.sizes.find(({ size }) => size === 1);
      return alone ? { meanMs: meanMeasured(times, 1), cv: spreadOf(alone.values), shape: 'general' } : null;
    }
  }
}

/** Coefficient of variation of values that are each as likely as any other. */
function spreadOf(values: readonly number[]): number {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  if (mean <= 0) return 0;
  const square = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / values.length;
  return Math.sqrt(square) / mean;
}
