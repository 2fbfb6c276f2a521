import type { PlayedLane } from './figures';
import { replicatedOf } from './replicated';
import type { Ends, PoolFigures, SimulatedLane, TimeFigures } from './simulated-lane';
import type { ReplicatedFigure } from './statistics/over-replications';
import { replicationInterval } from './statistics/replications';
import { CURVE_POINTS, figuresOfValues, NO_ENDS } from './times';

/**
 * One lane of several replications. Counts are sums. Means and their intervals are those of the replications' means; percentiles, of all requests together,
 * with intervals as shares have them (SPEC 2.10); what stands over time, and what is told of a job or a fleet, is that of the first one.
 */
export function pooled(played: readonly PlayedLane[]): SimulatedLane {
  const [first] = played;
  if (!first) throw new RangeError('There is nothing to pool.');
  if (played.length === 1) return first.lane;
  const lanes = played.map(({ lane }) => lane);
  const sum = (of: (lane: SimulatedLane) => number) => lanes.reduce((total, lane) => total + of(lane), 0);
  const mean = (of: (lane: SimulatedLane) => number) => sum(of) / lanes.length;
  const latency = timesOfAll(
    lanes.map(({ latencyMs }) => latencyMs),
    played.map(({ latencies }) => latencies),
    CURVE_POINTS,
  );
  const wait = timesOfAll(
    lanes.map(({ waitMs }) => waitMs),
    played.map(({ waits }) => waits),
    CURVE_POINTS,
  );
  const all: SimulatedLane = {
    ...first.lane,
    requests: sum(({ requests }) => requests),
    completed: sum(({ completed }) => completed),
    rejected: sum(({ rejected }) => rejected),
    failed: sum(({ failed }) => failed),
    timedOut: sum(({ timedOut }) => timedOut),
    unfinished: sum(({ unfinished }) => unfinished),
    ended: lanes.find(({ ended }) => ended !== 'all')?.ended ?? 'all',
    waitMs: wait.figures,
    waitCurveMs: wait.curve,
    latencyMs: latency.figures,
    curveMs: latency.curve,
    utilisation: mean(({ utilisation }) => utilisation),
    queueLengthMean: mean(({ queueLengthMean }) => queueLengthMean),
    queueLengthMost: Math.max(...lanes.map(({ queueLengthMost }) => queueLengthMost)),
    throughputPerSecond: mean(({ throughputPerSecond }) => throughputPerSecond),
    busySeconds: sum(({ busySeconds }) => busySeconds),
    pools: first.lane.pools.map((_, index) => pooledPool(lanes.flatMap(({ pools }) => pools.slice(index, index + 1)))),
    hitShare: first.lane.hitShare === null ? null : mean(({ hitShare }) => hitShare ?? 0),
    events: sum(({ events }) => events),
  };
  const replicated = replicatedOf(all, played);
  const { latencyMs, waitMs, utilisation, queueLengthMean, shares } = replicated;
  return {
    ...all,
    replicated,
    latencyMs: all.latencyMs && latencyMs && { ...all.latencyMs, ends: endsOfEach(latencyMs) },
    waitMs: all.waitMs && waitMs && { ...all.waitMs, ends: endsOfEach(waitMs) },
    ends: endsOfEach({
      ...{ utilisation, queueLengthMean },
      ...{ completed: shares.completed, rejected: shares.rejected, failed: shares.failed, timedOut: shares.timedOut },
    }),
  };
}

function endsOfEach<Name extends string>(
  figures: Readonly<Record<Name, ReplicatedFigure>>,
): Readonly<Record<Name, Ends | null>> {
  const ends = Object.entries<ReplicatedFigure>(figures).map(([name, one]) => [
    name,
    'low' in one ? { low: one.low, high: one.high } : null,
  ]);
  return Object.fromEntries(ends);
}

/** Of one pool in all replications. */
function pooledPool(pools: readonly PoolFigures[]): PoolFigures {
  const sum = (of: (pool: PoolFigures) => number) => pools.reduce((total, pool) => total + of(pool), 0);
  const calls = sum((pool) => pool.calls);
  const items = sum((pool) => pool.calls * pool.itemsPerCall);
  return {
    attempts: sum(({ attempts }) => attempts),
    calls,
    itemsPerCall: calls > 0 ? items / calls : 0,
    wastedShare: items > 0 ? sum((pool) => pool.wastedShare * pool.calls * pool.itemsPerCall) / items : 0,
    utilisation: sum(({ utilisation }) => utilisation) / pools.length,
    utilisationMost: Math.max(...pools.map(({ utilisationMost }) => utilisationMost)),
    busySeconds: sum(({ busySeconds }) => busySeconds),
    serverSeconds: sum(({ serverSeconds }) => serverSeconds),
    mostServers: Math.max(...pools.map(({ mostServers }) => mostServers)),
    serverStarts: sum(({ serverStarts }) => serverStarts),
    serverFailures: sum(({ serverFailures }) => serverFailures),
  };
}

function timesOfAll(
  figures: readonly (TimeFigures | null)[],
  values: readonly Float64Array[],
  points: number,
): ReturnType<typeof figuresOfValues> {
  const means = figures.flatMap((one) => (one ? [one.mean] : []));
  if (means.length === 0) return { figures: null, curve: [] };
  const all = new Float64Array(values.reduce((count, { length }) => count + length, 0));
  let at = 0;
  for (const one of values) {
    all.set(one, at);
    at += one.length;
  }
  const mean = means.reduce((sum, one) => sum + one, 0) / means.length;
  return figuresOfValues(all, mean, { of: replicationInterval(means), ends: NO_ENDS }, points);
}
