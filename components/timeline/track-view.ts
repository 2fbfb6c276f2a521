import type { LaneRecord } from '@/lib/measure/lane-record';
import type { Workload } from '@/lib/workload/workload';
import { firstAtLeast, type TimeScale } from './geometry';
import type { LaneIndex } from './lane-index';
import type { Palette } from './palette';

/** The figures of a track's scale, in the reader's language. */
export interface ScaleWords {
  latency(ms: number): string;
  count(items: number): string;
}

/** What a track is to show. */
export interface TrackInput {
  readonly record: LaneRecord | undefined;
  /** Of this record. */
  readonly index: LaneIndex;
  readonly workload: Workload;
  readonly spanMs: number;
  /** Top of the latency scale. */
  readonly topMs: number;
  /** How high the pile will grow if runs keep to the plan; 0 = not known. */
  readonly plannedPile: number;
  readonly untilMs: number | undefined;
  /** Of the scale; keep it identical. */
  readonly words: ScaleWords;
  readonly selected: number | null;
}

/** What a painter needs to draw one frame; px are CSS pixels. */
export interface TrackView extends TrackInput {
  /** `index.generation` when the frame was made. */
  readonly generation: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pixelRatio: number;
  readonly palette: Palette;
  readonly scale: TimeScale;
  /** The lane's time that is drawn up to; below 0 before the lane begins. ms */
  readonly drawnMs: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How one kind of lane draws its items, and where it has put them. */
export interface TrackPainter {
  /** @returns whether something is left for the next frame */
  paint(context: CanvasRenderingContext2D, view: TrackView): boolean;
  itemAt(view: TrackView, x: number, y: number): number | null;
  placeOf(view: TrackView, item: number): Point;
  paintSelected(context: CanvasRenderingContext2D, view: TrackView, item: number): void;
}

/** Pointing this near counts. px */
export const REACH_PX = 24;

export const baseY = (view: TrackView) => view.heightPx - 6;
export const roomPx = (view: TrackView) => view.heightPx - 13;
/** What a scale counts stands over the start of its track: large words take room from a pile. */
export const pileRoomPx = ({
  heightPx,
  palette,
}: {
  readonly heightPx: number;
  readonly palette: Pick<Palette, 'textPx'>;
}) => heightPx - 13 - Math.max(0, palette.textPx * 1.2 - 13);

/** How many items have arrived by a moment. */
export function arrivedBy({ workload }: TrackView, ms: number): number {
  const { arrivedAtMs } = workload;
  return firstAtLeast(arrivedAtMs.length, (index) => arrivedAtMs[index] ?? 0, ms + 1e-9);
}

/** The item whose arrival is drawn nearest to `x`, if one is near. */
export function arrivalAt(view: TrackView, x: number): number | null {
  const { arrivedAtMs } = view.workload;
  const after = arrivedBy(view, view.scale.timeMs(x));
  let nearest: number | null = null;
  let least = REACH_PX;
  for (const item of [after - 1, after]) {
    const ms = arrivedAtMs[item];
    if (ms === undefined) continue;
    const away = Math.abs(view.scale.x(ms) - x);
    if (away > least) continue;
    least = away;
    nearest = item;
  }
  return nearest;
}

/** How far a lane has come, ms on its clock; -1 before it begins. */
export function reachedMs(record: LaneRecord | undefined): number {
  if (!record) return -1;
  const { status, measurements } = record;
  return 'elapsedMs' in status ? Math.max(status.elapsedMs, measurements.reachedMs) : measurements.reachedMs;
}
