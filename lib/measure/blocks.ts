import type { ModeId } from '../modes';
import { createRandom } from '../workload/random';
import { bootstrapInterval } from './bootstrap';
import { dispatchOf } from './dispatch';
import type { Interval } from './interval';
import type { LaneTotals } from './lane-fold';

/** A stretch of a lane's time with what was answered in it: the unit of the bootstrap (SPEC 3.4). */
export interface Block {
  readonly count: number;
  readonly durationMs: number;
  readonly computeMs: number;
}

const MOST_BLOCKS = 30;
const FEWEST_BLOCKS = 5;
/** Smaller blocks would hang together with their neighbours. */
const FEWEST_ANSWERS_A_BLOCK = 10;

/**
 * Cuts a lane's activity into at most 30 blocks: equal windows of time, or in a lane that gathers whole runs, each with the
 * time since the run before. Empty when there is too little for five.
 */
export function blocksOf(modeId: ModeId, totals: LaneTotals): readonly Block[] {
  const blocks = dispatchOf(modeId) === 'at-intervals' ? blocksOfRuns(totals) : blocksOfTime(totals);
  return blocks.length < FEWEST_BLOCKS ? [] : blocks;
}

/** Answers per unit of `of`, a second of time or of compute, with what chance would do to it; `null` of too few blocks. */
export function rateInterval(blocks: readonly Block[], of: 'durationMs' | 'computeMs'): Interval | null {
  if (blocks.length === 0) return null;
  const rate = (pick: Int32Array) => {
    let count = 0;
    let ms = 0;
    for (const index of pick) {
      const block = blocks[index];
      count += block?.count ?? 0;
      ms += block?.[of] ?? 0;
    }
    return (count * 1000) / ms;
  };
  const interval = bootstrapInterval(blocks.length, rate, createRandom(blocks.length));
  return Number.isFinite(interval.low) && Number.isFinite(interval.high) ? interval : null;
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
