import { medianOf } from '../../measure/median';
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
  const values = readings.map(({ value }) => value);
  return { value: medianOf(values), low: Math.min(...values), high: Math.max(...values) };
}
