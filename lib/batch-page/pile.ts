import type { ScheduleInfo } from '../wire/schedule-schema';

/** Rows that waited for a schedule from a moment on, until the next point. */
export interface PilePoint {
  /** By the page's own clock, ms. */
  readonly atMs: number;
  readonly rows: number;
}

/** By schedule, oldest first; no two points that follow one another say the same. */
export type Piles = ReadonlyMap<string, readonly PilePoint[]>;

/** How far back a pile is remembered, ms. */
export const PILE_SPAN_MS = 120_000;

/**
 * The piles after schedules were heard of at `atMs`. What is older than `PILE_SPAN_MS` goes, but the last of it, which
 * still holds where the span begins; a schedule that is gone takes its pile along.
 */
export function addToPiles(piles: Piles, schedules: readonly ScheduleInfo[], atMs: number): Piles {
  return new Map(
    schedules.map(({ id, waitingRows }) => {
      const before = piles.get(id) ?? [];
      const points = before.at(-1)?.rows === waitingRows ? before : [...before, { atMs, rows: waitingRows }];
      const firstInside = points.findIndex((point) => point.atMs > atMs - PILE_SPAN_MS);
      return [id, firstInside > 1 ? points.slice(firstInside - 1) : points] as const;
    }),
  );
}

/** A pile as it is drawn: since when, by seconds before now. */
export interface PileWindow {
  /** Oldest first, the last one now; times count from the start of the window, ms. */
  readonly points: readonly PilePoint[];
  readonly spanMs: number;
  readonly peakRows: number;
  readonly nowRows: number;
  /** How often the pile was taken away: the times it fell. */
  readonly falls: number;
}

/** The last `PILE_SPAN_MS` before `nowMs`, or less where less is known. */
export function pileWindow(points: readonly PilePoint[], nowMs: number): PileWindow {
  const first = points[0];
  if (!first) return { points: [], spanMs: 0, peakRows: 0, nowRows: 0, falls: 0 };
  const fromMs = Math.max(first.atMs, nowMs - PILE_SPAN_MS);
  const nowRows = points.at(-1)?.rows ?? 0;
  const drawn = [
    ...points.map(({ atMs, rows }) => ({ atMs: Math.max(0, atMs - fromMs), rows })),
    { atMs: Math.max(0, nowMs - fromMs), rows: nowRows },
  ];
  return {
    points: drawn,
    spanMs: Math.max(0, nowMs - fromMs),
    peakRows: Math.max(...drawn.map(({ rows }) => rows)),
    nowRows,
    falls: drawn.filter(({ rows }, index) => rows < (drawn[index - 1]?.rows ?? 0)).length,
  };
}
