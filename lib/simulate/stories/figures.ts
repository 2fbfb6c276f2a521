import type { Ends, PoolFigures, SimulatedLane, TimeFigures } from '../simulated-lane';

/** What figures are counted in: ms, 0..1, pieces, bytes, s of a server that is paid for, or times. */
export type StoryUnit = 'duration' | 'share' | 'count' | 'bytes' | 'server-seconds' | 'ratio';

interface FigureRule {
  readonly unit: StoryUnit;
  /** `null` where the lane has none. */
  readonly of: (lane: SimulatedLane) => number | null;
  /** Where the simulation tells how far off it may be. */
  readonly ends?: (lane: SimulatedLane) => Ends | null | undefined;
}

const time = (of: 'latencyMs' | 'waitMs', key: 'p50' | 'p95' | 'p99'): FigureRule => ({
  unit: 'duration',
  of: (lane) => (lane[of] as TimeFigures | null)?.[key] ?? null,
  ends: (lane) => lane[of]?.ends[key],
});
const mean = (of: 'latencyMs' | 'waitMs'): FigureRule => ({
  unit: 'duration',
  of: (lane) => lane[of]?.mean ?? null,
  ends: (lane) => {
    const { low = null, high = null } = lane[of] ?? {};
    return low === null || high === null ? null : { low, high };
  },
});
const shareOf = (key: 'completed' | 'rejected' | 'failed' | 'timedOut'): FigureRule => ({
  unit: 'share',
  of: (lane) => (lane.requests > 0 ? lane[key] / lane.requests : null),
  ends: ({ ends }) => ends?.[key],
});
const pool = (unit: StoryUnit, of: (first: PoolFigures, lane: SimulatedLane) => number): FigureRule => ({
  unit,
  of: (lane) => (lane.pools[0] ? of(lane.pools[0], lane) : null),
});

/** Of one lane, what stories and exercises speak of. Of pools, the first. */
export const STORY_FIGURES = {
  'latency-mean': mean('latencyMs'),
  'latency-p50': time('latencyMs', 'p50'),
  'latency-p95': time('latencyMs', 'p95'),
  'latency-p99': time('latencyMs', 'p99'),
  'wait-mean': mean('waitMs'),
  'wait-p95': time('waitMs', 'p95'),
  utilisation: { unit: 'share', of: ({ utilisation }) => utilisation, ends: ({ ends }) => ends?.utilisation },
  'completed-share': shareOf('completed'),
  'rejected-share': shareOf('rejected'),
  'failed-share': shareOf('failed'),
  'timed-out-share': shareOf('timedOut'),
  'lost-share': {
    unit: 'share',
    of: ({ requests, completed }) => (requests > 0 ? (requests - completed) / requests : null),
  },
  attempts: pool('ratio', ({ attempts }, { requests }) => attempts / requests),
  'wasted-share': pool('share', ({ wastedShare }) => wastedShare),
  'most-servers': pool('count', ({ mostServers }) => mostServers),
  'items-per-call': pool('count', ({ itemsPerCall }) => itemsPerCall),
  /** Of all servers, for a million answers. */
  'server-seconds': pool('server-seconds', ({ serverSeconds }, { completed }) => (serverSeconds / completed) * 1e6),
  /** Of all workers of a job, for a million answers: they are paid for as long as they are busy. */
  'job-seconds': {
    unit: 'server-seconds',
    of: ({ job, pools, busySeconds, completed }) =>
      job && pools.length === 0 && completed > 0 ? (busySeconds / completed) * 1e6 : null,
  },
  runs: { unit: 'count', of: ({ job }) => job?.runs ?? null },
  'run-most': { unit: 'duration', of: ({ job }) => job?.runMsMost ?? null },
  'age-mean': { unit: 'duration', of: ({ job }) => job?.ageMsMean ?? null },
  'downloaded-bytes': { unit: 'bytes', of: ({ fleet }) => fleet?.downloadedBytes ?? null },
  'throttled-share': {
    unit: 'share',
    of: ({ fleet, requests }) => (fleet && requests > 0 ? fleet.throttled / requests : null),
  },
} as const satisfies Record<string, FigureRule>;
export type StoryFigure = keyof typeof STORY_FIGURES;
