import { decadeTicks, roundTicks } from '@/lib/chart/ticks';

/** Room at both ends of a track, so that a mark at the very start or end is whole. px */
export const TRACK_PADDING_PX = 8;
/** The words of a scale stand at least so far apart, in their own size. */
export const LINE_EM = 1;
/** Latencies are drawn from here on; shorter ones lie on the baseline. ms */
export const SHORTEST_MS = 0.1;

/** Between moments and places on a track; `mirrored` for languages written from right to left. */
export interface TimeScale {
  x(ms: number): number;
  /** Never below 0 or past the span. ms */
  timeMs(x: number): number;
}

/** @param startPx room before the track, for the words of its scale */
export function timeScale(
  spanMs: number,
  widthPx: number,
  mirrored: boolean,
  startPx: number = TRACK_PADDING_PX,
): TimeScale {
  const span = spanMs > 0 ? spanMs : 1;
  const inner = Math.max(1, widthPx - startPx - TRACK_PADDING_PX);
  const mirror = (x: number) => (mirrored ? widthPx - x : x);
  return {
    x: (ms) => mirror(startPx + (ms / span) * inner),
    timeMs: (x) => Math.min(span, Math.max(0, ((mirror(x) - startPx) / inner) * span)),
  };
}

/** Round moments from 0 on, so far apart that their words do not touch. ms */
export function axisTicksMs(spanMs: number, widthPx: number, wordPx: number): readonly number[] {
  const most = Math.min(11, Math.max(2, Math.floor(widthPx / Math.max(1, wordPx)) + 1));
  return roundTicks(spanMs, most, 'within');
}

/** The top of the latency scale all lanes share: a second, or the decade that holds the longest latency. ms */
export function topLatencyMs(longestMs: number): number {
  return longestMs <= 1000 ? 1000 : 10 ** Math.ceil(Math.log10(longestMs) - 1e-9);
}

/**
 * The latencies that have a line of their own across a track, so far apart that their words do not touch; the top of the
 * scale needs none. ms
 * @param roomPx height of the scale
 */
export function latencyLinesMs(topMs: number, roomPx: number, wordPx: number): readonly number[] {
  const perDecade = roomPx / Math.log10(topMs / SHORTEST_MS);
  const apart = Math.max(1, Math.ceil(wordPx / Math.max(1, perDecade)));
  const all = decadeTicks(10 * SHORTEST_MS, topMs / 10, Number.POSITIVE_INFINITY);
  // Two make a scale. Where one is all there is room for it is 10 ms, which tells a lane that is quick from one that is not.
  const first = apart < all.length ? 0 : 1;
  return all.filter((_, index) => index % apart === first % apart);
}

/** Numbers of waiting items that have a line of their own across a pile; the baseline, 0, needs none. */
export function pileLines(room: number, roomPx: number, wordPx: number): readonly number[] {
  const most = Math.max(2, Math.min(4, Math.floor(roomPx / Math.max(1, wordPx)) + 1));
  return roundTicks(room, most, 'within').filter((count) => count > 0 && Number.isInteger(count));
}

/** How high a latency stands, 0..1, on a log scale from `SHORTEST_MS` to `topMs`. */
export function latencyHeight(latencyMs: number, topMs: number): number {
  if (!(latencyMs > SHORTEST_MS)) return 0;
  return Math.min(1, Math.log(latencyMs / SHORTEST_MS) / Math.log(topMs / SHORTEST_MS));
}

/** Items taken out of the pile together, and when. */
export interface Taken {
  readonly count: number;
  readonly startedAtMs: number;
}

/**
 * How many items wait in each of `columns` equal parts of the span: the most at any moment of the part. Items wait from
 * their arrival until their run starts. Nothing waits after `untilMs`.
 * @param arrivedAtMs ascending
 * @param runs in the order they started
 */
export function pileColumns(
  arrivedAtMs: Float64Array,
  runs: readonly Taken[],
  columns: number,
  spanMs: number,
  untilMs: number,
): Uint32Array {
  const most = new Uint32Array(columns);
  let waiting = 0;
  let arrival = 0;
  let run = 0;
  for (let column = 0; column < columns; column++) {
    if ((column / columns) * spanMs > untilMs) break;
    // The last column takes what comes at the very end.
    const endMs = column === columns - 1 ? untilMs : Math.min(untilMs, ((column + 1) / columns) * spanMs);
    let highest = waiting;
    for (;;) {
      const nextArrivalMs = arrivedAtMs[arrival] ?? Number.POSITIVE_INFINITY;
      const next = runs[run];
      if (next && next.startedAtMs < nextArrivalMs && next.startedAtMs <= endMs) {
        waiting = Math.max(0, waiting - next.count);
        run++;
      } else if (nextArrivalMs <= endMs) {
        waiting++;
        arrival++;
        highest = Math.max(highest, waiting);
      } else break;
    }
    most[column] = highest;
  }
  return most;
}

/** The largest number of items that arrive within one interval: how high the pile will grow if runs keep to the plan. */
export function plannedPile(arrivedAtMs: Float64Array, intervalMs: number): number {
  if (!(intervalMs > 0)) return 0;
  let most = 0;
  let first = 0;
  for (let index = 0; index < arrivedAtMs.length; index++) {
    const run = Math.ceil((arrivedAtMs[index] ?? 0) / intervalMs);
    if (run !== Math.ceil((arrivedAtMs[first] ?? 0) / intervalMs)) first = index;
    most = Math.max(most, index - first + 1);
  }
  return most;
}

/** A round number at least as large, a fifth of it at the most to spare: a growing pile is not rescaled all the time. */
export function roomFor(pile: number): number {
  let room = 4;
  while (room < pile) room = Math.ceil(room * 1.25);
  return room;
}

/** Where something is drawn; `x` ascends with the index. */
export interface Places {
  readonly count: number;
  x(index: number): number;
  y(index: number): number;
}

/** The place nearest to a point, none if all are over `reachPx` away along x; it looks at those within reach only. */
export function nearestPlace(places: Places, x: number, y: number, reachPx: number): number | null {
  let nearest: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let index = firstAtLeast(places.count, places.x, x - reachPx); index < places.count; index++) {
    const dx = places.x(index) - x;
    if (dx > reachPx) break;
    const dy = places.y(index) - y;
    const distance = dx * dx + dy * dy;
    if (distance < least) {
      least = distance;
      nearest = index;
    }
  }
  return nearest;
}

/** The first index whose value is not below `wanted`; `count` when there is none. Values ascend. */
export function firstAtLeast(count: number, keyOf: (index: number) => number, wanted: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keyOf(middle) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How large and how solid a mark is, so that few stand out and many make a cloud. */
export function markStyle(count: number, widthPx: number): { readonly radiusPx: number; readonly opacity: number } {
  const perPx = count / Math.max(1, widthPx);
  // 1 at one mark every 20 px and fewer, 0 at 8 a pixel and more.
  const room = Math.min(1, Math.max(0, Math.log(8 / Math.max(perPx, 1e-9)) / Math.log(160)));
  return { radiusPx: 1.1 + 2.9 * room ** 1.6, opacity: 0.22 + 0.63 * room };
}
