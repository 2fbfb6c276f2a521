import { effectiveCount } from './correlation';
import { nearestRank, PERCENTILE_IDS, PERCENTILES, type PercentileId } from './percentile';
import { FEWEST_BLOCKS, PERCENTILE_BLOCKS } from './rules';
import { studentT975 } from './student-t';

/**
 * How many independent items would tell as much of each percentile as those of a lane do, which follow each other (SPEC 2.5). At most as
 * many as there are.
 */
export type Worths = Readonly<Record<PercentileId, number>>;

/**
 * What a lane's items are worth, from how many of each block of them lie above the percentile: where blocks differ by more than chance
 * makes independent items differ, the items hang together by so much (the design effect of Kish, 1965). For the median the correlation of
 * neighbours counts as well, whichever leaves less. Linear in the items but for a steady growth.
 *
 * @param valuesMs in the order the items arrived
 * @param sortedMs the same ascending
 * @param ends where each block ends, ascending
 * @param correlation of neighbours; `null` = they hang together by the schedule's doing, and blocks alone tell
 */
export function worthsOf(
  valuesMs: Float64Array,
  sortedMs: Float64Array,
  ends: readonly number[],
  correlation: number | null,
): Worths {
  const count = sortedMs.length;
  // Too few to tell.
  if (ends.length < FEWEST_BLOCKS) return allWorth(correlation === null ? count : effectiveCount(count, correlation));
  const level = correlation === null ? valuesMs : levelled(valuesMs, sortedMs);
  const sorted = level === valuesMs ? sortedMs : level.slice().sort();
  const worth = (id: PercentileId) =>
    count / effectOf(level, nearestRank(sorted, PERCENTILES[id]), ends, 1 - PERCENTILES[id]);
  return {
    p50: Math.min(worth('p50'), correlation === null ? count : effectiveCount(count, correlation)),
    p90: worth('p90'),
    p99: worth('p99'),
    p999: worth('p999'),
  };
}

export const allWorth = (count: number): Worths => ({ p50: count, p90: count, p99: count, p999: count });

/** What items are worth for any percentile from the median on: the less of what they are for the two beside it. @param share 0.5 .. 1 */
export function worthAt(worths: Worths, share: number): number {
  const below = PERCENTILE_IDS.filter((id) => PERCENTILES[id] <= share).at(-1) ?? 'p50';
  const above = PERCENTILE_IDS.find((id) => PERCENTILES[id] >= share) ?? below;
  return Math.min(worths[below], worths[above]);
}

/** Ten equal blocks; none of fewer items than that. */
export const equalBlocks = (count: number): readonly number[] =>
  count < PERCENTILE_BLOCKS
    ? []
    : Array.from({ length: PERCENTILE_BLOCKS }, (_, block) => Math.floor(((block + 1) * count) / PERCENTILE_BLOCKS));

/**
 * The values less a steady growth, where they have one that is larger than what the middle half of them spans: a queue that grows with the
 * workload grows every time it is run, and is no accident.
 */
function levelled(valuesMs: Float64Array, sortedMs: Float64Array): Float64Array {
  const count = valuesMs.length;
  const third = Math.floor(count / 3);
  const medianOf = (part: Float64Array) => nearestRank(part.slice().sort(), 0.5);
  // From the middle of the first third to that of the last.
  const grewMs = medianOf(valuesMs.subarray(count - third)) - medianOf(valuesMs.subarray(0, third));
  if (!(1.5 * Math.abs(grewMs) > nearestRank(sortedMs, 0.75) - nearestRank(sortedMs, 0.25))) return valuesMs;
  const perItem = grewMs / (count - third);
  return valuesMs.map((ms, item) => ms - perItem * (item - count / 2));
}

/** How many times the variance of a percentile is that of independent items, with what so few blocks leave open (Student's t). */
function effectOf(valuesMs: Float64Array, percentileMs: number, ends: readonly number[], share: number): number {
  const excess: number[] = [];
  let from = 0;
  for (const end of ends) {
    let above = 0;
    for (let item = from; item < end; item++) if ((valuesMs[item] ?? 0) > percentileMs) above++;
    excess.push(above - (end - from) * share);
    from = end;
  }
  const mean = excess.reduce((sum, each) => sum + each, 0) / ends.length;
  const squares = excess.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  const freedom = ends.length - 1;
  const effect = (squares * ends.length) / (freedom * from * share * (1 - share));
  return effect <= 1 ? 1 : effect * (studentT975(freedom) / studentT975(Number.POSITIVE_INFINITY)) ** 2;
}
