import type { SimLaneId } from '../scenario/lanes-schema';
import { MOST_EXACT_REQUESTS } from '../scenario/limits';
import type { Scenario } from '../scenario/scenario';
import type { Approximation, SimulatedLane } from '../simulated-lane';
import { hoursOf } from './hours';
import { meanServiceMs, mostPerSecond } from './mean-service';
import { rateCurve } from './rates';
import { scaled, stretched } from './scaled';

/** Requests that a lane plays one by one to stand for all. */
const PLAYED = 500_000;
/** What is played of one rate. */
const PLAYED_A_RATE = 20_000;
/** The exact run that the method is held against. */
const CHECKED = 500_000;
const NEAR_FULL = 0.95;

/** Plays a scenario, one lane of it, exactly. */
export type PlayExactly = (scenario: Scenario, id: SimLaneId) => SimulatedLane;

/** A lane with more requests than are played one by one (SPEC 6). */
export function approximated(scenario: Scenario, id: SimLaneId, play: PlayExactly): SimulatedLane {
  const { lane, method, played } = approximatedUnchecked(scenario, id, play);
  return { ...lane, ends: null, approximation: { method, played, checked: checkedBy(scenario, id, play) } };
}

/** The same without the exact run that tells how far off it is. */
export function approximatedUnchecked(scenario: Scenario, id: SimLaneId, play: PlayExactly): Approximated {
  return methodOf(scenario, id)(scenario, id, play, PLAYED);
}

interface Approximated {
  readonly lane: SimulatedLane;
  readonly method: Approximation['method'];
  readonly played: number;
}

type Method = (scenario: Scenario, id: SimLaneId, play: PlayExactly, most: number) => Approximated;

function methodOf({ arrivals, lanes }: Scenario, id: SimLaneId): Method {
  if (id === 'batch') return byItems;
  if (id === 'edge') return byDevices;
  const { online } = lanes;
  if (id !== 'online' || !online) return byPart;
  const rates = rateCurve(arrivals, 1);
  if (!rates) return byPart;
  const isFull = rates.isSteady && rates.meanOf(0, 1) >= NEAR_FULL * mostPerSecond(online);
  return rates.isSteady && !isFull ? byPart : byHours;
}

/** The first requests, and as many times as many: where the rate stays what it is. */
const byPart: Method = (scenario, id, play, most) => {
  const requests = Math.min(most, scenario.requests);
  const lane = play({ ...scenario, requests }, id);
  return { lane: stretched(lane, scenario.requests / requests), method: 'part', played: requests };
};

const byHours: Method = (scenario, id, play) => {
  const { online } = scenario.lanes;
  const rates = rateCurve(scenario.arrivals, scenario.requests);
  if (!online || !rates) return byPart(scenario, id, play, PLAYED);
  let played = 0;
  const lane = hoursOf(scenario.requests, online, rates, (perSecond, servers) => {
    played += PLAYED_A_RATE;
    const pool = { ...online, servers, autoscaling: null };
    return play(
      { ...scenario, requests: PLAYED_A_RATE, arrivals: { kind: 'poisson', perSecond }, lanes: { online: pool } },
      'online',
    );
  });
  return { lane, method: 'hours', played };
};

/** Some of the devices, with their requests: devices know nothing of one another. */
const byDevices: Method = (scenario, id, play, most) => {
  const { clients, requests } = scenario;
  const share = most / requests;
  const count = Math.max(1, Math.round((clients?.count ?? 1) * share));
  // A device more or less asks as often as it did.
  const ofThese = count / (clients?.count ?? 1);
  const played = Math.min(most, Math.max(1, Math.round(requests * ofThese)));
  const fewer = {
    ...scenario,
    requests: played,
    arrivals: slower(scenario.arrivals, ofThese),
    clients: clients && { ...clients, count },
  };
  const lane = play(fewer, id);
  // Of the devices, and of the time: what is played may be neither all of the one nor of the other.
  const devices = 1 / ofThese;
  const times = requests / played / devices;
  const fleet = lane.fleet && {
    ...lane.fleet,
    devices: clients?.count ?? 1,
    // Of each device once, however long it is looked at.
    downloads: Math.round(lane.fleet.downloads * devices),
    downloadedBytes: lane.fleet.downloadedBytes * devices,
    coldStarts: Math.round(lane.fleet.coldStarts * devices * times),
    withoutCharge: Math.round(lane.fleet.withoutCharge * devices * times),
    throttled: Math.round(lane.fleet.throttled * devices * times),
    joules: lane.fleet.joules * devices * times,
  };
  const all = inTheSameTime(scaled(lane, devices), devices);
  return { lane: { ...stretched(all, times), fleet }, method: 'devices', played };
};

/** Items that each stand for many: a chunk of them takes as long as a chunk of the many. */
const byItems: Method = (scenario, id, play, most) => {
  const { batch } = scenario.lanes;
  if (!batch) return byPart(scenario, id, play, most);
  const played = Math.min(most, scenario.requests);
  const times = scenario.requests / played;
  const perItemMs = meanServiceMs(batch.serviceMs, batch.batchSize) / batch.batchSize;
  const chunkItems = Math.max(1, Math.round(batch.chunkItems / times));
  const lane = play(
    {
      ...scenario,
      requests: played,
      arrivals: slower(scenario.arrivals, 1 / times),
      lanes: {
        batch: {
          ...batch,
          ...{ batchSize: 1, chunkItems, serviceMs: { kind: 'constant', value: perItemMs * times } },
          chunkMs: (batch.chunkMs * chunkItems * times) / batch.chunkItems,
        },
      },
    },
    id,
  );
  // An item that stands for many takes as long as they do.
  const all = scaled(lane, times);
  return { lane: { ...inTheSameTime(all, times), busySeconds: lane.busySeconds }, method: 'items', played };
};

/** Fewer requests in the same time stand for more: what is counted a second, or stands in a queue, is as many times as much. */
const inTheSameTime = (lane: SimulatedLane, times: number): SimulatedLane => ({
  ...lane,
  throughputPerSecond: lane.throughputPerSecond * times,
  queueLengthMean: lane.queueLengthMean * times,
  queueLengthMost: Math.round(lane.queueLengthMost * times),
  windows: { ...lane.windows, queue: lane.windows.queue.map((length) => length * times) },
});

/** The same pattern with a share of its requests. Traces and closed loops stay as they are: their users are those that there are. */
function slower(arrivals: Scenario['arrivals'], share: number): Scenario['arrivals'] {
  switch (arrivals.kind) {
    case 'users':
      return { ...arrivals, users: arrivals.users * share };
    case 'ramp':
      return { ...arrivals, fromPerSecond: arrivals.fromPerSecond * share, toPerSecond: arrivals.toPerSecond * share };
    case 'trace':
      return { ...arrivals, gapsMs: arrivals.gapsMs.map((gap) => gap / share) };
    case 'closed':
      return { ...arrivals, users: Math.max(1, Math.round(arrivals.users * share)) };
    default:
      return { ...arrivals, perSecond: arrivals.perSecond * share };
  }
}

/** The method against an exact run of the same scenario, cut short to what can be played. */
function checkedBy(scenario: Scenario, id: SimLaneId, play: PlayExactly): Approximation['checked'] {
  const short = { ...scenario, requests: Math.min(CHECKED, MOST_EXACT_REQUESTS) };
  const exact = play(short, id).latencyMs;
  const near = methodOf(scenario, id)(short, id, play, CHECKED / 5).lane.latencyMs;
  const error = (of: 'mean' | 'p95') => (exact && near && exact[of] > 0 ? near[of] / exact[of] - 1 : null);
  return { requests: short.requests, meanError: error('mean'), p95Error: error('p95') };
}
