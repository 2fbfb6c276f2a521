import type { ModeId } from '@/lib/modes';
import { LANE_STYLE } from './lane-style';

/** Shapes of equal visual weight around the origin, `radius` in the units of the picture they stand in. */
export function LaneShape({ lane, radius }: { lane: ModeId; radius: number }) {
  const { shape } = LANE_STYLE[lane];
  const half = radius * 0.9;
  if (shape === 'square') return <rect x={-half} y={-half} width={2 * half} height={2 * half} />;
  if (shape === 'circle') return <circle r={radius} />;
  return <path d={trianglePath(radius)} />;
}

/** An upright triangle whose centre of mass is the origin. */
export function trianglePath(radius: number): string {
  const round = (value: number) => Math.round(value * 100) / 100;
  const half = round(radius * 1.16);
  return `M0 ${round(-radius * 1.24)}L${half} ${round(radius * 0.78)}H${-half}Z`;
}
