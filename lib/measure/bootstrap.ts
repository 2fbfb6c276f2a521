import type { Random } from '../workload/random';
import type { Interval } from './interval';
import { twoSidedTail } from './normal';
import { studentT975 } from './student-t';

/**
 * A 95 % interval of a figure that has no formula for one, by the percentile bootstrap (Efron, 1979): the figure is taken
 * again and again from as many units as there are, drawn with replacement, and the middle of what comes out is the
 * interval. With few units the middle 95 % is too narrow, so more is taken in, as much as Student's t would
 * (the expanded percentile interval: Hesterberg, The American Statistician 69, 2015). The units have to be about independent
 * of each other: blocks of a series, not its items (SPEC 3.4).
 *
 * @param count how many units there are, 2 or more
 * @param statistic the figure of the units picked (their indices, 0..count-1); the array is used again for the next draw
 * @param random seeded, so that the same data give the same interval
 */
export function bootstrapInterval(
  count: number,
  statistic: (pick: Int32Array) => number,
  random: Random,
  resamples = 400,
): Interval {
  const pick = new Int32Array(count);
  const figures = new Float64Array(resamples);
  for (let draw = 0; draw < resamples; draw++) {
    for (let unit = 0; unit < count; unit++) pick[unit] = Math.floor(random() * count);
    figures[draw] = statistic(pick);
  }
  figures.sort();
  const leftOut = Math.floor(shareLeftOut(count) * resamples);
  return { low: figures[leftOut] ?? Number.NaN, high: figures[resamples - 1 - leftOut] ?? Number.NaN };
}

/** Of the draws, on each side: what a normal distribution has beyond Student's t of `count` units. */
function shareLeftOut(count: number): number {
  return twoSidedTail(studentT975(count - 1) * Math.sqrt(count / (count - 1))) / 2;
}
