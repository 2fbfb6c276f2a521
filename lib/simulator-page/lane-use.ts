import type { Assumptions } from '../measure/assumptions';
import { estimateOf } from '../measure/estimates';
import type { Online } from '../simulate/scenario/lanes-schema';
import type { Scenario } from '../simulate/scenario/scenario';
import type { SimulatedLane } from '../simulate/simulated-lane';

/** What a simulated lane took for its answers: simulated seconds and bytes, and what is assumed of them. */
export interface LaneUse {
  /** Over the network, both ways, downloads of the model among them; of an answer. */
  readonly bytesPerAnswer: number;
  /** Of a million answers. J */
  readonly joules: number;
  /** The same in money: cores as long as they are paid for, busy or not, and traffic. The start of a job's run is paid for on each of its workers. USD */
  readonly operatorUsd: number;
  /** Of that, what the servers take: they are paid for whether they have work or not. USD */
  readonly serverUsd: number;
  /** What owners of devices pay for electricity. USD */
  readonly userUsd: number;
}

const MILLION = 1_000_000;

/** `null` where nothing was answered. */
export function laneUse(scenario: Scenario, lane: SimulatedLane, assumptions: Assumptions): LaneUse | null {
  const { completed } = lane;
  if (completed === 0) return null;
  const pools = poolsOf(scenario, lane);
  const ofPools = pools.reduce((sum, { busySeconds }) => sum + busySeconds, 0);
  const ofDevices = lane.fleet ? Math.max(0, lane.busySeconds - ofPools) : 0;
  const jobSeconds = lane.fleet ? 0 : Math.max(0, lane.busySeconds - ofPools);
  const serverSeconds = pools.reduce((sum, one) => sum + one.paidSeconds, 0);
  const paidSeconds = serverSeconds + jobSeconds + startSeconds(scenario, lane);
  const { requestBytes = 0, answerBytes = 0 } = scenario.clients ?? {};
  const { sent, answered } = messages(lane);
  const basis = {
    bytesSentPerItem: (sent * requestBytes) / completed,
    bytesReceivedPerItem: (answered * answerBytes + (lane.fleet?.downloadedBytes ?? 0)) / completed,
    bytesOnceCold: 0,
  };
  const of = (seconds: number) => ({ ...basis, cpuSecondsPer1000: (seconds * 1000) / completed });
  const busy = estimateOf('online', of(ofPools + jobSeconds), assumptions, MILLION);
  const paid = estimateOf('online', of(paidSeconds), assumptions, MILLION);
  const others = estimateOf('online', of(paidSeconds - serverSeconds), assumptions, MILLION);
  const device = estimateOf(
    'edge',
    { ...of(ofDevices), bytesSentPerItem: 0, bytesReceivedPerItem: 0 },
    assumptions,
    MILLION,
  );
  return {
    bytesPerAnswer: basis.bytesSentPerItem + basis.bytesReceivedPerItem,
    joules: (busy.joules ?? 0) + (device.joules ?? 0),
    operatorUsd: paid.operatorUsd ?? 0,
    serverUsd: (paid.operatorUsd ?? 0) - (others.operatorUsd ?? 0),
    userUsd: device.userUsd ?? 0,
  };
}

/** Cores of servers: how long they were busy, and how long they were paid for. s */
function poolsOf({ lanes }: Scenario, { id, pools }: SimulatedLane) {
  const servers: readonly (Online | undefined)[] =
    id === 'cascade' ? [lanes.cascade?.small, lanes.cascade?.big] : [onlineOf(lanes, id)];
  return pools.map(({ serverSeconds, busySeconds }, index) => ({
    paidSeconds: serverSeconds * (servers[index]?.workersPerServer ?? 1),
    busySeconds,
  }));
}

/** What the starts of a job's runs take, on all of its workers; s. */
function startSeconds({ lanes }: Scenario, { id, job }: SimulatedLane): number {
  const batch = id === 'cacheThenOnline' ? lanes.cacheThenOnline?.batch : lanes.batch;
  return job && batch ? (job.runs * batch.workers * batch.startUpMs) / 1000 : 0;
}

function onlineOf(lanes: Scenario['lanes'], id: SimulatedLane['id']): Online | undefined {
  if (id === 'online') return lanes.online;
  if (id === 'edgeThenOnline') return lanes.edgeThenOnline?.online;
  return id === 'cacheThenOnline' ? lanes.cacheThenOnline?.online : undefined;
}

/** Requests that went over the network, and answers that came back. */
function messages({ id, pools, requests, completed }: SimulatedLane) {
  if (id === 'edge') return { sent: 0, answered: 0 };
  if (id === 'batch' || id === 'cacheThenOnline') return { sent: requests, answered: completed };
  const sent = pools[0]?.attempts ?? requests;
  return { sent, answered: Math.min(sent, completed) };
}
