/** 1, 2 and 5 times the powers of ten that enclose the values, thinned to powers of ten where there are many. */
export function logTicks(low: number, high: number): readonly number[] {
  const ticks: number[] = [];
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  const steps = last - first > 2 ? [1] : [1, 2, 5];
  for (let power = first; power <= last; power++) for (const step of steps) ticks.push(step * 10 ** power);
  // The nearest ticks outside the values bound the axis.
  const from = ticks.findLastIndex((tick) => tick <= low * 1.0001);
  const to = ticks.findIndex((tick) => tick >= high * 0.9999);
  return ticks.slice(Math.max(0, from), to < 0 ? undefined : to + 1);
}
