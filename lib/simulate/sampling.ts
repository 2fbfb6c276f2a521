import type { Noted } from './events/requests';
import type { SimLaneId } from './scenario/lanes-schema';
import type { Scenario } from './scenario/scenario';
import { peakRate } from './world/peak-rate';

/** For a picture: so many requests of each lane at most, of which the lane is seen from a moment on. */
export interface PictureSample {
  readonly most: number;
  /** ms */
  readonly fromMs: number;
}

/** What is told of requests one by one: of each lane so many, from the first on; or what a picture of it needs. */
export type Sample = number | PictureSample;

/** Of a sample that begins later, what comes so long before it is noted, too: it may be under way when it begins. ms */
const LEAD_MS = 60_000;
/** But no more of them than this share. */
const LEAD_SHARE = 0.2;

/**
 * Of a job, a picture has requests of all the time, each for many: a chunk has many, and is seen though not all of them are. Elsewhere it has all that
 * come from a moment on, for else it would show servers idle that are not.
 */
export function notedOf(scenario: Scenario, id: SimLaneId, sample: Sample): Noted {
  const { requests } = scenario;
  if (typeof sample === 'number') return { size: Math.min(sample, requests), every: 1, fromMs: 0, shownFromMs: 0 };
  const { most, fromMs } = sample;
  if (id === 'batch') {
    const every = Math.max(1, Math.ceil(requests / most));
    return { size: Math.ceil(requests / every), every, fromMs: 0, shownFromMs: 0 };
  }
  const leadMs = Math.min(LEAD_MS, (LEAD_SHARE * most * 1000) / (peakRate(scenario) ?? 1));
  return { size: Math.min(most, requests), every: 1, fromMs: Math.max(0, fromMs - leadMs), shownFromMs: fromMs };
}
