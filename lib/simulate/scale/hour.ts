import type { Online } from '../scenario/lanes-schema';
import type { SimulatedLane } from '../simulated-lane';
import { backlogWindow, mostWaiting } from './backlog';
import { mostPerSecond } from './mean-service';
import type { Stratum } from './mixture';

/** From this share of what can be done on, a queue is taken as a backlog: it would take longer than a window to settle. */
const BACKLOG_FROM = 0.98;
/** A queue that is worked off in less than this share of a window has no backlog that goes on to the next. */
const SHORT_SHARE = 0.1;
/** What is in a backlog, in so many parts of equal length. */
const PARTS = 24;

/** Plays the pool under a steady rate. */
export type PlaySteady = (perSecond: number, servers: number) => SimulatedLane;

/** What became of the requests of one window; counts are of requests, and need not be whole. */
export interface Hour {
  readonly came: number;
  readonly completed: number;
  readonly rejected: number;
  readonly timedOut: number;
  readonly failed: number;
  readonly servers: number;
  readonly busyShare: number;
  readonly queue: number;
  readonly mostQueued: number;
  /** Requests that still wait at its end. */
  readonly waiting: number;
  readonly waits: readonly Stratum[];
  readonly latencies: readonly Stratum[];
}

interface Asked {
  readonly pool: Online;
  /** Requests a second. */
  readonly perSecond: number;
  readonly widthMs: number;
  /** Requests that wait at its start. */
  readonly waiting: number;
  readonly steady: PlaySteady;
}

/** One window: as if its rate had always been what it is; and where more comes than can be done, or waits from before, a fluid queue. */
export function hourOf(asked: Asked): Hour {
  const { pool, perSecond, widthMs, waiting } = asked;
  const servers = serversAt(pool, perSecond);
  const done = mostPerSecond(pool, servers);
  const came = (perSecond * widthMs) / 1000;
  const parts: HourPart[] = [];
  let share = 0;
  let after = 0;
  const most = mostWaiting(pool, done);
  // A short queue is full, or empty again, in no time: it settles under any load.
  const isShort = (most * 1000) / done < SHORT_SHARE * widthMs;
  if (!isShort && (waiting > 0 || perSecond >= BACKLOG_FROM * done)) {
    const backlog = backlogWindow(perSecond, done, waiting, most, widthMs);
    share = backlog.share;
    after = backlog.to;
    parts.push(inBacklog(asked, came, asked.steady(done / 2, servers), backlog));
  }
  if (share < 1 && came > 0)
    parts.push(
      inSteadyState(
        came * (1 - share),
        1 - share,
        asked.steady(isShort ? perSecond : Math.min(perSecond, BACKLOG_FROM * done), servers),
      ),
    );
  const sum = (of: (part: HourPart) => number) => parts.reduce((total, part) => total + of(part), 0);
  const [rejected, timedOut, failed] = [
    sum((one) => one.rejected),
    sum((one) => one.timedOut),
    sum((one) => one.failed),
  ];
  return {
    ...{ came, rejected, timedOut, failed, servers, waiting: after },
    completed: came - rejected - timedOut - failed,
    busyShare: Math.min(
      1,
      sum((one) => one.busyShare),
    ),
    queue: sum((one) => one.queue),
    mostQueued: Math.max(0, ...parts.map((one) => one.mostQueued)),
    waits: parts.flatMap(({ waits }) => waits),
    latencies: parts.flatMap(({ latencies }) => latencies),
  };
}

type HourPart = Pick<
  Hour,
  'rejected' | 'timedOut' | 'failed' | 'busyShare' | 'queue' | 'mostQueued' | 'waits' | 'latencies'
>;

function inBacklog(
  { pool }: Asked,
  came: number,
  base: SimulatedLane,
  backlog: ReturnType<typeof backlogWindow>,
): HourPart {
  const { share, shedShare, firstWaitMs, lastWaitMs, from, to, mean } = backlog;
  const shed = came * shedShare;
  const weight = Math.max(0, came * share - shed) / PARTS;
  const { timeoutMs } = pool.client;
  const all = Array.from({ length: PARTS }, (_, part) => {
    const waitMs = firstWaitMs + ((part + 0.5) / PARTS) * (lastWaitMs - firstWaitMs);
    return { waitMs, latencyMs: waitMs + (base.latencyMs?.mean ?? 0) };
  });
  const answered = all.filter(({ latencyMs }) => timeoutMs === null || latencyMs <= timeoutMs);
  const isDropped = pool.queueMost === null;
  return {
    rejected: isDropped ? 0 : shed,
    timedOut: (isDropped ? shed : 0) + weight * (PARTS - answered.length),
    ...{ failed: 0, busyShare: share, queue: mean, mostQueued: Math.max(from, to) },
    waits: answered.map(({ waitMs }) => ({ weight, mean: waitMs, curve: [waitMs] })),
    latencies: answered.map(({ waitMs, latencyMs }) => ({
      ...{ weight, mean: latencyMs },
      curve: base.curveMs.map((ms) => ms + waitMs),
    })),
  };
}

function inSteadyState(came: number, share: number, lane: SimulatedLane): HourPart {
  const of = (count: number) => (came * count) / lane.requests;
  const weight = of(lane.completed);
  return {
    ...{ rejected: of(lane.rejected), timedOut: of(lane.timedOut), failed: of(lane.failed) },
    ...{ busyShare: lane.utilisation * share, queue: lane.queueLengthMean * share, mostQueued: lane.queueLengthMost },
    waits: [{ weight, mean: lane.waitMs?.mean ?? 0, curve: lane.waitCurveMs }],
    latencies: [{ weight, mean: lane.latencyMs?.mean ?? 0, curve: lane.curveMs }],
  };
}

/** As many as the autoscaler would settle at. */
function serversAt(pool: Online, perSecond: number): number {
  const { autoscaling, servers } = pool;
  if (!autoscaling) return servers;
  const wanted = Math.ceil(perSecond / (mostPerSecond(pool, 1) * autoscaling.targetUtilisation));
  return Math.min(autoscaling.most, Math.max(autoscaling.least, wanted));
}
