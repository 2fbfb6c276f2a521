import type { PoolFigures, SimulatedLane } from '../simulated-lane';

/** A lane of which a part was played: its counts times so many. What is a mean, a share or a time stays. */
export function scaled(lane: SimulatedLane, times: number): SimulatedLane {
  const grow = (count: number) => Math.round(count * times);
  const growAll = (counts: readonly number[]) => counts.map(grow);
  return {
    ...lane,
    requests: grow(lane.requests),
    completed: grow(lane.completed),
    rejected: grow(lane.rejected),
    failed: grow(lane.failed),
    timedOut: grow(lane.timedOut),
    unfinished: grow(lane.unfinished),
    busySeconds: lane.busySeconds * times,
    pools: lane.pools.map((pool) => scaledPool(pool, times)),
    windows: {
      ...lane.windows,
      arrived: growAll(lane.windows.arrived),
      completed: growAll(lane.windows.completed),
      unanswered: growAll(lane.windows.unanswered),
    },
  };
}

function scaledPool(pool: PoolFigures, times: number): PoolFigures {
  const grow = (count: number) => Math.round(count * times);
  return {
    ...pool,
    attempts: grow(pool.attempts),
    calls: grow(pool.calls),
    busySeconds: pool.busySeconds * times,
    serverSeconds: pool.serverSeconds * times,
    serverStarts: grow(pool.serverStarts),
    serverFailures: grow(pool.serverFailures),
  };
}

/** A lane of which the first part was played, at a rate that stays: the rest is as many times as long. */
export function stretched(lane: SimulatedLane, times: number): SimulatedLane {
  const { windows } = lane;
  return {
    ...scaled(lane, times),
    spanMs: lane.spanMs * times,
    windows: { ...scaled(lane, times).windows, widthMs: windows.widthMs * times },
  };
}
