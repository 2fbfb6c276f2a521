import type { TimeFigures } from '../simulated-lane';
import { CURVE_POINTS, NO_ENDS } from '../times';

/** Times of some of the requests of a lane: their mean, and evenly spaced points of their distribution, from the shortest to the longest. */
export interface Stratum {
  readonly weight: number;
  readonly mean: number;
  readonly curve: readonly number[];
}

/**
 * The distribution of all requests, from those of their parts. There is no interval: what it is off by is not chance.
 *
 * @returns `null` of nothing
 */
export function mixtureOf(strata: readonly Stratum[]): {
  readonly figures: TimeFigures | null;
  readonly curve: readonly number[];
} {
  const weight = strata.reduce((sum, one) => sum + one.weight, 0);
  if (weight === 0) return { figures: null, curve: [] };
  const points = strata
    .flatMap(({ weight: of, curve }) => curve.map((ms) => ({ ms, weight: of / curve.length })))
    .sort((a, b) => a.ms - b.ms);
  const total = points.reduce((sum, one) => sum + one.weight, 0);
  const shares = [
    0.5,
    0.9,
    0.95,
    0.99,
    ...Array.from({ length: CURVE_POINTS }, (_, index) => index / (CURVE_POINTS - 1)),
  ];
  const inOrder = shares.map((share, place) => ({ share, place })).sort((a, b) => a.share - b.share);
  const values = new Array<number>(shares.length).fill(0);
  let [index, below] = [0, points[0]?.weight ?? 0];
  for (const { share, place } of inOrder) {
    while (index < points.length - 1 && below < share * total) below += points[++index]?.weight ?? 0;
    values[place] = points[index]?.ms ?? 0;
  }
  const mean = strata.reduce((sum, one) => sum + one.weight * one.mean, 0) / weight;
  const [p50 = mean, p90 = mean, p95 = mean, p99 = mean] = values;
  return {
    figures: { mean, low: null, high: null, isTooWide: true, p50, p90, p95, p99, ends: NO_ENDS },
    curve: values.slice(4),
  };
}
