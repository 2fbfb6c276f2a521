import type { Online } from '../scenario/lanes-schema';

/** A window in which more comes than can be done, or in which what came before is still being worked off. */
export interface BacklogWindow {
  /** Requests that wait at its start, at its end, and on the mean. */
  readonly from: number;
  readonly to: number;
  readonly mean: number;
  /** How long who comes at its start, and who comes at its end, waits; ms. */
  readonly firstWaitMs: number;
  readonly lastWaitMs: number;
  /** Share of its requests that come while there is a backlog. */
  readonly share: number;
  /** Share of its requests that find no place, or are dropped. */
  readonly shedShare: number;
}

/** The most that can wait: as many as there are places, or as are reached before the deadline. Infinity = no limit. */
export function mostWaiting(pool: Online, mostPerSecond: number): number {
  const queues = pool.balancing === 'shared-queue' ? 1 : pool.servers;
  const places = pool.queueMost === null ? Number.POSITIVE_INFINITY : pool.queueMost * queues;
  const inTime = pool.deadlineMs === null ? Number.POSITIVE_INFINITY : (pool.deadlineMs * mostPerSecond) / 1000;
  return Math.min(places, inTime);
}

/**
 * A fluid queue (Newell, Applications of Queueing Theory, 1982): it grows and shrinks evenly, by what comes less what is done.
 *
 * @param perSecond what comes @param done what is done, of both requests a second @param from requests that wait at the start @param most that can wait
 */
export function backlogWindow(
  perSecond: number,
  done: number,
  from: number,
  most: number,
  widthMs: number,
): BacklogWindow {
  const seconds = widthMs / 1000;
  const growth = perSecond - done;
  const free = from + growth * seconds;
  const to = Math.min(most, Math.max(0, free));
  // It is gone before the end, or full.
  const emptyAfter = growth < 0 ? Math.min(seconds, from / -growth) : seconds;
  const fullAfter = growth > 0 && free > most ? (most - from) / growth : seconds;
  const mean =
    growth < 0
      ? (((from + to) / 2) * emptyAfter) / seconds
      : (((from + to) / 2) * fullAfter + to * (seconds - fullAfter)) / seconds;
  const shed = Math.max(0, free - most);
  return {
    ...{ from, to, mean },
    firstWaitMs: (from * 1000) / done,
    lastWaitMs: (to * 1000) / done,
    share: emptyAfter / seconds,
    shedShare: perSecond > 0 ? shed / (perSecond * seconds) : 0,
  };
}
