import type { Estimate } from '../../measure/interval';
import { batchError, MOST_BATCHES } from './batches';

/** How high something stood, as an area over time: level x ms. */
export interface AreaOverTime {
  areaOf(fromMs: number, toMs: number): number;
}

/** A mean over time, in the unit of the levels. */
export type TimeAverage =
  | (Estimate & { readonly state: 'told' })
  | { readonly state: 'too-few' | 'hang-together'; readonly value: number };

/** As high as 1 at any time. */
const TIME: AreaOverTime = { areaOf: (fromMs, toMs) => toMs - fromMs };

/**
 * The mean of a level over time, each height weighted with how long it stood (SPEC 2.8), with an interval over batches of equal time. Of two levels, the
 * share that one is of the other: its batches are what the one lies above that share of the other (ratio estimator: Cochran, Sampling Techniques, 1977, 6).
 *
 * @param of what it is a share of; time itself for a mean
 * @throws RangeError where the time ends before it begins, or lasts for no time
 */
export function timeAverage(level: AreaOverTime, fromMs: number, toMs: number, of: AreaOverTime = TIME): TimeAverage {
  if (!(toMs > fromMs)) throw new RangeError(`A mean over time needs time: from ${fromMs} to ${toMs} ms is none.`);
  const whole = of.areaOf(fromMs, toMs);
  const value = whole > 0 ? level.areaOf(fromMs, toMs) / whole : 0;
  const widthMs = (toMs - fromMs) / MOST_BATCHES;
  const means = Float64Array.from({ length: MOST_BATCHES }, (_, batch) => {
    const [start, end] = [fromMs + batch * widthMs, fromMs + (batch + 1) * widthMs];
    return whole > 0 ? ((level.areaOf(start, end) - value * of.areaOf(start, end)) * MOST_BATCHES) / whole : 0;
  });
  const error = batchError(means);
  return error.state === 'told'
    ? { state: 'told', value, low: value - error.reach, high: value + error.reach }
    : { state: error.state, value };
}
