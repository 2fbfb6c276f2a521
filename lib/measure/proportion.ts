/** A share of a count, 0..1, with its 95 % interval. */
export interface Proportion {
  readonly count: number;
  readonly of: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const Z_95 = 1.959963984540054;

/** Wilson's score interval (1927); sound for small counts and near 0 and 1. `null` of nothing. */
export function proportionOf(count: number, of: number): Proportion | null {
  if (of === 0) return null;
  const value = count / of;
  const z2 = Z_95 * Z_95;
  const centre = (value + z2 / (2 * of)) / (1 + z2 / of);
  const half = (Z_95 / (1 + z2 / of)) * Math.sqrt((value * (1 - value)) / of + z2 / (4 * of * of));
  return { count, of, value, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
