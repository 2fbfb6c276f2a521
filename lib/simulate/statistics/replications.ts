import type { Estimate } from '../../measure/interval';
import { reachOfMean } from './batches';

/**
 * The mean over replications, each with random numbers of its own, with its 95 % interval (SPEC 2.4; Law, Simulation Modeling and Analysis).
 * @param values a figure of each replication
 * @returns `null` of fewer than two
 */
export function replicationInterval(values: readonly number[]): Estimate | null {
  if (values.length < 2) return null;
  const value = values.reduce((sum, each) => sum + each, 0) / values.length;
  const reach = reachOfMean(values);
  return { value, low: value - reach, high: value + reach };
}
