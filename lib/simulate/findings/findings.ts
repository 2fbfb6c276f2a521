import { mostPerSecond } from '../scale/mean-service';
import type { Batch, Online, SimLaneId } from '../scenario/lanes-schema';
import type { Scenario } from '../scenario/scenario';
import type { SimulatedLane } from '../simulated-lane';
import { meanRate, peakRate } from '../world/peak-rate';
import { jobLoadOf } from './job-load';

/** From the worst on: broken, strained, and what is only good to know. */
export const FINDING_IDS = [
  ...['endless', 'overloaded', 'retryStorm', 'skipped', 'jobTooLong', 'rejected', 'gaveUp', 'lateRuns', 'failed'],
  ...['withoutCharge', 'busy', 'throttled', 'downloads', 'interval', 'headroom'],
] as const;
export type FindingId =
  | ('endless' | 'overloaded' | 'retryStorm' | 'skipped' | 'jobTooLong' | 'rejected' | 'gaveUp' | 'lateRuns' | 'failed')
  | ('withoutCharge' | 'busy' | 'throttled' | 'downloads' | 'interval' | 'headroom');

/** What is so of a lane, with its figures: shares 0 .. 1, times in ms, rates a second. */
export interface SimFinding {
  readonly id: FindingId;
  readonly lane: SimLaneId;
  readonly severity: 'broken' | 'strained' | 'fine';
  readonly figures: Readonly<Record<string, number>>;
}

/** Rarer than this is not worth a sentence. */
const LEAST_SHARE = 0.001;
const BUSY = 0.8;
/** More attempts than requests by this: clients that come again are a load of their own. */
const STORM = 1.2;
/** A tail that is so many times as long as the median has another reason than the work. */
const LONG_TAIL = 10;

/**
 * What breaks first in a simulated run, and why: the worst first; of each lane that breaks nowhere, how far it is from it.
 *
 * @param dayPerSecond requests a second over a whole day, where the scenario is a part of one
 */
export function findingsOf(
  scenario: Scenario,
  lanes: readonly SimulatedLane[],
  dayPerSecond = meanRate(scenario),
): readonly SimFinding[] {
  return lanes
    .flatMap((lane) => {
      const found = [
        ...ofServers(scenario, lane),
        ...ofJob(scenario, lane, dayPerSecond),
        ...ofFleet(lane),
        ...ofRequests(lane),
      ];
      const strained = found.filter(({ severity }) => severity !== 'fine');
      return strained.length > 0 ? strained : found;
    })
    .toSorted((a, b) => FINDING_IDS.indexOf(a.id) - FINDING_IDS.indexOf(b.id));
}

function ofServers(scenario: Scenario, lane: SimulatedLane): SimFinding[] {
  const online = onlineOf(scenario, lane.id);
  const [pool] = lane.pools;
  if (!online || !pool) return [];
  const { id, requests } = lane;
  const findings: SimFinding[] = [];
  const add = (finding: Omit<SimFinding, 'lane'>) => findings.push({ ...finding, lane: id });
  const servers = online.autoscaling?.most ?? online.servers;
  const capacity = mostPerSecond(online, servers);
  const rate = peakRate(scenario);
  // A hybrid asks its servers for a part only.
  const asked = rate === null || requests === 0 ? null : (rate * pool.attempts) / Math.max(requests, pool.attempts);
  const load = { capacity, servers, queue: lane.queueLengthMost };
  const busiest = Math.max(0, ...lane.pools.map(({ utilisationMost }) => utilisationMost));
  if (lane.ended === 'queue-without-end') {
    add({
      id: 'endless',
      severity: 'broken',
      figures: { ...load, rate: asked ?? 0, unfinished: lane.unfinished, spanMs: lane.spanMs },
    });
  } else if (asked !== null && asked > capacity) {
    add({ id: 'overloaded', severity: 'broken', figures: { ...load, rate: asked } });
  } else if (busiest >= BUSY) {
    add({ id: 'busy', severity: 'strained', figures: { utilisation: busiest, queue: lane.queueLengthMost } });
  } else if (asked !== null && asked > 0 && Number.isFinite(capacity)) {
    add({ id: 'headroom', severity: 'fine', figures: { capacity, rate: asked, times: capacity / asked } });
  }
  if (id === 'online' && requests > 0 && pool.attempts / requests >= STORM)
    add({
      id: 'retryStorm',
      severity: 'broken',
      figures: { times: pool.attempts / requests, wastedShare: pool.wastedShare },
    });
  return findings;
}

function ofRequests({ id, requests, rejected, timedOut, failed }: SimulatedLane): SimFinding[] {
  const share = (count: number) => (requests > 0 ? count / requests : 0);
  const counted = [
    ['rejected', rejected],
    ['gaveUp', timedOut],
    ['failed', failed],
  ] as const;
  return counted
    .filter(([, count]) => share(count) > LEAST_SHARE)
    .map(([name, count]) => ({ id: name, lane: id, severity: 'broken', figures: { count, share: share(count) } }));
}

function ofJob(scenario: Scenario, { id, job, latencyMs }: SimulatedLane, dayPerSecond: number | null): SimFinding[] {
  if (!job) return [];
  const batch = batchOf(scenario, id);
  const runMs = job.runMsMost ?? 0;
  const findings: SimFinding[] = [];
  if (job.skipped > 0)
    findings.push({ id: 'skipped', lane: id, severity: 'broken', figures: { skipped: job.skipped, runMs } });
  else {
    const load = batch && jobLoad(scenario, batch, id, dayPerSecond);
    if (load && load.takesMs > load.intervalMs)
      findings.push({ id: 'jobTooLong', lane: id, severity: 'broken', figures: { ...load } });
  }
  if (job.late > 0)
    findings.push({
      id: 'lateRuns',
      lane: id,
      severity: 'broken',
      figures: { late: job.late, runs: job.runs, runMs, windowMs: batch?.windowMs ?? 0 },
    });
  if (id === 'batch' && latencyMs)
    findings.push({
      id: 'interval',
      lane: id,
      severity: 'fine',
      figures: { p50: latencyMs.p50, runMs: job.runMsMean ?? 0 },
    });
  return findings;
}

function jobLoad(scenario: Scenario, batch: Batch, id: SimLaneId, mean: number | null) {
  if (id === 'cacheThenOnline') return jobLoadOf(batch, scenario.lanes.cacheThenOnline?.items ?? 0);
  const peak = peakRate(scenario);
  return mean === null || peak === null ? null : jobLoadOf(batch, { mean, peak });
}

function ofFleet({ id, fleet, requests, latencyMs }: SimulatedLane): SimFinding[] {
  if (!fleet || requests === 0) return [];
  const findings: SimFinding[] = [];
  const { downloads, downloadedBytes, withoutCharge, throttled } = fleet;
  const counted = [
    ['withoutCharge', withoutCharge],
    ['throttled', throttled],
  ] as const;
  for (const [name, count] of counted) {
    const share = count / requests;
    if (share > LEAST_SHARE)
      findings.push({ id: name, lane: id, severity: name === 'throttled' ? 'strained' : 'broken', figures: { share } });
  }
  if (downloads > 0 && latencyMs)
    findings.push({
      id: 'downloads',
      lane: id,
      severity: latencyMs.p99 > LONG_TAIL * latencyMs.p50 ? 'strained' : 'fine',
      figures: { downloads, bytes: downloadedBytes, p50: latencyMs.p50, p99: latencyMs.p99 },
    });
  return findings;
}

function onlineOf({ lanes }: Scenario, id: SimLaneId): Online | undefined {
  switch (id) {
    case 'online':
      return lanes.online;
    case 'edgeThenOnline':
    case 'cacheThenOnline':
      return lanes[id]?.online;
    case 'cascade':
      return lanes.cascade?.small;
    default:
      return undefined;
  }
}

function batchOf({ lanes }: Scenario, id: SimLaneId): Batch | undefined {
  return id === 'cacheThenOnline' ? lanes.cacheThenOnline?.batch : lanes.batch;
}
