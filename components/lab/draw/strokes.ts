import type { GreyImage } from '@/lib/model/digit-framing';
import type { Stroke } from '@/lib/model/digit-shapes';

/** Side of the picture the strokes are painted into before they are framed. */
export const PICTURE_SIDE = 280;
const BRUSH_SHARE = 0.075;

/** Paints strokes with a round brush, white on black. */
export function paint(context: CanvasRenderingContext2D, strokes: readonly Stroke[], side: number): void {
  context.fillStyle = '#000';
  context.fillRect(0, 0, side, side);
  context.strokeStyle = '#fff';
  context.lineWidth = side * BRUSH_SHARE;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const stroke of strokes) {
    const [first, ...others] = stroke;
    if (!first) continue;
    context.beginPath();
    context.moveTo(first[0] * side, first[1] * side);
    for (const [x, y] of others.length > 0 ? others : [first]) context.lineTo(x * side, y * side);
    context.stroke();
  }
}

export function greyOf(context: CanvasRenderingContext2D, side: number): GreyImage {
  const { data } = context.getImageData(0, 0, side, side);
  // White on black: one colour channel is all there is to know.
  return {
    width: side,
    height: side,
    pixels: Uint8Array.from({ length: side * side }, (_, index) => data[index * 4] ?? 0),
  };
}
