import type { PoolFigures, SimulatedLane, TimeFigures } from '../simulated-lane';

/** What figures are counted in: ms, 0..1, pieces, bytes, s of a server that is paid for, or times. */
export type StoryUnit = 'duration' | 'share' | 'count' | 'bytes' | 'server-seconds' | 'ratio';

interface FigureRule {
  readonly unit: StoryUnit;
  /** `null` where the lane has none. */
  readonly of: (lane: SimulatedLane) => number | null;
}

const latency = (key: 'p50' | 'p95' | 'p99'): FigureRule => ({
  unit: 'duration',
  of: ({ latencyMs }) => (latencyMs as TimeFigures | null)?.[key] ?? null,
});
const shareOf = (key: 'completed' | 'rejected' | 'failed'): FigureRule => ({
  unit: 'share',
  of: (lane) => (lane.requests > 0 ? lane[key] / lane.requests : null),
});
const pool = (unit: StoryUnit, of: (first: PoolFigures, lane: SimulatedLane) => number): FigureRule => ({
  unit,
  of: (lane) => (lane.pools[0] ? of(lane.pools[0], lane) : null),
});

/** Of one lane, what stories speak of. Of pools, the first. */
export const STORY_FIGURES = {
  'latency-p50': latency('p50'),
  'latency-p95': latency('p95'),
  'latency-p99': latency('p99'),
  'completed-share': shareOf('completed'),
  'rejected-share': shareOf('rejected'),
  'failed-share': shareOf('failed'),
  attempts: pool('ratio', ({ attempts }, { requests }) => attempts / requests),
  'wasted-share': pool('share', ({ wastedShare }) => wastedShare),
  'most-servers': pool('count', ({ mostServers }) => mostServers),
  'items-per-call': pool('count', ({ itemsPerCall }) => itemsPerCall),
  /** Of all servers, for a million answers. */
  'server-seconds': pool('server-seconds', ({ serverSeconds }, { completed }) => (serverSeconds / completed) * 1e6),
  'run-most': { unit: 'duration', of: ({ job }) => job?.runMsMost ?? null },
  'age-mean': { unit: 'duration', of: ({ job }) => job?.ageMsMean ?? null },
  'downloaded-bytes': { unit: 'bytes', of: ({ fleet }) => fleet?.downloadedBytes ?? null },
  'throttled-share': {
    unit: 'share',
    of: ({ fleet, requests }) => (fleet && requests > 0 ? fleet.throttled / requests : null),
  },
} as const satisfies Record<string, FigureRule>;
export type StoryFigure = keyof typeof STORY_FIGURES;
