/** Nine significant digits bring back the very same 32-bit float. */
export function shortFloat(value: number): number {
  return Number(value.toPrecision(9));
}
