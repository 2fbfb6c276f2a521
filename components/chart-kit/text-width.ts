let context: CanvasRenderingContext2D | null | undefined;

/** Width of a line of text in the chart's font, px. */
export function textWidth(text: string, sizePx: number, weight = 400): number {
  if (context === undefined) context = document.createElement('canvas').getContext('2d');
  if (!context) return text.length * sizePx * 0.6;
  const family = getComputedStyle(document.body).fontFamily;
  context.font = `${weight} ${sizePx}px ${family}`;
  return context.measureText(text).width;
}

/** Width of a line of bold text on the page, px: a little more than on a canvas, which leaves the font's features out. */
export const boldWidth = (text: string, sizePx: number) => 1.05 * textWidth(text, sizePx, 600);
