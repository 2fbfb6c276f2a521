import type { Estimate } from '../../measure/interval';
import { batchError, MOST_BATCHES } from './batches';

/** What stood at some height from each of its moments to the next: a queue, busy servers. */
export interface StepSeries {
  /** Ascending, ms. */
  readonly atMs: ArrayLike<number>;
  /** From that moment on; before the first it is 0. As many as there are moments. */
  readonly levels: ArrayLike<number>;
}

/** A mean over time, in the unit of the levels. */
export type TimeAverage =
  | (Estimate & { readonly state: 'told' })
  | { readonly state: 'too-few' | 'hang-together'; readonly value: number };

/**
 * The mean of a level over time, each height weighted with how long it stood (SPEC 2.8), with an interval over batches of equal time.
 * @throws RangeError where the time ends before it begins, or lasts for no time
 */
export function timeAverage({ atMs, levels }: StepSeries, fromMs: number, toMs: number): TimeAverage {
  if (!(toMs > fromMs)) throw new RangeError(`A mean over time needs time: from ${fromMs} to ${toMs} ms is none.`);
  const widthMs = (toMs - fromMs) / MOST_BATCHES;
  const means = new Float64Array(MOST_BATCHES);
  let area = 0;
  for (let step = 0; step < atMs.length; step++) {
    const start = Math.max(fromMs, atMs[step] as number);
    const end = Math.min(toMs, step + 1 < atMs.length ? (atMs[step + 1] as number) : toMs);
    const level = levels[step] as number;
    if (!(end > start) || level === 0) continue;
    area += level * (end - start);
    const lastWindow = Math.min(MOST_BATCHES - 1, Math.floor((end - fromMs) / widthMs));
    for (let window = Math.min(lastWindow, Math.floor((start - fromMs) / widthMs)); window <= lastWindow; window++) {
      const windowMs = fromMs + window * widthMs;
      const within = Math.min(end, windowMs + widthMs) - Math.max(start, windowMs);
      means[window] = (means[window] as number) + (level * within) / widthMs;
    }
  }
  const value = area / (toMs - fromMs);
  const error = batchError(means);
  return error.state === 'told'
    ? { state: 'told', value, low: value - error.reach, high: value + error.reach }
    : { state: error.state, value };
}
