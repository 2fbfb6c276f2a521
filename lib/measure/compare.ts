import { type Difference, differenceOf } from './difference';
import { CPU_METHODS } from './resources';
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

/**
 * Lanes whose CPU time is known, above 0 and counted alike, the most frugal first (SPEC 7.8): of several kinds, the kind that
 * most lanes have. The time of whole processes, which files of before hold, is alike in no two lanes.
 */
export function lanesByCpu(summaries: readonly LaneSummary[]): readonly CpuLane[] {
  const known = summaries.flatMap((summary) => {
    const cpuSecondsPer1000 = summary.resources?.cpuSecondsPer1000 ?? 0;
    const method = summary.resources?.cpuMethod;
    return cpuSecondsPer1000 > 0 && method !== 'process' ? [{ summary, cpuSecondsPer1000, method }] : [];
  });
  const kinds = CPU_METHODS.map((kind) => known.filter(({ method }) => method === kind));
  const [most = []] = kinds.sort((a, b) => b.length - a.length);
  return most
    .map(({ summary, cpuSecondsPer1000 }) => ({ summary, cpuSecondsPer1000 }))
    .sort((a, b) => a.cpuSecondsPer1000 - b.cpuSecondsPer1000);
}

/** Whether the CPU time of two lanes may be set against each other. */
export function isCpuAlike(a: LaneSummary, b: LaneSummary): boolean {
  return lanesByCpu([a, b]).length === 2;
}
