import { standingByCpu, standingByMedian, standingByRate } from './compare';
import type { LaneId } from './lane-record';
import type { Standing } from './standing';
import type { LaneSummary } from './summary';

/**
 * A lane that is ahead of every other; `unclear` when it cannot be told from some, `too-noisy` when nor could it be if they
 * were far apart (SPEC 6.8); `null` with fewer than two to compare.
 */
export type FirstLane = LaneId | 'unclear' | 'too-noisy' | null;

interface First {
  readonly lane: FirstLane;
  /** The lane with the best figure, and those it cannot be told from; one where the first is clear. */
  readonly contenders: readonly LaneId[];
  /** Those that were compared, the best first: lanes without the figure, or counted otherwise, are not among them. */
  readonly ranked: readonly LaneId[];
}

/**
 * Who was first in what: three answers to three questions, never one winner (SPEC 6.6). Each with the figure of the best
 * lane and of the next best, which are `null` where there is no such lane.
 */
export interface Firsts {
  /** First to answer: the lowest median latency, by the test of SPEC 6.4 against every other lane. ms */
  readonly first: First & { readonly medianMs: number | null; readonly nextMs: number | null };
  /** Most work: answers per thread-second of compute, by the interval of the ratio to every other lane. */
  readonly work: First & { readonly perComputeSecond: number | null; readonly nextPerComputeSecond: number | null };
  /** Least used: CPU-seconds per 1000 answers, of the lanes where they are counted alike (SPEC 7.8), from a factor of 1.25 on. */
  readonly least: First & { readonly cpuSecondsPer1000: number | null; readonly nextCpuSecondsPer1000: number | null };
}

export function firstsOf(summaries: readonly LaneSummary[]): Firsts {
  const first = standingByMedian(summaries);
  const work = standingByRate(summaries, 'itemsPerComputeSecond');
  const least = standingByCpu(summaries);
  return {
    first: { ...firstOf(first), medianMs: figure(first, 0), nextMs: figure(first, 1) },
    work: { ...firstOf(work), perComputeSecond: figure(work, 0), nextPerComputeSecond: figure(work, 1) },
    least: { ...firstOf(least), cpuSecondsPer1000: figure(least, 0), nextCpuSecondsPer1000: figure(least, 1) },
  };
}

const figure = ({ ranked }: Standing, place: number) => ranked[place]?.value ?? null;

function firstOf({ ranked, state, contenders }: Standing): First {
  const idOf = ({ summary }: Standing['ranked'][number]) => summary.id;
  return { lane: laneOf(ranked[0]?.summary, state), contenders: contenders.map(idOf), ranked: ranked.map(idOf) };
}

function laneOf(best: LaneSummary | undefined, state: Standing['state']): FirstLane {
  if (!best || state === 'alone') return null;
  if (state === 'clear') return best.id;
  return state === 'too-noisy' ? 'too-noisy' : 'unclear';
}
