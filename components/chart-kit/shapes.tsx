import { LaneShape } from '@/components/marks/lane-shape';
import { LANE_STYLE } from '@/components/marks/lane-style';
import type { ModeId } from '@/lib/modes';

/** The sign of a lane around the origin, edged with the card's colour where it may lie on lines. */
export function LaneSign({
  lane,
  radius,
  edgePx,
}: {
  readonly lane: ModeId;
  readonly radius: number;
  readonly edgePx?: number;
}) {
  return (
    <g fill={LANE_STYLE[lane].colour} {...(edgePx && { stroke: 'var(--card)', strokeWidth: edgePx })}>
      <LaneShape lane={lane} radius={radius} />
    </g>
  );
}

/** A cross around the origin, as the `d` of a path. */
export const cross = (reach: number) => `M${-reach} ${-reach}L${reach} ${reach}M${-reach} ${reach}L${reach} ${-reach}`;

interface WhiskerProps {
  readonly from: number;
  readonly to: number;
  /** On the other axis. */
  readonly at: number;
  readonly reachPx: number;
  readonly strokePx: number;
}

/** An interval; a line of the card's colour below it parts it from bars and bands. px */
export function Whisker({ from, to, at, reachPx, strokePx }: WhiskerProps) {
  if (to - from < 1) return null;
  const d = `M${from} ${at}H${to}M${from} ${at - reachPx}V${at + reachPx}M${to} ${at - reachPx}V${at + reachPx}`;
  return (
    <g fill="none">
      <path d={d} stroke="var(--card)" strokeWidth={strokePx * 2} />
      <path d={d} stroke="var(--ink)" strokeWidth={strokePx * 0.7} />
    </g>
  );
}
