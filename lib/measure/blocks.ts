import { gathers, type ModeId } from '../modes';
import type { Interval } from './interval';
import type { LaneTotals } from './lane-fold';
import { poissonInterval } from './poisson';
import { FEWEST_ANSWERS_A_BLOCK, FEWEST_BLOCKS, MOST_BLOCKS } from './rules';
import { studentT975 } from './student-t';

/** A stretch of a lane's time with what was answered in it: what the interval of a rate is made from (SPEC 3.4). */
export interface Block {
  readonly count: number;
  readonly durationMs: number;
  readonly computeMs: number;
}

/**
 * Cuts a lane's activity into at most 30 blocks: equal windows of time, or in a lane that gathers whole runs, each with the
 * time since the run before. Smaller blocks would hang together with their neighbours.
 */
export function blocksOf(modeId: ModeId, totals: LaneTotals): readonly Block[] {
  return gathers(modeId) ? blocksOfRuns(totals) : blocksOfTime(totals);
}

/**
 * The 95 % interval of answers per unit of `of`, a second of time or of compute: the ratio of two sums over blocks, its
 * variance that of the residuals (Cochran, Sampling Techniques, 1977, 6.3), with Student's t on the log scale. A block counts by
 * its share in the whole (Kish, 1965): a run of one item is not one of five. `null` of fewer than are worth five (SPEC 3.4).
 */
export function rateInterval(blocks: readonly Block[], of: 'durationMs' | 'computeMs'): Interval | null {
  let [count, ms, squares] = [0, 0, 0];
  for (const block of blocks) {
    count += block.count;
    ms += block[of];
    squares += block[of] ** 2;
  }
  const worth = Math.round(ms ** 2 / squares);
  if (!(count > 0 && worth >= FEWEST_BLOCKS)) return null;
  const rate = count / ms;
  const residuals = blocks.reduce((sum, block) => sum + (block.count - rate * block[of]) ** 2, 0);
  const error = Math.sqrt((residuals * blocks.length) / (blocks.length - 1)) / count;
  const reach = Math.exp(studentT975(worth - 1) * error);
  return { low: (1000 * rate) / reach, high: 1000 * rate * reach };
}

/**
 * Of answers a second. Where items arrive over time, no more can be answered than come: the interval ends where that of the
 * arrivals does.
 * @param measured items that arrived, whatever became of them
 */
export function throughputInterval(
  blocks: readonly Block[],
  { firstArrivalMs, lastArrivalMs, lastFinishMs, finishedAtMs }: LaneTotals,
  measured: number,
): Interval | null {
  const interval = rateInterval(blocks, 'durationMs');
  if (!interval || !(lastArrivalMs > firstArrivalMs)) return interval;
  const perSecond = (finishedAtMs.length * 1000) / (lastFinishMs - firstArrivalMs);
  const mostPerSecond = (poissonInterval(measured).high * 1000) / (lastArrivalMs - firstArrivalMs);
  return { low: interval.low, high: Math.min(interval.high, Math.max(perSecond, mostPerSecond)) };
}

function blocksOfTime({ firstArrivalMs, lastFinishMs, finishedAtMs, ownComputeMs }: LaneTotals): Block[] {
  const activeMs = lastFinishMs - firstArrivalMs;
  const blockCount = Math.min(MOST_BLOCKS, Math.floor(finishedAtMs.length / FEWEST_ANSWERS_A_BLOCK));
  if (blockCount === 0 || !(activeMs > 0)) return [];
  const durationMs = activeMs / blockCount;
  const blocks = Array.from({ length: blockCount }, () => ({ count: 0, durationMs, computeMs: 0 }));
  const finished = finishedAtMs.values();
  const compute = ownComputeMs.values();
  for (let index = 0; index < finished.length; index++) {
    const at = Math.floor(((finished[index] ?? 0) - firstArrivalMs) / durationMs);
    const block = blocks[Math.min(blockCount - 1, Math.max(0, at))];
    if (!block) continue;
    block.count += 1;
    block.computeMs += compute[index] ?? 0;
  }
  return blocks;
}

function blocksOfRuns({ firstArrivalMs, startedAtMs, finishedAtMs, ownComputeMs }: LaneTotals): Block[] {
  const started = startedAtMs.values();
  const finished = finishedAtMs.values();
  const compute = ownComputeMs.values();
  const runs: { count: number; durationMs: number; computeMs: number }[] = [];
  let beforeMs = firstArrivalMs;
  for (let index = 0; index < started.length; index++) {
    if (index === 0 || started[index] !== started[index - 1]) {
      const endMs = finished[index] ?? 0;
      runs.push({ count: 0, durationMs: endMs - beforeMs, computeMs: 0 });
      beforeMs = endMs;
    }
    const run = runs.at(-1);
    if (!run) continue;
    run.count += 1;
    run.computeMs += compute[index] ?? 0;
  }
  const perBlock = Math.ceil(runs.length / MOST_BLOCKS);
  return Array.from({ length: Math.ceil(runs.length / perBlock) }, (_, index) =>
    runs.slice(index * perBlock, (index + 1) * perBlock).reduce((sum, run) => ({
      count: sum.count + run.count,
      durationMs: sum.durationMs + run.durationMs,
      computeMs: sum.computeMs + run.computeMs,
    })),
  );
}
