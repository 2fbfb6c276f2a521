import type { Online } from '../scenario/lanes-schema';
import type { PoolFigures, SimulatedLane, Windows } from '../simulated-lane';
import { type Hour, hourOf, type PlaySteady } from './hour';
import { mixtureOf } from './mixture';
import type { RateCurve } from './rates';

const WINDOWS = 60;

/**
 * Windows of the time that is looked at, one after the other, each at its mean rate (the pointwise stationary approximation: Green & Kolesar, Management
 * Science 37, 1991), with a fluid queue that goes on from one to the next. Clients that give up are counted; what their retries would add is left out.
 *
 * @param requests how many come in all; the time comes again as it was until then
 */
export function hoursOf(requests: number, pool: Online, rates: RateCurve, play: PlaySteady): SimulatedLane {
  const widthMs = rates.spanMs / WINDOWS;
  const known = new Map<number, SimulatedLane>();
  const steady: PlaySteady = (perSecond) => {
    // Three digits of the rate: the hours of a flat night are one.
    const rounded = Number(perSecond.toPrecision(3));
    const lane = known.get(rounded) ?? play(rounded);
    known.set(rounded, lane);
    return lane;
  };
  const hours: Hour[] = [];
  for (let window = 0; window < WINDOWS; window++) {
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
  return {
    ...{ id: 'online', requests, rejected, failed, timedOut, unfinished: 0, ended: 'all' },
    completed: requests - rejected - failed - timedOut,
    warmUp: { requests: 0, untilMs: 0, how: 'not-steady' },
    ...{ waitMs: wait.figures, waitCurveMs: wait.curve, latencyMs: latency.figures, curveMs: latency.curve },
    utilisation: busyMs / workerMs,
    queueLengthMean: sum(({ queue }) => queue) / WINDOWS,
    queueLengthMost: Math.round(Math.max(...hours.map(({ mostQueued }) => mostQueued))),
    throughputPerSecond: (sum(({ completed }) => completed) * 1000) / rates.spanMs,
    spanMs: rates.spanMs * times,
    busySeconds: (busyMs * times) / 1000,
    pools: [
      {
        ...callsOf([...known.values()], requests),
        ...{ serverSeconds, utilisation: busyMs / workerMs, wastedShare: timedOut / requests },
        mostServers: Math.max(...hours.map(({ servers }) => servers)),
        ...{ serverStarts: 0, serverFailures: 0 },
      },
    ],
    ...{ job: null, fleet: null, hitShare: null },
    windows: windowsOf(hours, pool, widthMs),
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

function windowsOf(hours: readonly Hour[], { workersPerServer }: Online, widthMs: number): Windows {
  const mixtures = hours.map(({ latencies }) => mixtureOf(latencies).figures);
  return {
    widthMs,
    arrived: hours.map(({ came }) => Math.round(came)),
    completed: hours.map(({ completed }) => Math.round(completed)),
    unanswered: hours.map(({ came, completed }) => Math.round(came - completed)),
    p50Ms: mixtures.map((one) => one?.p50 ?? null),
    p95Ms: mixtures.map((one) => one?.p95 ?? null),
    queue: hours.map(({ queue }) => queue),
    utilisation: hours.map(({ busyShare }) => busyShare),
    workers: hours.map(({ servers }) => servers * workersPerServer),
  };
}
