/** Whole decades from `from` to `to` (both powers of ten), thinned to every second or third until `most` are left. */
export function decadeTicks(from: number, to: number, most: number): readonly number[] {
  const first = Math.round(Math.log10(from));
  const last = Math.round(Math.log10(to));
  const step = Math.max(1, Math.ceil((last - first + 1) / Math.max(1, most)));
  const ticks: number[] = [];
  for (let exponent = first; exponent <= last; exponent += step) ticks.push(10 ** exponent);
  return ticks;
}

/** Round values from 0 to `to`, or to the first one beyond it (1, 2 or 5 times a power of ten apart); about `most`. */
export function roundTicks(to: number, most: number, end: 'within' | 'beyond'): readonly number[] {
  if (!(to > 0)) return [0];
  const least = to / Math.max(1, most - 1);
  const power = 10 ** Math.floor(Math.log10(least) + 1e-9);
  const step =
    [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= least * (1 - 1e-9)) ?? least;
  const ticks: number[] = [];
  const last = end === 'within' ? Math.floor(to / step + 1e-9) : Math.ceil(to / step - 1e-9);
  for (let index = 0; index <= last; index++) ticks.push(index * step);
  return ticks;
}
