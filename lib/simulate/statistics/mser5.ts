export function mser5(values: Float64Array): number | null {
  return values.length < 10 ? null : 0;
}
