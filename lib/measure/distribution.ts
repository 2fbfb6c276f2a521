import type { LaneId } from './lane-record';
import { nearestRank } from './percentile';
import { SHORTEST_DRAWN_MS } from './rules';

/** With at most 3 lanes x 2 curves x 5 exact points, 400 in all at the most. */
const GRID_POINTS = 200;
const EXACT_SHARES = [0.5, 0.9, 0.99] as const;

export interface LaneLatencies {
  readonly id: LaneId;
  /** Ascending, ms. */
  readonly sortedMs: Float64Array;
  /** What a generator that waits for its answers would have reported (SPEC 1.2), ascending, ms; its curve is drawn beside the other. */
  readonly uncorrectedMs?: Float64Array;
}

/** Which share of a lane's answers (0..1) came within `withinMs`. Left out before its first and after its last answer. */
export interface DistributionPoint {
  readonly withinMs: number;
  readonly shares: Readonly<Record<LaneId, number>>;
  /** The same of `uncorrectedMs`, of the lanes that gave it. */
  readonly uncorrected: Readonly<Record<LaneId, number>>;
}

/** `null` when no lane has an answer; bounds are whole decades, ms. */
export interface Distribution {
  readonly fromMs: number;
  readonly toMs: number;
  readonly points: readonly DistributionPoint[];
}

/**
 * The empirical distribution of every lane over one log-spaced set of times: thinned for drawing, exact wherever it has
 * a point, and with a point at each lane's first and last answer and p50, p90 and p99 (SPEC 2.4).
 */
export function distributionOf(lanes: readonly LaneLatencies[]): Distribution | null {
  const curves = lanes.flatMap(({ id, sortedMs, uncorrectedMs = NOTHING }) => [
    { id, of: 'shares', sortedMs } as const,
    { id, of: 'uncorrected', sortedMs: uncorrectedMs } as const,
  ]);
  const filled = curves.filter(({ sortedMs }) => sortedMs.length > 0);
  if (filled.length === 0) return null;
  const drawn = (ms: number) => Math.max(ms, SHORTEST_DRAWN_MS);
  const firstMs = Math.min(...filled.map(({ sortedMs }) => drawn(sortedMs[0] ?? 0)));
  const lastMs = Math.max(...filled.map(({ sortedMs }) => drawn(sortedMs[sortedMs.length - 1] ?? 0)));
  const fromMs = 10 ** Math.floor(Math.log10(firstMs) + 1e-9);
  const toMs = Math.max(fromMs * 10, 10 ** Math.ceil(Math.log10(lastMs) - 1e-9));

  const timesMs = new Set<number>();
  for (let index = 0; index <= GRID_POINTS; index++) timesMs.add(fromMs * (toMs / fromMs) ** (index / GRID_POINTS));
  for (const { sortedMs } of filled) {
    for (const share of [0, ...EXACT_SHARES, 1]) timesMs.add(drawn(nearestRank(sortedMs, share)));
  }
  const grid = [...timesMs].sort((a, b) => a - b);
  const points = grid.map((withinMs): GrowingPoint => ({ withinMs, shares: {}, uncorrected: {} }));
  for (const { id, of, sortedMs } of filled) addCurve(points, of, id, sortedMs);
  return { fromMs, toMs, points };
}

const NOTHING = new Float64Array(0);

interface GrowingPoint {
  readonly withinMs: number;
  readonly shares: Record<LaneId, number>;
  readonly uncorrected: Record<LaneId, number>;
}

function addCurve(points: readonly GrowingPoint[], of: 'shares' | 'uncorrected', id: LaneId, sortedMs: Float64Array) {
  let answered = 0;
  for (const [index, point] of points.entries()) {
    while (answered < sortedMs.length && Math.max(sortedMs[answered] ?? 0, SHORTEST_DRAWN_MS) <= point.withinMs)
      answered++;
    if (answered === 0) continue;
    const before = points[index - 1]?.[of];
    // The curve rises from the axis.
    if (before && before[id] === undefined) before[id] = 0;
    point[of][id] = answered / sortedMs.length;
    if (answered === sortedMs.length) return;
  }
}
