import { gathers, type ModeId } from '@/lib/modes';
import type { Workload } from '@/lib/workload/workload';
import { timeScale } from './geometry';
import { paintBaseline, paintNow } from './paint-marks';
import { createPilePainter } from './paint-pile';
import { createPointsPainter } from './paint-points';
import { type Palette, readPalette } from './palette';
import { type Point, reachedMs, type TrackInput, type TrackView } from './track-view';

/** Draws one track: at most once a frame, and only when something has changed. */
export interface TrackCanvas {
  show(input: TrackInput): void;
  /** Draws what its lane has come to since: the log of a lane grows in place. */
  refresh(workload: Workload, topMs: number): void;
  /** The item drawn nearest to a place on the canvas, px. */
  itemAt(x: number, y: number): number | null;
  placeOf(item: number): Point | null;
  dispose(): void;
}

export function createTrackCanvas(canvas: HTMLCanvasElement, lane: ModeId): TrackCanvas {
  const painter = gathers(lane) ? createPilePainter() : createPointsPainter(lane);
  let input: TrackInput | null = null;
  let palette: Palette | null = null;
  let frame = 0;

  const viewNow = (): TrackView | null => {
    if (!input) return null;
    palette ??= readPalette(canvas, lane);
    const widthPx = canvas.clientWidth;
    return {
      ...input,
      generation: input.index.generation,
      widthPx,
      heightPx: canvas.clientHeight,
      pixelRatio: window.devicePixelRatio || 1,
      palette,
      scale: timeScale(input.spanMs, widthPx, palette.mirrored, palette.startPx),
      drawnMs: drawnMs(input),
    };
  };

  const isLive = ({ record, untilMs }: TrackInput) => record?.status.state === 'running' && untilMs === undefined;

  const drawnMs = ({ record, untilMs }: TrackInput): number =>
    Math.min(reachedMs(record), untilMs ?? Number.POSITIVE_INFINITY);

  const paint = () => {
    frame = 0;
    const view = viewNow();
    const context = canvas.getContext('2d');
    if (!view || !context || view.widthPx === 0) return;
    const width = Math.round(view.widthPx * view.pixelRatio);
    const height = Math.round(view.heightPx * view.pixelRatio);
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
    context.setTransform(view.pixelRatio, 0, 0, view.pixelRatio, 0, 0);
    context.clearRect(0, 0, view.widthPx, view.heightPx);
    paintBaseline(context, view);
    const more = painter.paint(context, view);
    const live = isLive(view);
    if (view.drawnMs >= 0 && (live || (view.untilMs !== undefined && view.untilMs < reachedMs(view.record))))
      paintNow(context, view);
    if (view.selected !== null && view.selected < view.workload.count)
      painter.paintSelected(context, view, view.selected);
    if (more) ask();
  };
  const ask = () => {
    frame ||= requestAnimationFrame(paint);
  };

  const restyle = () => {
    palette = null;
    ask();
  };
  // A narrow page leaves the scale another room.
  const resized = new ResizeObserver(restyle);
  resized.observe(canvas);
  const restyled = new MutationObserver(restyle);
  restyled.observe(document.documentElement, {
    attributeFilter: ['data-mantine-color-scheme', 'data-profile', 'dir', 'class'],
  });

  return {
    show(next) {
      const before = input;
      if (before && isSame(before, next)) return;
      input = next;
      ask();
    },
    refresh(workload, topMs) {
      if (!input) return;
      input = { ...input, workload, topMs };
      ask();
    },
    itemAt(x, y) {
      const view = viewNow();
      return view && view.widthPx > 0 ? painter.itemAt(view, x, y) : null;
    },
    placeOf(item) {
      const view = viewNow();
      return view && view.widthPx > 0 && item < view.workload.count ? painter.placeOf(view, item) : null;
    },
    dispose() {
      cancelAnimationFrame(frame);
      resized.disconnect();
      restyled.disconnect();
    },
  };
}

function isSame(a: TrackInput, b: TrackInput): boolean {
  return (Object.keys(a) as (keyof TrackInput)[]).every((key) => a[key] === b[key]);
}
