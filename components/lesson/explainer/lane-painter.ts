import { LANE_STYLE } from '@/components/marks/lane-style';
import { type Palette, readPalette } from '@/components/timeline/palette';
import { type LanePicture, type Mark, pictureAt, type Stage, stageOf } from '@/lib/lesson/explainer/picture';
import type { LaneTrace } from '@/lib/lesson/explainer/trace';
import type { ModeId } from '@/lib/modes';

export interface Shown {
  readonly lane: LaneTrace;
  readonly atMs: number;
  /** How long a model stays lit, ms of the trace. */
  readonly glowMs: number;
}

export interface LanePainter {
  show(shown: Shown): void;
  dispose(): void;
}

/** Draws a lane in the colours and the size the canvas has at the time. */
export function createLanePainter(canvas: HTMLCanvasElement, modeId: ModeId): LanePainter {
  let shown: Shown | null = null;
  const repaint = () => {
    const context = canvas.getContext('2d');
    const { clientWidth: width, clientHeight: height } = canvas;
    if (!context || !shown || width === 0) return;
    const ratio = window.devicePixelRatio || 1;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    const palette = readPalette(canvas, modeId);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (palette.mirrored) context.transform(-1, 0, 0, 1, width, 0);
    const stage = stageOf(modeId, width, height, Math.min(1.4, palette.markScale));
    const picture = pictureAt(shown.lane, shown.atMs, stage, shown.glowMs);
    const wash = getComputedStyle(canvas).getPropertyValue(LANE_STYLE[modeId].property.wash).trim();
    const sunken = getComputedStyle(canvas).getPropertyValue('--sunken').trim();
    paintPlaces(context, stage, sunken);
    paintRails(context, stage, palette);
    paintMarks(context, modeId, picture, palette);
    paintModel(context, stage, palette, picture.lit ? wash : palette.card);
  };
  const resized = new ResizeObserver(repaint);
  resized.observe(canvas);
  const restyled = new MutationObserver(repaint);
  restyled.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme', 'data-profile', 'dir'] });
  return {
    show(next) {
      shown = next;
      repaint();
    },
    dispose() {
      resized.disconnect();
      restyled.disconnect();
    },
  };
}

function paintPlaces(context: CanvasRenderingContext2D, stage: Stage, colour: string): void {
  context.fillStyle = colour;
  context.fillRect(0, 0, stage.deviceEnd, stage.height);
  context.fillRect(stage.serverStart, 0, stage.width - stage.serverStart, stage.height);
}

function paintRails(context: CanvasRenderingContext2D, { out, back, radius, model }: Stage, palette: Palette): void {
  context.strokeStyle = palette.soft;
  context.globalAlpha = 0.6;
  context.lineWidth = 1.25;
  context.lineCap = 'round';
  context.setLineDash([0.1, 5]);
  context.beginPath();
  for (const y of [out, back]) {
    context.moveTo(2 * radius, y);
    context.lineTo(model.x, y);
  }
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
}

function paintMarks(context: CanvasRenderingContext2D, modeId: ModeId, { marks }: LanePicture, palette: Palette): void {
  context.strokeStyle = palette.mark;
  const [first] = marks;
  if (!first) return;
  context.lineWidth = Math.min(1.75, first.radius / 2.5) * palette.markScale ** 0.5;
  const shape = outline(modeId, first);
  for (const mark of marks) {
    context.save();
    context.translate(mark.x, mark.y);
    context.fillStyle = mark.answered ? palette.mark : palette.card;
    context.fill(shape);
    context.stroke(shape);
    context.restore();
  }
}

function outline(modeId: ModeId, { radius }: Mark): Path2D {
  return new Path2D(LANE_STYLE[modeId].outline(radius * 0.85));
}

function paintModel(context: CanvasRenderingContext2D, { model }: Stage, palette: Palette, fill: string): void {
  context.beginPath();
  context.roundRect(model.x - model.width / 2, model.top, model.width, model.height, 9);
  context.fillStyle = fill;
  context.fill();
  context.strokeStyle = palette.mark;
  context.lineWidth = 2 * palette.markScale ** 0.5;
  context.stroke();
}
