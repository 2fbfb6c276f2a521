import { type Difference, differenceOf } from './difference';
import type { LaneSummary } from './summary';

export interface MedianLane {
  readonly summary: LaneSummary;
  readonly medianMs: number;
  readonly low: number;
  readonly high: number;
}

/** Lanes whose median is earned, the soonest first. */
export function lanesByMedian(summaries: readonly LaneSummary[]): readonly MedianLane[] {
  return summaries
    .flatMap((summary) => {
      const median = summary.latency.p50;
      return median.state === 'earned'
        ? [{ summary, medianMs: median.valueMs, low: median.low, high: median.high }]
        : [];
    })
    .sort((a, b) => a.medianMs - b.medianMs);
}

/** How the latencies of two lanes differ, a against b (SPEC 6.4). */
export function latencyDifference(a: LaneSummary, b: LaneSummary): Difference {
  return differenceOf(
    { sortedMs: a.sorted.latencyMs, correlation: a.correlation },
    { sortedMs: b.sorted.latencyMs, correlation: b.correlation },
  );
}

/** Whether a lane is really the sooner of two: the difference is real, and in its favour. */
export function isSooner({ verdict, superiority }: Difference): boolean {
  return verdict === 'real' && (superiority ?? 0) > 0.5;
}

/** A figure without an interval of its own is only called different from this factor on (SPEC 6.2). */
export const PLAIN_FACTOR = 1.25;

export interface CpuLane {
  readonly summary: LaneSummary;
  readonly cpuSecondsPer1000: number;
}

/** Lanes whose CPU time is known and above 0, the most frugal first. */
export function lanesByCpu(summaries: readonly LaneSummary[]): readonly CpuLane[] {
  return summaries
    .flatMap((summary) => {
      const cpuSecondsPer1000 = summary.resources?.cpuSecondsPer1000 ?? 0;
      return cpuSecondsPer1000 > 0 ? [{ summary, cpuSecondsPer1000 }] : [];
    })
    .sort((a, b) => a.cpuSecondsPer1000 - b.cpuSecondsPer1000);
}
