import { LaneShape } from '@/components/marks/lane-shape';
import { LANE_STYLE } from '@/components/marks/lane-style';
import type { ModeId } from '@/lib/modes';

interface LaneTickProps {
  readonly x: number;
  readonly y: number;
  readonly lane: ModeId;
  readonly name: string;
  readonly textPx: number;
  readonly markPx: number;
}

/** A lane's mark and name, starting at x, centred on y. */
export function LaneTick({ x, y, lane, name, textPx, markPx }: LaneTickProps) {
  return (
    <g>
      <g transform={`translate(${x + markPx / 2} ${y})`} fill={LANE_STYLE[lane].colour}>
        <LaneShape lane={lane} radius={markPx / 2} />
      </g>
      <text
        x={x + markPx + 7}
        y={y + textPx * 0.35}
        fontSize={textPx}
        fontWeight={600}
        fill={LANE_STYLE[lane].textColour}
      >
        {name}
      </text>
    </g>
  );
}
