import { firstAtLeast, LINE_EM, pileColumns, pileLines, roomFor } from './geometry';
import type { Run } from './lane-index';
import { paintPlanned, paintScale, strokeCross } from './paint-marks';
import { arrivalAt, arrivedBy, baseY, type Point, pileRoomPx, type TrackPainter, type TrackView } from './track-view';

/** Up to so many items each gets a line of its own; more are drawn as one area. */
const MOST_LINES = 4000;
const LEAST_ROW_PX = 1.5;
const LARGEST_ROW_PX = 7;
const LEAST_BAR_PX = 3;

/**
 * A lane that gathers: items wait in a pile, one line each from its arrival, until a run takes all of them; the run is
 * a solid bar as high as the pile it took, from its start to its answers.
 */
export function createPilePainter(): TrackPainter {
  return {
    paint(context, view) {
      const runs = runsBy(view);
      const rowPx = rowHeight(view, runs);
      const arrived = arrivedBy(view, view.drawnMs);
      const room = pileRoom(view, runs);
      const lines = pileLines(room, room * rowPx, view.palette.textPx * LINE_EM);
      paintScale(
        context,
        view,
        lines.map((count) => ({ y: baseY(view) - count * rowPx, word: view.words.count(count) })),
      );
      paintPlanned(context, view, arrived);
      if (arrived === 0) return false;
      for (const run of runs) paintBar(context, view, run, rowPx);
      if (rowPx >= LEAST_ROW_PX && arrived <= MOST_LINES) paintLines(context, view, runs, rowPx, arrived);
      else paintArea(context, view, runs, rowPx);
      for (const run of runs) {
        if (!run.answered)
          strokeCross(context, view, middleOf(view, run), Math.max(8, baseY(view) - run.count * rowPx - 1));
      }
      return false;
    },

    itemAt(view, x, y) {
      if (view.drawnMs < 0) return arrivalAt(view, x);
      const runs = runsBy(view);
      const rowPx = rowHeight(view, runs);
      const row = Math.max(0, Math.floor((baseY(view) - y) / rowPx));
      const timeMs = view.scale.timeMs(x);
      const onBar = runs.find((run) => Math.abs(middleOf(view, run) - x) <= barWidth(view, run) / 2 + 1);
      if (onBar) return onBar.firstItem + Math.min(onBar.count - 1, row);
      const next = runs[firstAtLeast(runs.length, (at) => runs[at]?.startedAtMs ?? 0, timeMs)];
      const first = next ? next.firstItem : takenBy(runs);
      const waiting =
        Math.min(arrivedBy(view, Math.min(timeMs, view.drawnMs)), next ? endOf(next) : Number.POSITIVE_INFINITY) -
        first;
      return waiting > 0 ? first + Math.min(waiting - 1, row) : arrivalAt(view, x);
    },

    placeOf,

    paintSelected(context, view, item) {
      const runs = runsBy(view);
      const { x, y } = placeOf(view, item);
      const run = runOf(runs, item);
      const arrived = (view.workload.arrivedAtMs[item] ?? 0) <= view.drawnMs;
      const endX = run ? view.scale.x(run.finishedAtMs) : arrived ? view.scale.x(view.drawnMs) : x;
      const startX = Math.min(x, endX);
      const widthPx = Math.max(3, Math.abs(endX - x));
      const tall = Math.max(2, Math.min(4, rowHeight(view, runs)));
      context.fillStyle = view.palette.card;
      context.fillRect(startX - 1.5, y - tall / 2 - 1.5, widthPx + 3, tall + 3);
      context.fillStyle = view.palette.ink;
      context.fillRect(startX, y - tall / 2, widthPx, tall);
      context.beginPath();
      context.arc(x, y, 3.5 * view.palette.markScale, 0, 2 * Math.PI);
      context.fill();
      context.strokeStyle = view.palette.card;
      context.lineWidth = 1.5;
      context.stroke();
    },
  };
}

function placeOf(view: TrackView, item: number): Point {
  const x = view.scale.x(view.workload.arrivedAtMs[item] ?? 0);
  if ((view.workload.arrivedAtMs[item] ?? 0) > view.drawnMs) return { x, y: baseY(view) - 3 };
  const runs = runsBy(view);
  const row = item - (runOf(runs, item)?.firstItem ?? takenBy(runs));
  return { x, y: baseY(view) - (row + 0.5) * rowHeight(view, runs) };
}

/** The runs that have begun by the drawn moment, cut off there; the last may still be under way. */
function runsBy(view: TrackView): readonly Run[] {
  const { index, drawnMs, record, untilMs } = view;
  const begun: Run[] = [];
  for (const run of index.runs) {
    if (run.startedAtMs > drawnMs) break;
    begun.push(run.finishedAtMs <= drawnMs ? run : { ...run, finishedAtMs: drawnMs, answered: true });
  }
  if (untilMs !== undefined || record?.status.state !== 'running') return begun;
  const progress = record.measurements.batchProgress;
  // The report of the last run stays until the next one's; a run under way is not done.
  if (!progress || progress.done >= progress.size) return begun;
  const firstItem = takenBy(begun);
  // When it started comes with its answers; until then: when the last item it took had arrived.
  const startedAtMs = view.workload.arrivedAtMs[firstItem + progress.size - 1] ?? drawnMs;
  if (startedAtMs < drawnMs)
    begun.push({ firstItem, count: progress.size, startedAtMs, finishedAtMs: drawnMs, answered: true });
  return begun;
}

function takenBy(runs: readonly Run[]): number {
  return endOf(runs.at(-1));
}

/** The first item after a run. */
function endOf(run: Run | undefined): number {
  return run ? run.firstItem + run.count : 0;
}

function runOf(runs: readonly Run[], item: number): Run | undefined {
  const run = runs[firstAtLeast(runs.length, (at) => endOf(runs[at]), item + 1)];
  return run && run.firstItem <= item ? run : undefined;
}

function rowHeight(view: TrackView, runs: readonly Run[]): number {
  return Math.min(LARGEST_ROW_PX, pileRoomPx(view) / pileRoom(view, runs));
}

/** How many items the track has room for, one above the other. */
function pileRoom(view: TrackView, runs: readonly Run[]): number {
  const waiting = arrivedBy(view, view.drawnMs) - takenBy(runs);
  const largest = runs.reduce((most, { count }) => Math.max(most, count), waiting);
  return largest <= view.plannedPile ? view.plannedPile : roomFor(largest);
}

function barWidth({ scale, palette }: TrackView, { startedAtMs, finishedAtMs }: Run): number {
  return Math.max(LEAST_BAR_PX * palette.markScale, Math.abs(scale.x(finishedAtMs) - scale.x(startedAtMs)));
}

function middleOf(view: TrackView, run: Run): number {
  return view.scale.x(run.startedAtMs) + ((view.palette.mirrored ? -1 : 1) * barWidth(view, run)) / 2;
}

function paintBar(context: CanvasRenderingContext2D, view: TrackView, run: Run, rowPx: number): void {
  const widthPx = barWidth(view, run);
  const tall = Math.max(2, run.count * rowPx);
  context.save();
  context.fillStyle = run.answered ? view.palette.mark : view.palette.invalid;
  if (!run.answered) context.globalAlpha = 0.3;
  context.fillRect(middleOf(view, run) - widthPx / 2, baseY(view) - tall, widthPx, tall);
  context.restore();
}

/** One line an item, so thick that lines do not touch. */
function paintLines(
  context: CanvasRenderingContext2D,
  view: TrackView,
  runs: readonly Run[],
  rowPx: number,
  arrived: number,
): void {
  const { workload, scale, palette, drawnMs } = view;
  const gap = Math.min(1.5, rowPx * 0.3);
  context.save();
  context.fillStyle = palette.mark;
  context.globalAlpha = 0.55;
  const waitingFrom = takenBy(runs);
  let position = 0;
  for (let item = 0; item < arrived; item++) {
    while (runs[position] && item >= endOf(runs[position])) position++;
    const run = runs[position];
    const x = scale.x(workload.arrivedAtMs[item] ?? 0);
    const endX = scale.x(run ? run.startedAtMs : drawnMs);
    const y = baseY(view) - (item - (run?.firstItem ?? waitingFrom) + 1) * rowPx;
    context.fillRect(Math.min(x, endX), y + gap / 2, Math.max(1, Math.abs(endX - x)), rowPx - gap);
  }
  context.restore();
}

/** Too many items for lines: the height of the pile, one value a device pixel. */
function paintArea(context: CanvasRenderingContext2D, view: TrackView, runs: readonly Run[], rowPx: number): void {
  const { workload, scale, palette, spanMs, drawnMs, pixelRatio } = view;
  const startX = scale.x(0);
  const columnPx =
    (scale.x(spanMs) - startX) / Math.max(1, Math.round(Math.abs(scale.x(spanMs) - startX) * pixelRatio));
  const columns = Math.round((scale.x(spanMs) - startX) / columnPx);
  const pile = pileColumns(workload.arrivedAtMs, runs, columns, spanMs, drawnMs);
  const base = baseY(view);
  context.save();
  context.beginPath();
  context.moveTo(startX, base);
  for (let column = 0; column < columns; column++) {
    const top = base - (pile[column] ?? 0) * rowPx;
    context.lineTo(startX + column * columnPx, top);
    context.lineTo(startX + (column + 1) * columnPx, top);
  }
  context.lineTo(startX + columns * columnPx, base);
  context.closePath();
  // What piles up while a run is long stands before its bar: cleared first, so that it shows.
  context.fillStyle = palette.card;
  context.fill();
  context.fillStyle = palette.mark;
  context.globalAlpha = 0.5;
  context.fill();
  context.restore();
}
