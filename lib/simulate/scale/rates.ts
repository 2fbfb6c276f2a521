import type { Arrivals } from '../scenario/scenario';
import { daily, dayShape } from '../world/day-curve';
import { rampMoment } from '../world/source';

const WEEK_MS = 604_800_000;
const SECOND_MS = 1000;

/** How often requests come over the time that is looked at; it comes again as it was until all requests have come. */
export interface RateCurve {
  /** ms */
  readonly spanMs: number;
  /** Whether the rate stays the same. */
  readonly isSteady: boolean;
  /** Requests a second, on the mean between two moments. */
  meanOf(fromMs: number, toMs: number): number;
}

const STEPS = 32;
const STEP_MS = 60_000;

/** @param requests how many come in all @returns `null` of a closed loop, whose rate is the lane's own */
export function rateCurve(arrivals: Arrivals, requests: number): RateCurve | null {
  const steady = (perSecond: number): RateCurve => ({
    spanMs: (requests * SECOND_MS) / perSecond,
    isSteady: true,
    meanOf: () => perSecond,
  });
  switch (arrivals.kind) {
    case 'constant':
    case 'poisson':
    case 'bursts':
      return steady(arrivals.perSecond);
    case 'trace': {
      const meanMs = arrivals.gapsMs.reduce((sum, gap) => sum + gap, 0) / arrivals.gapsMs.length;
      return steady(SECOND_MS / meanMs);
    }
    case 'ramp': {
      const { fromPerSecond, toPerSecond, overMs } = arrivals;
      const at = (ms: number) => fromPerSecond + (toPerSecond - fromPerSecond) * Math.min(1, ms / overMs);
      const spanMs = rampMoment(requests, fromPerSecond / SECOND_MS, toPerSecond / SECOND_MS, overMs);
      return { spanMs, isSteady: false, meanOf: meanBySteps(at) };
    }
    case 'daily':
    case 'users': {
      const { perSecond, shape } = daily(arrivals);
      const curve = dayShape(shape);
      const at = (ms: number) => perSecond * curve.at(ms);
      return { spanMs: untilCome(at, requests), isSteady: false, meanOf: meanBySteps(at) };
    }
    case 'closed':
      return null;
  }
}

/** When so many are expected to have come, ms; a week at most. */
function untilCome(at: (ms: number) => number, requests: number): number {
  let come = 0;
  for (let ms = 0; ms < WEEK_MS; ms += STEP_MS) {
    const more = (at(ms + STEP_MS / 2) * STEP_MS) / SECOND_MS;
    if (come + more >= requests) return ms + (STEP_MS * (requests - come)) / more;
    come += more;
  }
  return WEEK_MS;
}

const meanBySteps = (at: (ms: number) => number) => (fromMs: number, toMs: number) => {
  let sum = 0;
  for (let step = 0; step < STEPS; step++) sum += at(fromMs + ((step + 0.5) / STEPS) * (toMs - fromMs));
  return sum / STEPS;
};
