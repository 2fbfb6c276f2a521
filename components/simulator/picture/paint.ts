import { LANE_STYLE } from '@/components/marks/lane-style';
import type { ModeId } from '@/lib/modes';
import type { Area, StageLayout } from '@/lib/simulate/picture/layout';
import type { Cell, Mark, MarkLook, More, StageScene } from '@/lib/simulate/picture/scene';
import type { Colours } from './colours';

/** Above the columns of a stage. */
export interface StageHeads {
  readonly network: string;
  /** `null` where nothing can wait. */
  readonly queue: string | null;
  readonly workers: string;
}

export interface Brush {
  readonly context: CanvasRenderingContext2D;
  readonly colours: Colours;
  readonly look: ModeId;
  readonly widthPx: number;
  readonly fontPx: number;
}

/** Of whatever reads from right to left, the picture is mirrored, and its words are not. */
const atX = ({ colours, widthPx }: Brush, x: number, width = 0): number => (colours.mirrored ? widthPx - x - width : x);

export function paintStage(
  brush: Brush,
  layout: StageLayout,
  heads: StageHeads,
  scene: StageScene,
  more: (count: number) => string,
): void {
  const { context, colours } = brush;
  const { network, queue, workers, foot } = layout;
  if (heads.queue !== null) {
    context.fillStyle = colours.sunken;
    fill(brush, queue, 6);
    head(brush, heads.queue, queue);
  }
  if (network) rail(brush, network.x, network.width, network.y + network.height / 2);
  if (network) rail(brush, foot.x, workers.x - foot.x, foot.y + foot.height / 2);
  if (network) head(brush, heads.network, network);
  head(brush, heads.workers, workers);
  if (scene.cells.length === 0) {
    context.strokeStyle = colours.mark;
    context.lineWidth = 1.5;
    stroke(brush, workers, 8);
  }
  for (const cell of scene.cells) paintCell(brush, cell);
  paintMarks(brush, scene.marks);
  for (const one of scene.more) paintMore(brush, one, more(one.count));
}

function path({ context, colours, widthPx }: Brush, { x, y, width, height }: Area, radius: number): void {
  context.beginPath();
  context.roundRect(colours.mirrored ? widthPx - x - width : x, y, width, height, Math.min(radius, width / 3));
}

function fill(brush: Brush, area: Area, radius: number): void {
  path(brush, area, radius);
  brush.context.fill();
}

function stroke(brush: Brush, area: Area, radius: number): void {
  path(brush, area, radius);
  brush.context.stroke();
}

function rail(brush: Brush, x: number, width: number, y: number): void {
  const { context, colours } = brush;
  context.save();
  context.strokeStyle = colours.soft;
  context.globalAlpha = 0.5;
  context.lineWidth = 1.25;
  context.lineCap = 'round';
  context.setLineDash([0.1, 5]);
  context.beginPath();
  context.moveTo(atX(brush, x), y);
  context.lineTo(atX(brush, x + width), y);
  context.stroke();
  context.restore();
}

function head(brush: Brush, words: string, { x, y, width }: Area): void {
  const { context, colours, fontPx } = brush;
  context.fillStyle = colours.soft;
  context.textAlign = colours.mirrored ? 'right' : 'left';
  context.textBaseline = 'bottom';
  context.fillText(words, atX(brush, x), y - fontPx * 0.3, width);
}

function paintCell(brush: Brush, cell: Cell): void {
  const { context, colours } = brush;
  context.save();
  const isAbsent = cell.state === 'absent';
  context.strokeStyle = isAbsent ? colours.line : colours.mark;
  context.lineWidth = cell.width > 20 ? 1.5 : 1;
  if (isAbsent) context.setLineDash([2, 3]);
  context.fillStyle = cell.state === 'busy' ? colours.wash : colours.card;
  path(brush, cell, 6);
  context.fill();
  context.stroke();
  if (cell.state === 'busy' && cell.width > 10) {
    // How far its work has come, along its foot.
    context.fillStyle = colours.mark;
    const bar = Math.max(2, cell.height * 0.08);
    const width = (cell.width - 4) * cell.done;
    context.fillRect(atX(brush, cell.x + 2, width), cell.y + cell.height - bar - 2, width, bar);
  }
  if (cell.items > 1 && cell.width > 24) {
    context.fillStyle = colours.ink;
    context.font = `${Math.min(brush.fontPx, cell.width * 0.3)}px ${brush.colours.font.replace(/^\S+ /, '')}`;
    context.textAlign = 'right';
    context.textBaseline = 'top';
    context.fillText(`×${cell.items}`, atX(brush, cell.x, cell.width) + cell.width - 3, cell.y + 2);
  }
  context.restore();
}

function paintMarks(brush: Brush, marks: readonly Mark[]): void {
  const { context } = brush;
  const outlines = new Map<number, Path2D>();
  for (const mark of marks) {
    let outline = outlines.get(mark.radius);
    if (!outline) {
      outline = new Path2D(LANE_STYLE[brush.look].outline(mark.radius * 0.85));
      outlines.set(mark.radius, outline);
    }
    context.save();
    context.translate(atX(brush, mark.x), mark.y);
    context.globalAlpha = 1 - Math.min(1, mark.gone);
    PAINT[mark.look](brush, outline, mark.radius);
    context.restore();
  }
}

const PAINT: Record<MarkLook, (brush: Brush, outline: Path2D, radius: number) => void> = {
  asks: ({ context, colours }, outline, radius) => both(context, outline, colours.card, colours.mark, radius),
  answered: ({ context, colours }, outline, radius) => both(context, outline, colours.mark, colours.mark, radius),
  'given-up': ({ context, colours }, outline, radius) => {
    context.setLineDash([2, 2]);
    both(context, outline, colours.sunken, colours.soft, radius);
  },
  wasted: ({ context, colours }, outline, radius) => both(context, outline, colours.soft, colours.soft, radius),
  refused: ({ context, colours }, outline, radius) => {
    both(context, outline, colours.card, colours.invalid, radius);
    cross(context, colours.invalid, radius * 1.1);
  },
  late: ({ context, colours }, outline, radius) => {
    both(context, outline, colours.card, colours.invalid, radius);
    hands(context, colours.invalid, radius * 0.75);
  },
};

function both(context: CanvasRenderingContext2D, outline: Path2D, inside: string, line: string, radius: number): void {
  context.fillStyle = inside;
  context.strokeStyle = line;
  context.lineWidth = Math.max(1, Math.min(1.75, radius / 2.8));
  context.fill(outline);
  context.stroke(outline);
}

/** Rejected, or failed. */
function cross(context: CanvasRenderingContext2D, colour: string, arm: number): void {
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(-arm, -arm);
  context.lineTo(arm, arm);
  context.moveTo(-arm, arm);
  context.lineTo(arm, -arm);
  context.stroke();
}

/** Of a clock: the client has waited for too long. */
function hands(context: CanvasRenderingContext2D, colour: string, length: number): void {
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(0, -length);
  context.lineTo(0, 0);
  context.lineTo(length * 0.8, 0);
  context.stroke();
}

function paintMore(brush: Brush, { x, y }: More, words: string): void {
  const { context, colours, fontPx } = brush;
  const width = context.measureText(words).width + 10;
  const box = { x: x + 3, y: y + 3, width, height: fontPx * 1.5 };
  context.fillStyle = colours.ink;
  fill(brush, box, 4);
  context.fillStyle = colours.card;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(words, atX(brush, box.x, width) + width / 2, box.y + box.height / 2 + 1);
}
