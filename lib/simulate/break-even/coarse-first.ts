/** Values in the order in which they are asked: first every other one, for a rough curve, then those between. */
export function coarseFirst(values: readonly number[]): readonly number[] {
  return [...values.filter((_, index) => index % 2 === 0), ...values.filter((_, index) => index % 2 === 1)];
}
