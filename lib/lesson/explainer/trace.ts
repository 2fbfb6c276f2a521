import { gathers, MODE_IDS, type ModeId } from '../../modes';

/** Arrived, started, finished: ms on the lane's own clock, 0 = start of the lane. */
export type Times = readonly number[];

/** The run that ships with the site, as it is written down. */
export interface SampleRun {
  /** ISO 8601. */
  readonly startedAt: string;
  /** What it was measured on, in words. */
  readonly machine: string;
  readonly lanes: Readonly<Partial<Record<ModeId, { readonly items: readonly Times[] }>>>;
}

/** One item in one lane, with its place among the others. Times in ms. */
export interface TraceItem {
  /** From 1, in order of arrival. */
  readonly number: number;
  readonly arrivedAtMs: number;
  readonly startedAtMs: number;
  readonly finishedAtMs: number;
  /** How many went through the model with it, and its place among them from 0; 1 and 0 but in batch. */
  readonly batchSize: number;
  readonly batchPlace: number;
  /** From 0, in order of the answers. */
  readonly answerRank: number;
}

export interface LaneTrace {
  readonly modeId: ModeId;
  /** In order of arrival. */
  readonly items: readonly TraceItem[];
  /** Of the whole run; `items` holds the first of them. */
  readonly runCount: number;
}

/** What the explainer plays: the lanes of one run on one clock. */
export interface Trace {
  /** In fixed lane order; only lanes with an answer. */
  readonly lanes: readonly LaneTrace[];
  /** The last answer that is shown, ms. */
  readonly spanMs: number;
  /** The most items of a lane that are shown, and that the run held. */
  readonly shownCount: number;
  readonly runCount: number;
}

/** More cannot be told apart, and would have to be looked at in every frame. */
export const MOST_ITEMS = 2000;

/** @param lanes the answered items of each lane, in any order; of a long run the first `MOST_ITEMS` to arrive are kept */
export function traceOf(lanes: Readonly<Partial<Record<ModeId, readonly Times[]>>>): Trace {
  const traced = MODE_IDS.flatMap((modeId) => {
    const items = lanes[modeId];
    return items && items.length > 0 ? [laneOf(modeId, items)] : [];
  });
  const most = (count: (lane: LaneTrace) => number) => traced.reduce((sum, lane) => Math.max(sum, count(lane)), 0);
  return {
    lanes: traced,
    spanMs: most(({ items }) => items.reduce((last, item) => Math.max(last, item.finishedAtMs), 0)),
    shownCount: most(({ items }) => items.length),
    runCount: most(({ runCount }) => runCount),
  };
}

export function sampleTrace({ lanes }: SampleRun): Trace {
  return traceOf(Object.fromEntries(MODE_IDS.map((modeId) => [modeId, lanes[modeId]?.items ?? []])));
}

function laneOf(modeId: ModeId, times: readonly Times[]): LaneTrace {
  const kept = times
    .map(inOrder)
    .sort((a, b) => a.arrivedAtMs - b.arrivedAtMs)
    .slice(0, MOST_ITEMS);
  const batches = new Map<number, number>();
  const places = kept.map(({ startedAtMs }) => {
    const place = gathers(modeId) ? (batches.get(startedAtMs) ?? 0) : 0;
    batches.set(startedAtMs, place + 1);
    return place;
  });
  const ranks = new Int32Array(kept.length);
  kept
    .map((_, index) => index)
    .sort((a, b) => (kept[a]?.finishedAtMs ?? 0) - (kept[b]?.finishedAtMs ?? 0) || a - b)
    .forEach((index, rank) => {
      ranks[index] = rank;
    });
  const items = kept.map((item, index) => ({
    ...item,
    number: index + 1,
    batchSize: batches.get(item.startedAtMs) ?? 1,
    batchPlace: places[index] ?? 0,
    answerRank: ranks[index] ?? 0,
  }));
  return { modeId, items, runCount: times.length };
}

/** Two clocks took part: no item is started before it came, or answered before it was started. */
function inOrder([arrived = 0, started = 0, finished = 0]: Times) {
  const arrivedAtMs = Math.max(0, arrived);
  const startedAtMs = Math.max(arrivedAtMs, started);
  return { arrivedAtMs, startedAtMs, finishedAtMs: Math.max(startedAtMs, finished) };
}
