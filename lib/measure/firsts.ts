import type { ModeId } from '../modes';
import { isSooner, lanesByCpu, lanesByMedian, latencyDifference, PLAIN_FACTOR } from './compare';
import { differs, type Interval } from './interval';
import type { LaneSummary } from './summary';

/** A lane that is first in something, `alike` when the best two cannot be told apart, `null` with fewer than two to compare. */
export type FirstLane = ModeId | 'alike' | null;

/**
 * Who was first in what: three answers to three questions, never one winner (SPEC 6.6). Each with the figure of the best
 * lane and of the next best, which are `null` where there is no such lane.
 */
export interface Firsts {
  /** First to answer: the lowest median latency, by the test of SPEC 6.4 against every other lane. ms */
  readonly first: { readonly lane: FirstLane; readonly medianMs: number | null; readonly nextMs: number | null };
  /** Most work: answers per thread-second of compute, by their intervals. */
  readonly work: {
    readonly lane: FirstLane;
    readonly perComputeSecond: number | null;
    readonly nextPerComputeSecond: number | null;
  };
  /** Least used: CPU-seconds per 1000 answers, of the lanes where they are counted alike (SPEC 7.8), from a factor of 1.25 on. */
  readonly least: {
    readonly lane: FirstLane;
    readonly cpuSecondsPer1000: number | null;
    readonly nextCpuSecondsPer1000: number | null;
  };
}

export function firstsOf(summaries: readonly LaneSummary[]): Firsts {
  return { first: firstToAnswer(summaries), work: mostWork(summaries), least: leastUsed(summaries) };
}

function firstToAnswer(summaries: readonly LaneSummary[]): Firsts['first'] {
  const [first, ...others] = lanesByMedian(summaries);
  const isFirst = first && others.every((other) => isSooner(latencyDifference(first.summary, other.summary)));
  return {
    lane: laneOf(first?.summary, others.length, isFirst === true),
    medianMs: first?.medianMs ?? null,
    nextMs: others[0]?.medianMs ?? null,
  };
}

function mostWork(summaries: readonly LaneSummary[]): Firsts['work'] {
  const known = summaries
    .flatMap((summary) => {
      const rate = summary.itemsPerComputeSecond;
      return rate === null ? [] : [{ summary, rate, interval: summary.computeRateInterval }];
    })
    .sort((a, b) => b.rate - a.rate);
  const [most, ...others] = known;
  const isMost = most && others.every((other) => isMore(most, other));
  return {
    lane: laneOf(most?.summary, others.length, isMost === true),
    perComputeSecond: most?.rate ?? null,
    nextPerComputeSecond: others[0]?.rate ?? null,
  };
}

interface Rate {
  readonly rate: number;
  readonly interval: Interval | null;
}

/** By the intervals where both rates have one (SPEC 6.1), else by the factor (SPEC 6.2). */
function isMore(a: Rate, b: Rate): boolean {
  return a.interval && b.interval ? differs(a.interval, b.interval) : a.rate >= PLAIN_FACTOR * b.rate;
}

function leastUsed(summaries: readonly LaneSummary[]): Firsts['least'] {
  const [least, ...others] = lanesByCpu(summaries);
  const next = others[0]?.cpuSecondsPer1000 ?? null;
  const isLeast = least && next !== null && next >= PLAIN_FACTOR * least.cpuSecondsPer1000;
  return {
    lane: laneOf(least?.summary, others.length, isLeast === true),
    cpuSecondsPer1000: least?.cpuSecondsPer1000 ?? null,
    nextCpuSecondsPer1000: next,
  };
}

function laneOf(best: LaneSummary | undefined, others: number, isReal: boolean): FirstLane {
  if (!best || others === 0) return null;
  return isReal ? best.modeId : 'alike';
}
