import { dueTimes } from '../lanes/due-times';
import type { Scenario } from '../scenario/scenario';
import { meanRate } from '../world/peak-rate';

/** From when on a picture shows a scenario. */
export interface PictureMoment {
  readonly id: 'start' | 'run' | 'peak';
  readonly atMs: number;
}

const HOUR_MS = 3_600_000;
/** Before what is to be seen. ms */
const BEFORE_MS = 60_000;

/** Moments at which something happens that the first requests do not show: the first run of a job, the hour of the peak. In order of time, the start first. */
export function momentsOf(scenario: Scenario): readonly PictureMoment[] {
  const { arrivals, lanes, requests } = scenario;
  const perSecond = meanRate(scenario) ?? Number.POSITIVE_INFINITY;
  const lastMs = (requests * 1000) / perSecond;
  const job = lanes.batch ?? lanes.cacheThenOnline?.batch;
  const all: readonly PictureMoment[] = [
    ...(job ? [{ id: 'run' as const, atMs: dueTimes(job)(0) - BEFORE_MS }] : []),
    ...(arrivals.kind === 'users' || arrivals.kind === 'daily'
      ? [{ id: 'peak' as const, atMs: arrivals.peakHour * HOUR_MS }]
      : []),
  ];
  const later = all.filter(({ atMs }) => atMs > 0 && atMs < lastMs);
  return [{ id: 'start', atMs: 0 }, ...later.toSorted((a, b) => a.atMs - b.atMs)];
}
