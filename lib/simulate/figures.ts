import { COMPLETED, FAILED, REJECTED, type Requests, TIMED_OUT } from './events/requests';
import { laneEnds } from './lane-ends';
import { areaOf, busiestOf, levelsOf, type PartLevels, utilisationOf } from './lane-levels';
import type { BatchJob } from './lanes/batch-job';
import type { EdgeFleet } from './lanes/edge-fleet';
import type { MadeLane } from './lanes/make-lane';
import type { OnlinePool } from './lanes/online';
import type { LanePlay } from './play-lane';
import type { SimLaneId } from './scenario/lanes-schema';
import type { Scenario } from './scenario/scenario';
import type { FleetFigures, JobFigures, PoolFigures, SimulatedLane } from './simulated-lane';
import { CURVE_POINTS, timesOf } from './times';
import { warmUpOf } from './warm-up';
import { utilisationMost, windowsOf } from './windows';

const SECOND_MS = 1000;
/** What takes less has no rate. ms */
const LEAST_SPAN_MS = 1e-6;

/** A lane that was played once, with the times that its figures are made of. */
export interface PlayedLane {
  readonly lane: SimulatedLane;
  readonly waits: Float64Array;
  readonly latencies: Float64Array;
}

/** The figures of a lane that has been played. What was noted of its requests is put in another order on the way: it can be asked for once. */
export function figuresOf(scenario: Scenario, id: SimLaneId, play: LanePlay): PlayedLane {
  const { requests, lane: made } = play;
  const { counts } = requests;
  const lastMs = play.ended === 'all' ? lastEndMs(requests) : play.nowMs;
  const { batch, cacheThenOnline } = scenario.lanes;
  const workers = (id === 'cacheThenOnline' ? cacheThenOnline?.batch : batch)?.workers ?? 0;
  const levels = levelsOf(made, play.clients.count, workers, lastMs);
  const warmUp = warmUpOf(scenario, id, requests);
  const windows = windowsOf(requests, levels, lastMs);
  const spanMs = lastMs - warmUp.untilMs;
  const share = (part: PartLevels | null | undefined) => (part ? utilisationOf(part, warmUp.untilMs, lastMs) : 0);
  const mostOf = (part: PartLevels | undefined) => (part ? utilisationMost(part, lastMs) : 0);
  const completedAfter = countCompleted(requests, warmUp.requests);
  const waits = timesOf(requests, requests.waitMs, warmUp.requests, CURVE_POINTS);
  const latencies = timesOf(requests, requests.latencyMs, warmUp.requests, CURVE_POINTS);
  const lane = {
    id,
    requests: requests.arrived,
    completed: counts[COMPLETED] ?? 0,
    rejected: counts[REJECTED] ?? 0,
    failed: counts[FAILED] ?? 0,
    timedOut: counts[TIMED_OUT] ?? 0,
    unfinished: requests.open,
    ended: play.ended ?? 'all',
    warmUp,
    waitMs: waits.figures,
    latencyMs: latencies.figures,
    curveMs: latencies.curve,
    waitCurveMs: waits.curve,
    utilisation: busiestOf(levels, warmUp.untilMs, lastMs),
    queueLengthMean: spanMs > 0 ? areaOf(levels, 'queue', warmUp.untilMs, lastMs) / spanMs : 0,
    queueLengthMost: mostQueued(made),
    throughputPerSecond: spanMs > LEAST_SPAN_MS ? (completedAfter * SECOND_MS) / spanMs : 0,
    spanMs: lastMs,
    busySeconds: areaOf(levels, 'busy', 0, lastMs) / SECOND_MS,
    pools: made.pools.map((pool, index) => ({
      ...poolFigures(pool, lastMs),
      utilisation: share(levels.pools[index]),
      utilisationMost: mostOf(levels.pools[index]),
    })),
    job: made.job && jobFigures(made.job, share(levels.job)),
    fleet: made.fleet && fleetFigures(made.fleet, share(levels.fleet), play.clients.count),
    hitShare: made.cache && requests.arrived > 0 ? made.cache.hits / requests.arrived : null,
    windows,
    ends: laneEnds(levels, requests, warmUp, lastMs),
    events: play.events,
  };
  return { lane, waits: waits.values, latencies: latencies.values };
}

/** Of a fleet, each device has a queue of its own: there is no one length. */
function mostQueued({ pools, job }: MadeLane): number {
  return Math.max(0, ...pools.map(({ queue }) => queue.most), job?.queue.most ?? 0);
}

function lastEndMs({ arrived, arrivedAtMs, latencyMs }: Requests): number {
  let last = 0;
  for (let request = 0; request < arrived; request++) {
    const endMs = (arrivedAtMs[request] as number) + (latencyMs[request] as number);
    if (endMs > last) last = endMs;
  }
  return last;
}

function countCompleted({ arrived, outcome }: Requests, from: number): number {
  let count = 0;
  for (let request = from; request < arrived; request++) if (outcome[request] === COMPLETED) count++;
  return count;
}

function poolFigures(pool: OnlinePool, lastMs: number): Omit<PoolFigures, 'utilisation' | 'utilisationMost'> {
  const { calls, itemsServed, servers } = pool;
  const { attempts, wastedItems } = pool.callers;
  return {
    attempts,
    calls,
    itemsPerCall: calls > 0 ? itemsServed / calls : 0,
    wastedShare: itemsServed > 0 ? wastedItems / itemsServed : 0,
    busySeconds: servers.busy.levels.areaOf(0, lastMs) / SECOND_MS,
    serverSeconds: servers.paid.levels.areaOf(0, lastMs) / SECOND_MS,
    mostServers: servers.paid.most,
    serverStarts: servers.starts,
    serverFailures: servers.failures,
  };
}

function jobFigures(job: BatchJob, utilisation: number): JobFigures {
  const times = job.runs.filter(({ endMs, items }) => endMs >= 0 && items > 0).map(({ dueMs, endMs }) => endMs - dueMs);
  const { age } = job;
  const agedMs = age.lastMs - age.firstMs;
  const isAged = agedMs > 0;
  return {
    utilisation,
    runs: job.runCount,
    skipped: job.skipped,
    late: job.late,
    chunkFailures: job.chunkFailures,
    runMsMean: times.length > 0 ? times.reduce((sum, one) => sum + one, 0) / times.length : null,
    runMsMost: times.length > 0 ? times.reduce((most, one) => Math.max(most, one), 0) : null,
    ageMsMean: isAged ? age.area / agedMs : null,
    ageMsMost: isAged ? age.mostMs : null,
  };
}

function fleetFigures(fleet: EdgeFleet, utilisation: number, devices: number): FleetFigures {
  const { downloads, downloadedBytes, coldStarts, withoutCharge } = fleet;
  const { throttled, joules } = fleet.power;
  return { devices, utilisation, downloads, downloadedBytes, coldStarts, withoutCharge, throttled, joules };
}
