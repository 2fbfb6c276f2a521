import type { ModeId } from '@/lib/modes';
import { LaneShape } from './lane-shape';
import { LANE_STYLE } from './lane-style';

/**
 * The sign of a lane, in its colour. Decorative: always beside the lane's name.
 * @param size side of the mark, in px at the standard text size (it grows with the text)
 */
export function LaneMark({ lane, size = 16 }: { lane: ModeId; size?: number }) {
  const side = `${size / 16}rem`;
  return (
    <svg viewBox="-10 -10 20 20" width={side} height={side} className="rigid" aria-hidden="true">
      <g fill={LANE_STYLE[lane].colour}>
        <LaneShape lane={lane} radius={8} />
      </g>
    </svg>
  );
}
