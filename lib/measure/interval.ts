/** A 95 % interval, in the unit of what it is of. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Two 95 % intervals that do not touch (SPEC 6.1; stricter than a test at 5 %). */
export function differs(a: Interval, b: Interval): boolean {
  return a.high < b.low || b.high < a.low;
}
