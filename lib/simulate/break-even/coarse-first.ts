/** Values in the order in which they are asked: first every other one, for a rough curve, then those between. */
export function coarseFirst(values: readonly number[]): readonly number[] {
  return [...values.filter((_, index) => index % 2 === 0), ...values.filter((_, index) => index % 2 === 1)];
}

/** Whether so many of those make a curve that is worth drawing: a rough one, or all of it. */
export const isCurve = (count: number, of: readonly number[]) =>
  count === Math.ceil(of.length / 2) || count === of.length;
