import { LEAST_STRETCH_MS } from '../scenario/limits';
import type { Pace } from '../scenario/times-schema';
import { blockLength } from '../statistics/block-length';

/** More than these of a recording, which is then of its first part, tell little more. */
const MOST_RANKS = 20_000;

/** Of each request of a recording, in order: a time, and which times it is compared with. */
export interface Recorded {
  readonly ms: number;
  /** Times of one kind alone are long or short by comparison. */
  readonly kind: number;
}

/**
 * How times followed one another, for each of several series of the same requests: what was slow at the same moment stays together.
 *
 * @param series not empty, of equal length, in the order in which the requests were sent
 * @param spanMs from the first request to the last
 * @returns `undefined` where times that follow each other know nothing of one another
 */
export function recordedPaces(series: readonly (readonly Recorded[])[], spanMs: number): readonly (Pace | undefined)[] {
  const ranks = series.map((one) => ranksOf(one).slice(0, MOST_RANKS));
  const together = Math.max(...ranks.map(blockLength));
  const everyMs = Math.max(LEAST_STRETCH_MS, spanMs / Math.max(1, (series[0]?.length ?? 0) - 1));
  return ranks.map((one) =>
    together === 1 ? undefined : { everyMs, ranks: one, blockMs: Math.max(LEAST_STRETCH_MS, everyMs * together) },
  );
}

/** Of each: which share of its kind was shorter, those that are equal counted by half. */
function ranksOf(series: readonly Recorded[]): number[] {
  const ofKind = new Map<number, number[]>();
  for (const { ms, kind } of series) {
    const times = ofKind.get(kind);
    if (times) times.push(ms);
    else ofKind.set(kind, [ms]);
  }
  const rankOf = new Map<number, Map<number, number>>();
  for (const [kind, times] of ofKind) {
    const ranks = new Map<number, number>();
    times.sort((a, b) => a - b);
    for (let from = 0; from < times.length; ) {
      let to = from + 1;
      while (to < times.length && times[to] === times[from]) to++;
      ranks.set(times[from] ?? 0, (from + to) / 2 / times.length);
      from = to;
    }
    rankOf.set(kind, ranks);
  }
  return series.map(({ ms, kind }) => rankOf.get(kind)?.get(ms) ?? 0);
}
