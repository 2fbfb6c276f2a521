import { COMPLETED, type Requests } from './events/requests';
import type { Ends, TimeFigures } from './simulated-lane';
import { batchMeans, WIDE_SHARE } from './statistics/batch-means';
import { percentileIntervals } from './statistics/percentile-intervals';
import { quantilesInPlace } from './statistics/quantiles';

/** Of a curve of latencies, from the shortest to the longest. */
export const CURVE_POINTS = 201;

const SHARES = [0.5, 0.9, 0.95, 0.99];
/** Intervals of percentiles take a copy: of more answers than these they are narrower than anybody sees, and the copy is large. */
const MOST_WITH_ENDS = 500_000;
export const NO_ENDS: TimeFigures['ends'] = { p50: null, p90: null, p95: null, p99: null };

export interface Times {
  readonly figures: TimeFigures | null;
  readonly curve: readonly number[];
  /** All that count, in no order. */
  readonly values: Float64Array;
}

/**
 * The figures of a time that was noted of each request, over those that were completed. Its array is put in order on the way.
 *
 * @param from the first request that counts
 */
export function timesOf({ arrived, outcome }: Requests, times: Float64Array, from: number, points: number): Times {
  // In place: a copy of ten million would be too much.
  let count = 0;
  let sum = 0;
  for (let request = from; request < arrived; request++) {
    if (outcome[request] !== COMPLETED) continue;
    const value = times[request] as number;
    times[count++] = value;
    sum += value;
  }
  if (count === 0) return { figures: null, curve: [], values: new Float64Array(0) };
  const counted = times.subarray(0, count);
  const mean = sum / count;
  const { low, high } = batchMeans(counted);
  const ends = count <= MOST_WITH_ENDS ? endsOf(counted) : NO_ENDS;
  return {
    ...figuresOfValues(counted, mean, { of: low === null ? null : { low, high }, ends }, points),
    values: counted,
  };
}

/** @param values in order of arrival, which they keep */
function endsOf(values: Float64Array): TimeFigures['ends'] {
  const [p50 = null, p90 = null, p95 = null, p99 = null] = percentileIntervals(values, SHARES).map((one) =>
    one.state === 'told' ? { low: one.low, high: one.high } : null,
  );
  return { p50, p90, p95, p99 };
}

/** @param counted not empty; put in order on the way */
export function figuresOfValues(
  counted: Float64Array,
  mean: number,
  { of, ends }: { readonly of: Ends | null; readonly ends: TimeFigures['ends'] },
  points: number,
): Omit<Times, 'values'> {
  const shares = Array.from({ length: points }, (_, index) => Math.max(1 / counted.length, index / (points - 1)));
  const values = quantilesInPlace(counted, [...SHARES, ...shares]);
  const [p50 = mean, p90 = mean, p95 = mean, p99 = mean] = values;
  const { low, high } = of ?? { low: null, high: null };
  const isTooWide = low === null || high === null || high - low > 2 * WIDE_SHARE * mean;
  // No time is below 0, however far the interval would reach.
  return {
    figures: { mean, low: low === null ? null : Math.max(0, low), high, isTooWide, p50, p90, p95, p99, ends },
    curve: values.slice(SHARES.length),
  };
}
