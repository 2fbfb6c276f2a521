import { standingByCpu, standingByMedian, standingByRate } from './compare';
import type { LaneId } from './lane-record';
import type { Standing } from './standing';
import type { LaneSummary } from './summary';

/**
 * A lane that is ahead of every other; `unclear` when it cannot be told from some, `too-noisy` when nor could it be if they
 * were far apart (SPEC 6.8); `null` with fewer than two to compare.
 */
export type FirstLane = LaneId | 'unclear' | 'too-noisy' | null;

/** Lanes without the figure, or counted otherwise, are not among those compared. */
interface First extends Pick<Standing, 'ranked' | 'contenders'> {
  readonly lane: FirstLane;
}

/** Who was first in what: three answers to three questions, never one winner (SPEC 6.6). */
export interface Firsts {
  /** First to answer: the lowest median latency, by the test of SPEC 6.4 against every other lane. ms */
  readonly first: First;
  /** Most work: answers per thread-second of compute, by the interval of the ratio to every other lane. */
  readonly work: First;
  /** Least used: CPU-seconds per 1000 answers, of the lanes where they are counted alike (SPEC 7.8), from a factor of 1.25 on. */
  readonly least: First;
}

export function firstsOf(summaries: readonly LaneSummary[]): Firsts {
  return {
    first: firstOf(standingByMedian(summaries)),
    work: firstOf(standingByRate(summaries, 'itemsPerComputeSecond')),
    least: firstOf(standingByCpu(summaries)),
  };
}

const firstOf = ({ ranked, state, contenders }: Standing): First => ({
  lane: laneOf(ranked[0]?.summary, state),
  ranked,
  contenders,
});

function laneOf(best: LaneSummary | undefined, state: Standing['state']): FirstLane {
  if (!best || state === 'alone') return null;
  if (state === 'clear') return best.id;
  return state === 'too-noisy' ? 'too-noisy' : 'unclear';
}
