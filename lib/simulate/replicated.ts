import type { PlayedLane } from './figures';
import type { Replicated, SimulatedLane, TimeFigures } from './simulated-lane';
import { aroundFigure, replicatedPercentile, replicatedShare } from './statistics/over-replications';

type PooledFigures = Omit<SimulatedLane, 'replicated'>;

/** How far the figures of all replications together may be off. @param pooled those figures @param played each replication; two or more */
export function replicatedOf(pooled: PooledFigures, played: readonly PlayedLane[]): Replicated {
  const lanes = played.map(({ lane }) => lane);
  const around = (of: (lane: PooledFigures) => number) => aroundFigure(of(pooled), lanes.map(of));
  const share = (key: 'completed' | 'rejected' | 'failed' | 'timedOut' | 'unfinished') => {
    const of = (lane: PooledFigures) => lane[key] / Math.max(1, lane.requests);
    return replicatedShare(of(pooled), lanes.map(of));
  };
  return {
    count: played.length,
    waitMs: percentiles(
      pooled.waitMs,
      played.map(({ lane, waits }) => ({ figures: lane.waitMs, items: waits.length })),
    ),
    latencyMs: percentiles(
      pooled.latencyMs,
      played.map(({ lane, latencies }) => ({ figures: lane.latencyMs, items: latencies.length })),
    ),
    shares: {
      completed: share('completed'),
      rejected: share('rejected'),
      failed: share('failed'),
      timedOut: share('timedOut'),
      unfinished: share('unfinished'),
    },
    hitShare:
      pooled.hitShare === null
        ? null
        : replicatedShare(
            pooled.hitShare,
            lanes.map(({ hitShare }) => hitShare ?? 0),
          ),
    utilisation: around(({ utilisation }) => utilisation),
    queueLengthMean: around(({ queueLengthMean }) => queueLengthMean),
    throughputPerSecond: around(({ throughputPerSecond }) => throughputPerSecond),
  };
}

interface TimesOfOne {
  readonly figures: TimeFigures | null;
  readonly items: number;
}

function percentiles(pooled: TimeFigures | null, ofEach: readonly TimesOfOne[]): Replicated['latencyMs'] {
  if (!pooled) return null;
  const of = (key: 'p50' | 'p90' | 'p95' | 'p99', share: number) =>
    replicatedPercentile(
      pooled[key],
      share,
      ofEach.map(({ figures, items }) => figures && { value: figures[key], items }),
    );
  return { p50: of('p50', 0.5), p90: of('p90', 0.9), p95: of('p95', 0.95), p99: of('p99', 0.99) };
}
