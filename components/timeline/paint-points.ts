import { latencyMs, type Measurement } from '@/lib/measure/measurement';
import type { ModeId } from '@/lib/modes';
import {
  firstAtLeast,
  LINE_EM,
  latencyHeight,
  latencyLinesMs,
  markStyle,
  nearestPlace,
  TRACK_PADDING_PX,
  timeScale,
} from './geometry';
import { fillMark, paintPlanned, paintScale, strokeCross } from './paint-marks';
import {
  arrivalAt,
  arrivedBy,
  baseY,
  type Point,
  REACH_PX,
  roomPx,
  type TrackPainter,
  type TrackView,
} from './track-view';

/** Drawing may take this long of a frame; what is left comes with the next. */
const BUDGET_MS = 6;
/** More marks on one spot change nothing to see. */
const MOST_ON_A_SPOT = 4;
/** A waiting item is shown when it has waited for so long that it shows. px */
const LEAST_WAIT_PX = 3;
const MOST_WAITING = 300;

/**
 * Lanes that answer each item at once: a mark at the time of the answer, as high as the latency is long (log scale),
 * and a thin line from the arrival where there is room for one. Marks stay on a layer of their own, so a frame costs
 * what is new, not what is there.
 */
export function createPointsPainter(lane: ModeId): TrackPainter {
  const layer = document.createElement('canvas');
  const onLayer = layer.getContext('2d');
  let drawn = 0;
  let madeFor: TrackView | null = null;
  let taken = new Uint8Array(0);
  let sprite: HTMLCanvasElement | null = null;

  const startAfresh = (view: TrackView) => {
    madeFor = view;
    drawn = 0;
    layer.width = Math.max(1, Math.round(view.widthPx * view.pixelRatio));
    layer.height = Math.max(1, Math.round(view.heightPx * view.pixelRatio));
    onLayer?.setTransform(view.pixelRatio, 0, 0, view.pixelRatio, 0, 0);
    taken = new Uint8Array(Math.ceil(view.widthPx + 1) * Math.ceil(view.heightPx + 1));
    sprite = makeSprite(lane, view);
  };

  const isFree = (view: TrackView, x: number, y: number): boolean => {
    const spot = Math.floor(y) * Math.ceil(view.widthPx + 1) + Math.floor(x);
    const count = taken[spot] ?? 0;
    if (count < MOST_ON_A_SPOT) taken[spot] = count + 1;
    return count < MOST_ON_A_SPOT;
  };

  const add = (context: CanvasRenderingContext2D, view: TrackView, measurement: Measurement, opacity: number) => {
    const { x, y } = placeOfAnswer(view, measurement);
    if (!isFree(view, x, y)) return;
    if (measurement.outcome !== 'completed') return strokeCross(context, view, x, y);
    const arrivalX = view.scale.x(measurement.arrivedAtMs);
    if (Math.abs(x - arrivalX) > LEAST_WAIT_PX) {
      context.globalAlpha = opacity * 0.35;
      context.fillStyle = view.palette.mark;
      context.fillRect(Math.min(x, arrivalX), y - 0.5, Math.abs(x - arrivalX), 1);
    }
    context.globalAlpha = opacity;
    if (sprite) {
      const side = sprite.width / view.pixelRatio;
      context.drawImage(sprite, x - side / 2, y - side / 2, side, side);
    }
    context.globalAlpha = 1;
  };

  return {
    paint(context, view) {
      const wanted = answeredBy(view);
      if (!madeFor || !fits(madeFor, view) || wanted < drawn) startAfresh(view);
      const { opacity } = markStyle(view.workload.count, view.widthPx);
      const { measurements } = view.index;
      const deadlineMs = performance.now() + BUDGET_MS;
      while (onLayer && drawn < wanted) {
        const measurement = measurements.at(drawn++);
        if (measurement) add(onLayer, view, measurement, opacity);
        if (drawn % 64 === 0 && performance.now() > deadlineMs) break;
      }
      const lines = latencyLinesMs(view.topMs, roomPx(view) - 4, view.palette.textPx * LINE_EM);
      paintScale(
        context,
        view,
        lines.map((ms) => ({ y: heightOf(view, ms), word: view.words.latency(ms) })),
      );
      paintPlanned(context, view, arrivedBy(view, view.drawnMs));
      paintWaiting(context, view);
      context.drawImage(layer, 0, 0, view.widthPx, view.heightPx);
      return drawn < wanted;
    },

    itemAt(view, x, y) {
      const count = answeredBy(view);
      if (count === 0) return arrivalAt(view, x);
      // Places ascend with time, so a mirrored track is searched as if it were not.
      const unmirrored = timeScale(view.spanMs, view.widthPx, false, view.palette.startPx);
      const { measurements } = view.index;
      const at = (index: number) => measurements.at(index);
      const places = {
        count,
        x: (index: number) => unmirrored.x(at(index)?.finishedAtMs ?? 0),
        y: (index: number) => heightOf(view, latencyOf(at(index))),
      };
      const nearest = nearestPlace(places, view.palette.mirrored ? view.widthPx - x : x, y, REACH_PX);
      return nearest === null ? arrivalAt(view, x) : (at(nearest)?.item ?? null);
    },

    placeOf,

    paintSelected(context, view, item) {
      const { x, y } = placeOf(view, item);
      const arrivalX = view.scale.x(view.workload.arrivedAtMs[item] ?? 0);
      const radius = markStyle(view.workload.count, view.widthPx).radiusPx * view.palette.markScale;
      context.fillStyle = view.palette.ink;
      context.fillRect(Math.min(x, arrivalX), y - 0.75, Math.abs(x - arrivalX), 1.5);
      context.strokeStyle = view.palette.card;
      context.lineWidth = 5;
      context.beginPath();
      context.arc(x, y, radius + 4, 0, 2 * Math.PI);
      context.stroke();
      context.strokeStyle = view.palette.ink;
      context.lineWidth = 2;
      context.stroke();
      context.fillStyle = view.palette.mark;
      fillMark(context, lane, x, y, Math.max(2.5, radius));
    },
  };
}

function placeOf(view: TrackView, item: number): Point {
  const measurement = view.index.measurementOf(item);
  if (measurement && measurement.finishedAtMs <= view.drawnMs) return placeOfAnswer(view, measurement);
  return { x: view.scale.x(view.workload.arrivedAtMs[item] ?? 0), y: baseY(view) - 3 };
}

function placeOfAnswer(view: TrackView, measurement: Measurement): Point {
  const x = view.scale.x(measurement.finishedAtMs);
  return { x: Math.min(view.widthPx - TRACK_PADDING_PX / 2, x), y: heightOf(view, latencyOf(measurement)) };
}

const latencyOf = (measurement: Measurement | undefined) => (measurement ? latencyMs(measurement) : 0);

function heightOf(view: TrackView, ms: number): number {
  return baseY(view) - 4 - latencyHeight(ms, view.topMs) * (roomPx(view) - 4);
}

/** Measurements come in the order they finished. */
function answeredBy({ index, drawnMs }: TrackView): number {
  const { measurements } = index;
  return firstAtLeast(measurements.length, (at) => measurements.at(at)?.finishedAtMs ?? 0, drawnMs + 1e-6);
}

/** Items under way: lines that grow from their arrival and rise as they get late. Of very many, some stand for all. */
function paintWaiting(context: CanvasRenderingContext2D, view: TrackView): void {
  const { index, workload, scale, drawnMs, palette } = view;
  const nowX = scale.x(drawnMs);
  const arrived = arrivedBy(view, drawnMs);
  // In a replay the next to be answered has its measurement already.
  const first = Math.min(index.firstOpen, index.measurements.at(answeredBy(view))?.item ?? arrived);
  const step = Math.max(1, Math.ceil((arrived - first) / MOST_WAITING));
  context.save();
  context.globalAlpha = 0.4;
  context.fillStyle = palette.mark;
  for (let item = first; item < arrived; item += step) {
    const measurement = index.measurementOf(item);
    if (measurement && measurement.finishedAtMs <= drawnMs) continue;
    const arrivedAtMs = workload.arrivedAtMs[item] ?? 0;
    const x = scale.x(arrivedAtMs);
    const widthPx = Math.abs(nowX - x);
    if (widthPx < LEAST_WAIT_PX) continue;
    context.fillRect(Math.min(x, nowX), heightOf(view, drawnMs - arrivedAtMs) - 0.5, widthPx, 1);
  }
  context.restore();
}

function makeSprite(lane: ModeId, view: TrackView): HTMLCanvasElement {
  const sprite = document.createElement('canvas');
  const radius = markStyle(view.workload.count, view.widthPx).radiusPx * view.palette.markScale;
  const side = Math.ceil((2 * radius * 1.3 + 2) * view.pixelRatio);
  sprite.width = side;
  sprite.height = side;
  const context = sprite.getContext('2d');
  if (context) {
    context.scale(view.pixelRatio, view.pixelRatio);
    context.fillStyle = view.palette.mark;
    fillMark(context, lane, side / view.pixelRatio / 2, side / view.pixelRatio / 2, radius);
  }
  return sprite;
}

function fits(made: TrackView, view: TrackView): boolean {
  return (
    made.generation === view.generation &&
    made.workload === view.workload &&
    made.palette === view.palette &&
    made.widthPx === view.widthPx &&
    made.heightPx === view.heightPx &&
    made.pixelRatio === view.pixelRatio &&
    made.spanMs === view.spanMs &&
    made.topMs === view.topMs
  );
}
