import type { Online } from '../scenario/lanes-schema';
import type { PoolFigures, SimulatedLane, Windows } from '../simulated-lane';
import { type Hour, hourOf, type PlaySteady } from './hour';
import { mostPerSecond } from './mean-service';
import { mixtureOf } from './mixture';
import type { RateCurve } from './rates';

/** That are told. */
const WINDOWS = 60;
/** That are computed: no longer than this, so that no peak is flattened. ms */
const LONGEST_MS = 900_000;

/**
 * Windows of the time that is looked at, one after the other, each at its mean rate (the pointwise stationary approximation: Green & Kolesar, Management
 * Science 37, 1991), with a fluid queue that goes on from one to the next. Clients that give up are counted; what their retries would add is left out.
 *
 * @param requests how many come in all; the time comes again as it was until then
 */
export function hoursOf(requests: number, pool: Online, rates: RateCurve, play: PlaySteady): SimulatedLane {
  const each = Math.max(1, Math.ceil(rates.spanMs / WINDOWS / LONGEST_MS));
  const count = WINDOWS * each;
  const widthMs = rates.spanMs / count;
  const known = new Map<string, SimulatedLane>();
  const steady: PlaySteady = (perSecond, servers) => {
    // Three digits of the rate: neighbours of a flat night are one.
    const rounded = Number(perSecond.toPrecision(3));
    const key = `${servers} ${rounded}`;
    const lane = known.get(key) ?? play(rounded, servers);
    known.set(key, lane);
    return lane;
  };
  const hours: Hour[] = [];
  for (let window = 0; window < count; window++) {
    const perSecond = rates.meanOf(window * widthMs, (window + 1) * widthMs);
    hours.push(hourOf({ pool, perSecond, widthMs, steady, waiting: hours.at(-1)?.waiting ?? 0 }));
  }
  const sum = (of: (hour: Hour) => number) => hours.reduce((total, hour) => total + of(hour), 0);
  const times = requests / sum(({ came }) => came);
  const whole = (of: (hour: Hour) => number) => Math.round(sum(of) * times);
  const [rejected, failed, timedOut] = [
    whole((one) => one.rejected),
    whole((one) => one.failed),
    whole((one) => one.timedOut),
  ];
  const latency = mixtureOf(hours.flatMap(({ latencies }) => latencies));
  const wait = mixtureOf(hours.flatMap(({ waits }) => waits));
  const workerMs = sum(({ servers }) => servers * pool.workersPerServer * widthMs);
  const busyMs = sum(({ servers, busyShare }) => servers * busyShare * pool.workersPerServer * widthMs);
  const serverSeconds = (sum(({ servers }) => servers * widthMs) * times) / 1000;
  // What still waits at the end is worked off after it.
  const last = hours.at(-1);
  const tailMs = last && last.waiting > 0 ? (last.waiting * 1000) / mostPerSecond(pool, last.servers) : 0;
  const busySeconds = (busyMs * times + tailMs * (last?.servers ?? 0) * pool.workersPerServer) / 1000;
  return {
    ...{ id: 'online', requests, rejected, failed, timedOut, unfinished: 0, ended: 'all' },
    completed: requests - rejected - failed - timedOut,
    warmUp: { requests: 0, untilMs: 0, how: 'not-steady' },
    ...{ waitMs: wait.figures, waitCurveMs: wait.curve, latencyMs: latency.figures, curveMs: latency.curve },
    utilisation: busyMs / workerMs,
    queueLengthMean: sum(({ queue }) => queue) / count,
    queueLengthMost: Math.round(Math.max(...hours.map(({ mostQueued }) => mostQueued))),
    throughputPerSecond: (sum(({ completed }) => completed) * 1000) / (rates.spanMs + tailMs),
    spanMs: rates.spanMs * times + tailMs,
    busySeconds,
    pools: [
      {
        ...callsOf([...known.values()], requests),
        ...{ serverSeconds, busySeconds, utilisation: busyMs / workerMs, wastedShare: timedOut / requests },
        utilisationMost: Math.max(...hours.map(({ busyShare }) => busyShare)),
        mostServers: Math.max(...hours.map(({ servers }) => servers)),
        ...{ serverStarts: 0, serverFailures: 0 },
      },
    ],
    ...{ job: null, fleet: null, hitShare: null, ends: null },
    windows: windowsOf(hours, each, pool, widthMs * each),
    events: [...known.values()].reduce((total, { events }) => total + events, 0),
  };
}

/** Attempts and calls, in proportion to those of the rates that were played. */
function callsOf(
  played: readonly SimulatedLane[],
  requests: number,
): Pick<PoolFigures, 'attempts' | 'calls' | 'itemsPerCall'> {
  const sum = (of: (lane: SimulatedLane) => number) => played.reduce((total, lane) => total + of(lane), 0);
  const each =
    requests /
    Math.max(
      1,
      sum((lane) => lane.requests),
    );
  const calls = sum((lane) => lane.pools[0]?.calls ?? 0);
  const items = sum((lane) => (lane.pools[0]?.calls ?? 0) * (lane.pools[0]?.itemsPerCall ?? 0));
  return {
    attempts: Math.round(sum((lane) => lane.pools[0]?.attempts ?? 0) * each),
    calls: Math.round(calls * each),
    itemsPerCall: calls > 0 ? items / calls : 0,
  };
}

function windowsOf(hours: readonly Hour[], each: number, { workersPerServer }: Online, widthMs: number): Windows {
  const groups = Array.from({ length: WINDOWS }, (_, index) => hours.slice(index * each, (index + 1) * each));
  const mixtures = groups.map((group) => mixtureOf(group.flatMap(({ latencies }) => latencies)).figures);
  const sums = (of: (hour: Hour) => number) => groups.map((group) => group.reduce((sum, hour) => sum + of(hour), 0));
  const wholes = (of: (hour: Hour) => number) => sums(of).map(Math.round);
  const means = (of: (hour: Hour) => number) => sums(of).map((sum) => sum / each);
  return {
    widthMs,
    arrived: wholes(({ came }) => came),
    completed: wholes(({ completed }) => completed),
    unanswered: wholes(({ came, completed }) => came - completed),
    p50Ms: mixtures.map((one) => one?.p50 ?? null),
    p95Ms: mixtures.map((one) => one?.p95 ?? null),
    queue: means(({ queue }) => queue),
    utilisation: means(({ busyShare }) => busyShare),
    workers: means(({ servers }) => servers * workersPerServer),
  };
}
