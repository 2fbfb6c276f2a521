import { numberIn } from './little';
import type { TheoryPercentiles } from './percentiles';

/** A queue in front of equal servers, first come first served. */
export interface QueueLoad {
  /** Requests that arrive, 1/s; more than 0. */
  readonly perSecond: number;
  /** Mean time that one server works for one request, ms; 0 or more. */
  readonly serviceMs: number;
  /** 1 or more. */
  readonly servers: number;
}

/** A queue in front of one server. */
export type SingleLoad = Omit<QueueLoad, 'servers'>;

/** What a queue settles at. Times are of the requests that are not turned away. */
export interface SteadyState {
  readonly state: 'steady';
  /** Share of the time that a server works, 0..1. */
  readonly utilisation: number;
  /** From arrival to start of service, ms. */
  readonly waitMsMean: number;
  /** From arrival to end of service, ms. */
  readonly latencyMsMean: number;
  /** Requests that wait, on the mean over time; those in service are not among them. */
  readonly queueLengthMean: number;
  /** Share of requests that wait at all; `null` where no formula tells. */
  readonly chanceToWait: number | null;
  /** Share of requests that are turned away. */
  readonly lossShare: number;
  /** `null` where no formula tells. */
  readonly waitMs: TheoryPercentiles | null;
  /** `null` where no formula tells. */
  readonly latencyMs: TheoryPercentiles | null;
}

/** More work comes than the servers can do, or just as much: the queue grows without end (SPEC 1.1). */
export interface NoSteadyState {
  readonly state: 'no-steady-state';
  /** Work that comes over what the servers can do: 1 or more. */
  readonly offeredUtilisation: number;
}

export type QueueFigures = SteadyState | NoSteadyState;

/** Work that comes, in servers that it would keep busy (erlangs): arrivals a second times seconds of service. */
export function offeredLoad({ perSecond, serviceMs }: SingleLoad): number {
  return (perSecond * serviceMs) / 1000;
}

/**
 * Work that comes over what the servers can do (SPEC 1.1).
 * @throws RangeError for a rate, a time or a number of servers that cannot be
 */
export function offeredUtilisation(load: QueueLoad): number {
  const { perSecond, serviceMs, servers } = load;
  if (!(perSecond > 0 && perSecond < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`The rate of arrivals must be above 0, not ${perSecond} a second.`);
  }
  if (!(serviceMs >= 0 && serviceMs < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`The time of service must be 0 ms or more, not ${serviceMs}.`);
  }
  if (!(Number.isInteger(servers) && servers >= 1)) {
    throw new RangeError(`The number of servers must be a whole number from 1 on, not ${servers}.`);
  }
  return offeredLoad(load) / servers;
}

/** @throws RangeError for a coefficient of variation that cannot be */
export function requireSpread(cv: number): void {
  if (cv >= 0 && cv < Number.POSITIVE_INFINITY) return;
  throw new RangeError(`A coefficient of variation must be 0 or more, not ${cv}.`);
}

/** What differs from one formula to the next. */
interface Told {
  readonly waitMsMean: number;
  readonly chanceToWait?: number | null;
  readonly lossShare?: number;
  readonly waitMs?: TheoryPercentiles | null;
  readonly latencyMs?: TheoryPercentiles | null;
}

/** The figures that follow from the mean wait and the loss: by Little's law the queue (SPEC 1.2), by the work done the utilisation. */
export function steadyState(load: QueueLoad, told: Told): SteadyState {
  const { waitMsMean, chanceToWait = null, lossShare = 0, waitMs = null, latencyMs = null } = told;
  const served = { ...load, perSecond: load.perSecond * (1 - lossShare) };
  return {
    state: 'steady',
    utilisation: offeredLoad(served) / load.servers,
    waitMsMean,
    latencyMsMean: waitMsMean + load.serviceMs,
    queueLengthMean: numberIn(served.perSecond, waitMsMean),
    ...{ chanceToWait, lossShare, waitMs, latencyMs },
  };
}

/**
 * Figures of a queue without a limit, or that it has none (SPEC 1.1).
 * @param told is only asked of a load below 1
 */
export function unlimited(load: QueueLoad, told: (utilisation: number) => Told): QueueFigures {
  const utilisation = offeredUtilisation(load);
  if (utilisation >= 1) return { state: 'no-steady-state', offeredUtilisation: utilisation };
  return steadyState(load, told(utilisation));
}
