import { LANE_STYLE } from '@/components/marks/lane-style';
import type { ModeId } from '@/lib/modes';
import { baseY, type TrackView } from './track-view';

/** Between a word of the scale and its line. */
const WORD_GAP_PX = 6;

/** The sign of a lane at a place, in the current fill colour. */
export function fillMark(
  context: CanvasRenderingContext2D,
  lane: ModeId,
  x: number,
  y: number,
  radiusPx: number,
): void {
  context.save();
  context.translate(x, y);
  context.fill(outlineOf(lane, radiusPx));
  context.restore();
}

/** Marks of a track are many and of few sizes. */
const outlines = new Map<string, Path2D>();

function outlineOf(lane: ModeId, radiusPx: number): Path2D {
  const key = `${lane} ${radiusPx}`;
  const outline = outlines.get(key) ?? new Path2D(LANE_STYLE[lane].outline(radiusPx));
  outlines.set(key, outline);
  return outline;
}

/** An item that got no answer. */
export function strokeCross(context: CanvasRenderingContext2D, { palette }: TrackView, x: number, y: number): void {
  const arm = 3.5 * palette.markScale;
  context.strokeStyle = palette.invalid;
  context.lineWidth = 1.75 * palette.markScale;
  context.lineCap = 'round';
  context.beginPath();
  context.moveTo(x - arm, y - arm);
  context.lineTo(x + arm, y + arm);
  context.moveTo(x + arm, y - arm);
  context.lineTo(x - arm, y + arm);
  context.stroke();
}

/** What the marks stand on. */
export function paintBaseline(context: CanvasRenderingContext2D, view: TrackView): void {
  const { scale, spanMs, palette } = view;
  const startX = scale.x(0);
  const endX = scale.x(spanMs);
  context.fillStyle = palette.line;
  context.fillRect(Math.min(startX, endX), baseY(view), Math.abs(endX - startX), palette.markScale > 1 ? 2 : 1);
}

/** A value that has a line across the track. */
export interface ScaleLine {
  readonly y: number;
  readonly word: string;
}

/** The lines of a scale, each with its word before the track. */
export function paintScale(context: CanvasRenderingContext2D, view: TrackView, lines: readonly ScaleLine[]): void {
  const { scale, spanMs, palette } = view;
  const startX = scale.x(0);
  const endX = scale.x(spanMs);
  context.save();
  context.font = palette.font;
  context.textAlign = palette.mirrored ? 'left' : 'right';
  context.textBaseline = 'middle';
  for (const { y, word } of lines) {
    context.fillStyle = palette.line;
    context.fillRect(Math.min(startX, endX), Math.round(y), Math.abs(endX - startX), palette.markScale > 1 ? 2 : 1);
    context.fillStyle = palette.soft;
    context.fillText(word, startX + (palette.mirrored ? WORD_GAP_PX : -WORD_GAP_PX), y + 0.5);
  }
  context.restore();
}

/** Arrivals still to come: small ticks on the baseline, one a pixel at the most. */
export function paintPlanned(context: CanvasRenderingContext2D, view: TrackView, firstItem: number): void {
  const { workload, scale, palette } = view;
  const tall = 5 * palette.markScale;
  context.save();
  context.fillStyle = palette.soft;
  context.globalAlpha = 0.35;
  let lastX = Number.NaN;
  for (let item = firstItem; item < workload.count; item++) {
    const x = Math.round(scale.x(workload.arrivedAtMs[item] ?? 0));
    if (x === lastX) continue;
    lastX = x;
    context.fillRect(x - 0.5, baseY(view) - tall, 1, tall);
  }
  context.restore();
}

/** The present moment of a lane that runs. */
export function paintNow(context: CanvasRenderingContext2D, view: TrackView): void {
  context.save();
  context.fillStyle = view.palette.soft;
  context.globalAlpha = 0.6;
  context.fillRect(Math.round(view.scale.x(view.drawnMs)), 2, 1, baseY(view) - 2);
  context.restore();
}
