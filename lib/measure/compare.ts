import { type Difference, differenceOf } from './difference';
import { flipped } from './flipped';
import type { Interval } from './interval';
import { type RatioVerdict, rateRatioOf } from './rate-ratio';
import { CPU_METHODS } from './resources';
import { type RankedLane, type Standing, standingOf } from './standing';
import type { LaneSummary } from './summary';

/** Lanes whose median is earned, the soonest first. ms */
function lanesByMedian(summaries: readonly LaneSummary[]): readonly RankedLane[] {
  return summaries
    .flatMap((summary) => {
      const median = summary.latency.p50;
      return median.state === 'earned' ? [{ summary, value: median.valueMs }] : [];
    })
    .sort((a, b) => a.value - b.value);
}

/**
 * Lanes whose CPU time is known, above 0 and counted alike, the most frugal first (SPEC 7.8): of several kinds, the kind that
 * most lanes have. The time of whole processes, which files of before hold, is alike in no two lanes. CPU-seconds per 1000
 * answers
 */
export function lanesByCpu(summaries: readonly LaneSummary[]): readonly RankedLane[] {
  const known = summaries.flatMap((summary) => {
    const value = summary.resources?.cpuSecondsPer1000 ?? 0;
    const method = summary.resources?.cpuMethod;
    return value > 0 && method !== 'process' ? [{ summary, value, method }] : [];
  });
  const kinds = CPU_METHODS.map((kind) => known.filter(({ method }) => method === kind));
  const [most = []] = kinds.sort((a, b) => b.length - a.length);
  return most.map(({ summary, value }) => ({ summary, value })).sort((a, b) => a.value - b.value);
}

/** A rate of a lane, with its interval. */
export type RateOf = 'itemsPerSecond' | 'itemsPerComputeSecond';
const INTERVAL_OF = { itemsPerSecond: 'throughputInterval', itemsPerComputeSecond: 'computeRateInterval' } as const;
export const rateIntervalOf = (summary: LaneSummary, of: RateOf): Interval | null => summary[INTERVAL_OF[of]];

/** Lanes whose rate is known and above 0, the highest first. A second */
function lanesByRate(summaries: readonly LaneSummary[], of: RateOf): readonly RankedLane[] {
  return summaries
    .flatMap((summary) => {
      const value = summary[of] ?? 0;
      return value > 0 ? [{ summary, value }] : [];
    })
    .sort((a, b) => b.value - a.value);
}

/** Every pair is tested once: tables and sentences speak of the very same difference. */
const tested = new WeakMap<LaneSummary, WeakMap<LaneSummary, Difference>>();

/** How the latencies of two lanes differ, a against b (SPEC 6.4). */
export function latencyDifference(a: LaneSummary, b: LaneSummary): Difference {
  const known = tested.get(a)?.get(b);
  if (known) return known;
  const back = tested.get(b)?.get(a);
  const difference = back
    ? flipped(back)
    : differenceOf(
        { sortedMs: a.sorted.latencyMs, worth: a.worth.p50 },
        { sortedMs: b.sorted.latencyMs, worth: b.worth.p50 },
      );
  const ofA = tested.get(a) ?? new WeakMap<LaneSummary, Difference>();
  tested.set(a, ofA.set(b, difference));
  return difference;
}

/** Who answers first, by the test of SPEC 6.4 against every other lane. */
export function standingByMedian(summaries: readonly LaneSummary[]): Standing {
  return standingOf(lanesByMedian(summaries), (best, other) => latencyDifference(best.summary, other.summary).verdict);
}

/** Who makes most of a second, by the interval of the ratio to every other lane (SPEC 6.1). */
export function standingByRate(summaries: readonly LaneSummary[], of: RateOf): Standing {
  return standingOf(lanesByRate(summaries, of), rateVerdict(of));
}

/** Who is behind every other lane. */
export function standingOfSlowest(summaries: readonly LaneSummary[], of: RateOf): Standing {
  return standingOf([...lanesByRate(summaries, of)].reverse(), rateVerdict(of));
}

/** Who uses least CPU time, by a factor of 1.25 (SPEC 6.2). */
export function standingByCpu(summaries: readonly LaneSummary[]): Standing {
  return standingOf(lanesByCpu(summaries), (least, other) => plainVerdict(least.value, other.value));
}

/** Whether a lane that answered is not ranked, for its CPU time is counted in another way (SPEC 7.8) or not known. */
export function isCpuOfSome(summaries: readonly LaneSummary[]): boolean {
  const ofSome = summaries.filter(({ resources, counts }) =>
    resources ? (resources.cpuSecondsPer1000 ?? 0) > 0 : counts.completed > 0,
  );
  return lanesByCpu(summaries).length < ofSome.length;
}

/** Whether the CPU time of two lanes may be set against each other. */
export function isCpuAlike(a: LaneSummary, b: LaneSummary): boolean {
  return lanesByCpu([a, b]).length === 2;
}

/** The verdict on two figures without an interval. */
export function plainVerdict(a: number, b: number): RatioVerdict {
  return rateRatioOf({ value: a, interval: null }, { value: b, interval: null })?.verdict ?? 'not-shown';
}

const rateVerdict = (of: RateOf) => (best: RankedLane, other: RankedLane) =>
  rateRatioOf(
    { value: best.value, interval: rateIntervalOf(best.summary, of) },
    { value: other.value, interval: rateIntervalOf(other.summary, of) },
  )?.verdict ?? 'not-shown';
