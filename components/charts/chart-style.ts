/** Axis words. Attributes, not classes: a saved SVG must look the same. */
export const axisText = (textPx: number) => ({ fill: 'var(--soft)', fontSize: textPx });

/** A number axis below a chart; every tick asked for is drawn. */
export const bottomAxis = (textPx: number) =>
  ({
    type: 'number',
    interval: 0,
    tick: axisText(textPx),
    tickLine: false,
    axisLine: { stroke: 'var(--control-line)' },
    height: Math.ceil(textPx * 1.9),
    tickMargin: Math.ceil(textPx * 0.4),
  }) as const;

/** A number axis beside a chart: its grid lines say enough. */
export const sideAxis = (textPx: number) =>
  ({ type: 'number', interval: 0, tick: axisText(textPx), tickLine: false, axisLine: false }) as const;

export const GRID = { stroke: 'var(--line)', vertical: true, horizontal: true } as const;

/** Grid lines grow a little with the projector's strokes. */
export const gridLine = (strokePx: number) => strokePx / 2;

export const pointerLine = (strokePx: number) => ({ stroke: 'var(--control-line)', strokeWidth: strokePx / 2 });

/** A halo of the card's colour keeps words legible where they must cross a line. */
export const halo = (textPx: number) =>
  ({ stroke: 'var(--card)', strokeWidth: textPx / 3, strokeLinejoin: 'round', paintOrder: 'stroke' }) as const;

/** Words that stay put under the pointer. */
export const UNTOUCHABLE = { pointerEvents: 'none' } as const;
