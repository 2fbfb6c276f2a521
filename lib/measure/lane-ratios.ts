import { isCpuAlike } from './compare';
import type { Interval } from './interval';
import { type Rate, type RateRatio, rateRatioOf } from './rate-ratio';
import type { LaneSummary } from './summary';

/** Figures of a lane that are compared as ratios. */
const RATIO_MEASURES = ['itemsPerSecond', 'itemsPerComputeSecond', 'cpuSecondsPer1000'] as const;
type RatioMeasure = (typeof RATIO_MEASURES)[number];

/** How many times a lane's figure is in another's, the larger over the smaller. */
interface LaneRatio {
  readonly larger: LaneSummary;
  readonly smaller: LaneSummary;
  readonly ratio: RateRatio;
}

/** One figure, and its ratio in every pair of lanes that has it. */
export interface MeasureRatios {
  readonly measure: RatioMeasure;
  readonly ratios: readonly LaneRatio[];
}

/** The ratios of pairs of lanes, as far as they are known, measure by measure. CPU time is counted once: no interval. */
export function laneRatiosOf(
  pairs: readonly { readonly a: LaneSummary; readonly b: LaneSummary }[],
): readonly MeasureRatios[] {
  return RATIO_MEASURES.map((measure) => ({
    measure,
    ratios: pairs.flatMap(({ a, b }) => {
      if (measure === 'cpuSecondsPer1000' && !isCpuAlike(a, b)) return [];
      const inA = rateOf(a, measure);
      const inB = rateOf(b, measure);
      if (!inA || !inB) return [];
      const isA = inA.value >= inB.value;
      const ratio = isA ? rateRatioOf(inA, inB) : rateRatioOf(inB, inA);
      return ratio ? [{ larger: isA ? a : b, smaller: isA ? b : a, ratio }] : [];
    }),
  })).filter(({ ratios }) => ratios.length > 0);
}

function rateOf(summary: LaneSummary, measure: RatioMeasure): Rate | null {
  const rate = (value: number | null | undefined, interval: Interval | null) =>
    value === null || value === undefined ? null : { value, interval };
  switch (measure) {
    case 'itemsPerSecond':
      return rate(summary.itemsPerSecond, summary.throughputInterval);
    case 'itemsPerComputeSecond':
      return rate(summary.itemsPerComputeSecond, summary.computeRateInterval);
    case 'cpuSecondsPer1000':
      return rate(summary.resources?.cpuSecondsPer1000, null);
  }
}
