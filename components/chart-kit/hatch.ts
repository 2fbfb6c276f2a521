/** Diagonal lines that fill a rectangle, as the `d` of a path: a sign that holds without colour, and in a saved SVG. */
export function hatchPath(x: number, y: number, width: number, height: number, gapPx: number): string {
  const lines: string[] = [];
  for (let offset = gapPx - height; offset < width; offset += gapPx) {
    const fromX = Math.max(offset, 0);
    const toX = Math.min(offset + height, width);
    lines.push(`M${x + fromX} ${y + height - (fromX - offset)}L${x + toX} ${y + height - (toX - offset)}`);
  }
  return lines.join('');
}
