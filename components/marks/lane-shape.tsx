import type { ModeId } from '@/lib/modes';
import { LANE_STYLE } from './lane-style';

/** The mark of a lane around the origin, `radius` in the units of the picture it stands in. */
export function LaneShape({ lane, radius }: { lane: ModeId; radius: number }) {
  return <path d={LANE_STYLE[lane].outline(radius)} />;
}
