import { LANE_STYLE } from '@/components/marks/lane-style';
import type { ModeId } from '@/lib/modes';

/** Axis words. Attributes, not classes: a saved SVG must look the same. */
export const axisText = (textPx: number) => ({ fill: 'var(--soft)', fontSize: textPx });

/** A halo of the card's colour keeps words legible where they must cross a line. */
export const halo = (textPx: number) =>
  ({ stroke: 'var(--card)', strokeWidth: textPx / 3, strokeLinejoin: 'round', paintOrder: 'stroke' }) as const;

/** How the line of a lane is drawn: colour is never the only sign. */
export function laneLine(lane: ModeId) {
  const { colour, strokeDasharray, lineCap } = LANE_STYLE[lane];
  return { colour, dash: strokeDasharray, cap: lineCap };
}
