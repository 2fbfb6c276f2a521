import { LaneShape } from '@/components/marks/lane-shape';
import { LANE_STYLE } from '@/components/marks/lane-style';
import type { ModeId } from '@/lib/modes';
import { textWidth } from './text-width';

export interface LaneTickWords {
  /** `null` = it has no mark. */
  readonly lane: ModeId | null;
  readonly name: string;
  /** A second, quieter line. */
  readonly note?: string | undefined;
}

interface LaneTickProps extends LaneTickWords {
  readonly x: number;
  readonly y: number;
  readonly textPx: number;
  readonly markPx: number;
}

/** Of the second line, as a share of the name's. */
const NOTE_SIZE = 0.85;

/** Room that names and notes take beside their marks, px. */
export function laneTickWidth(names: readonly Pick<LaneTickWords, 'name' | 'note'>[], textPx: number, markPx: number) {
  const widths = names.map(({ name, note = '' }) =>
    Math.max(textWidth(name, textPx, 600), textWidth(note, textPx * NOTE_SIZE)),
  );
  return Math.ceil(Math.max(0, ...widths)) + markPx + 18;
}

/** A lane's mark and name, starting at x, centred on y. */
export function LaneTick({ x, y, lane, name, note, textPx, markPx }: LaneTickProps) {
  return (
    <g>
      {lane && (
        <g transform={`translate(${x + markPx / 2} ${y})`} fill={LANE_STYLE[lane].colour}>
          <LaneShape lane={lane} radius={markPx / 2} />
        </g>
      )}
      <text
        x={x + markPx + 7}
        y={y + textPx * 0.35}
        fontSize={textPx}
        fontWeight={600}
        fill={lane ? LANE_STYLE[lane].textColour : 'var(--ink)'}
      >
        {name}
      </text>
      {note && (
        <text x={x + markPx + 7} y={y + textPx * 1.5} fontSize={textPx * NOTE_SIZE} fill="var(--soft)">
          {note}
        </text>
      )}
    </g>
  );
}
