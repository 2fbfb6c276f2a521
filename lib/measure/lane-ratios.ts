import type { Rate, RateRatio } from './rate-ratio';
import { rateRatioOf } from './rate-ratio';
import type { LaneSummary } from './summary';

/** Figures of a lane that are compared as ratios; the larger is the better but for CPU time. */
export const RATIO_MEASURES = ['itemsPerSecond', 'itemsPerComputeSecond', 'cpuSecondsPer1000'] as const;
export type RatioMeasure = (typeof RATIO_MEASURES)[number];

/** How many times a lane's figure is in another's, the larger over the smaller. */
export interface LaneRatio {
  readonly measure: RatioMeasure;
  readonly larger: LaneSummary;
  readonly smaller: LaneSummary;
  readonly ratio: RateRatio;
}

/** The ratios of two lanes that are known. CPU time is counted once a run, so its ratio has no interval. */
export function laneRatiosOf(a: LaneSummary, b: LaneSummary): readonly LaneRatio[] {
  return RATIO_MEASURES.flatMap((measure) => {
    const inA = rateOf(a, measure);
    const inB = rateOf(b, measure);
    if (!inA || !inB) return [];
    const [larger, smaller] = inA.value >= inB.value ? [a, b] : [b, a];
    const ratio = larger === a ? rateRatioOf(inA, inB) : rateRatioOf(inB, inA);
    return ratio ? [{ measure, larger, smaller, ratio }] : [];
  });
}

function rateOf(summary: LaneSummary, measure: RatioMeasure): Rate | null {
  const { itemsPerSecond, throughputInterval, itemsPerComputeSecond, computeRateInterval, resources } = summary;
  const value = {
    itemsPerSecond,
    itemsPerComputeSecond,
    cpuSecondsPer1000: resources?.cpuSecondsPer1000 ?? null,
  }[measure];
  if (value === null) return null;
  const interval = {
    itemsPerSecond: throughputInterval,
    itemsPerComputeSecond: computeRateInterval,
    cpuSecondsPer1000: null,
  };
  return { value, interval: interval[measure] };
}
