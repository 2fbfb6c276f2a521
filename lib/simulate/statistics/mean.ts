/** 0 of none. */
export function meanOf(values: readonly number[]): number {
  let sum = 0;
  for (const one of values) sum += one;
  return values.length === 0 ? 0 : sum / values.length;
}
