import { PLAIN_FACTOR } from './rules';

/** A 95 % interval, in the unit of what it is of. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A figure and its 95 % interval. */
export interface Estimate extends Interval {
  readonly value: number;
}

/** Of a figure that was counted once and has no interval of its own: two such differ from `PLAIN_FACTOR` on (SPEC 6.2). @param value at least 0 */
export function plainEstimate(value: number): Estimate {
  const half = Math.sqrt(PLAIN_FACTOR);
  return { value, low: value / half, high: value * half };
}

/** Whether one run tells two figures apart: their intervals do not touch, and a factor is between them (SPEC 6.2). */
export function isTold(a: Estimate, b: Estimate, apart: number = PLAIN_FACTOR): boolean {
  const [small, large] = a.value <= b.value ? [a, b] : [b, a];
  return small.high < large.low && large.value >= apart * small.value;
}

/** Two 95 % intervals that do not touch (SPEC 6.1; stricter than a test at 5 %). */
export function differs(a: Interval, b: Interval): boolean {
  return a.high < b.low || b.high < a.low;
}
