import type { SweepId } from '../../experiment/setup-fields';
import type { Interval } from '../../measure/interval';
import { comparePasses, type Passes, type PassesCompared, ratioOfPasses } from './passes';
import type { SweepFigure } from './sweep-result';

/** The point that takes least time a sample, and whether the passes can tell. */
export interface SweepBest {
  readonly point: SweepFigure;
  /** What it is held against: a batch of one, one thread, the slowest variant; the next best where it is that itself. */
  readonly than: SweepFigure;
  readonly comparison: PassesCompared;
  /** How many times as quick `point` is; from the ends of both intervals. */
  readonly ratio: Interval & { readonly value: number };
  /** Other points that cannot be told apart from it. */
  readonly alike: readonly SweepFigure[];
}

/** @returns `null` with fewer than two points, and without the one that the others are held against */
export function bestOf(kind: SweepId, points: readonly SweepFigure[]): SweepBest | null {
  const byTime = points.toSorted((a, b) => perSample(a).value - perSample(b).value);
  const [point, next] = byTime;
  const base = kind === 'variants' ? byTime.at(-1) : points[0];
  const than = base === point ? next : base;
  if (!point || !than) return null;
  if (kind === 'threads' && base?.threads !== 1) return null;
  if (kind === 'batch-size' && base?.batchSize !== 1) return null;
  return {
    point,
    than,
    comparison: comparePasses(perSample(point), perSample(than)),
    ratio: ratioOfPasses(perSample(than), perSample(point)),
    alike: points.filter((other) => other !== point && comparePasses(perSample(point), perSample(other)) !== 'apart'),
  };
}

function perSample({ callMs, batchSize }: SweepFigure): Passes {
  const { value, low, high } = callMs;
  return { ...callMs, value: value / batchSize, low: low / batchSize, high: high / batchSize };
}
