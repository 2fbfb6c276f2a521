import type { Reading } from './reading';
import type { Figures } from './run-figures';

/** The figures of several passes over the same as one: the median of each, from the lowest pass to the highest. Those that a pass lacks are left out. */
export function poolFigures(passes: readonly Figures[]): Figures {
  const [first] = passes;
  if (!first || passes.length === 1) return first ?? {};
  return Object.fromEntries(
    Object.keys(first).flatMap((id) => {
      const readings = passes.flatMap((figures) => figures[id] ?? []);
      return readings.length === passes.length ? [[id, pooled(readings)] as const] : [];
    }),
  );
}

function pooled(readings: readonly Reading[]): Reading {
  const values = readings.map(({ value }) => value).sort((a, b) => a - b);
  const middle = (values.length - 1) / 2;
  const value = ((values[Math.floor(middle)] ?? 0) + (values[Math.ceil(middle)] ?? 0)) / 2;
  return { value, low: values[0] ?? value, high: values.at(-1) ?? value };
}
