import { LaneShape } from '@/components/marks/lane-shape';
import { LANE_STYLE } from '@/components/marks/lane-style';
import type { Row } from '@/lib/exercises/drawing/panel';
import type { Reading } from '@/lib/exercises/evidence/reading';

interface RowMarkProps {
  readonly row: Row;
  readonly at: Reading;
  readonly toX: (value: number) => number;
  /** Where bars begin, px. */
  readonly startX: number;
  /** The middle of the strip, px. */
  readonly y: number;
  readonly textPx: number;
  readonly strokePx: number;
  readonly markPx: number;
}

/** A measured value as a bar or a mark, with its 95% interval. */
export function RowMark({ row: { lane, look, from }, at, toX, startX, y, textPx, strokePx, markPx }: RowMarkProps) {
  const fill = lane ? LANE_STYLE[lane].colour : 'var(--soft)';
  const x = toX(at.value);
  const [lowX, highX] = [toX(at.low), toX(at.high)];
  const whisker = <Whisker fromX={lowX} toX={highX} y={y} reachPx={textPx * 0.4} strokePx={strokePx} />;
  if (look === 'bar') {
    const height = textPx * 1.1;
    return (
      <g>
        <rect x={startX} y={y - height / 2} width={Math.max(2, x - startX)} height={height} rx={2} fill={fill} />
        {whisker}
      </g>
    );
  }
  return (
    <g>
      {from !== null && <Distance fromX={toX(from)} toX={x} y={y} strokePx={strokePx} sizePx={markPx * 0.7} />}
      {whisker}
      <g
        transform={`translate(${x} ${y})`}
        fill={lane ? fill : 'var(--ink)'}
        stroke="var(--card)"
        strokeWidth={strokePx * 0.6}
      >
        {lane ? <LaneShape lane={lane} radius={markPx * 0.75} /> : <path d={diamond(markPx * 0.8)} />}
      </g>
    </g>
  );
}

const diamond = (reach: number) => `M0 ${-reach}L${reach} 0L0 ${reach}L${-reach} 0Z`;

interface WhiskerProps {
  readonly fromX: number;
  readonly toX: number;
  readonly y: number;
  readonly reachPx: number;
  readonly strokePx: number;
}

/** An interval; a line of the card's colour below it parts it from bars and bands. */
export function Whisker({ fromX, toX, y, reachPx, strokePx }: WhiskerProps) {
  if (toX - fromX < 1) return null;
  const d = `M${fromX} ${y}H${toX}M${fromX} ${y - reachPx}V${y + reachPx}M${toX} ${y - reachPx}V${y + reachPx}`;
  return (
    <g fill="none">
      <path d={d} stroke="var(--card)" strokeWidth={strokePx * 2} />
      <path d={d} stroke="var(--ink)" strokeWidth={strokePx * 0.7} />
    </g>
  );
}

/** From the one to the other, whichever is the larger. */
function Distance({ fromX, toX, y, strokePx, sizePx }: Omit<WhiskerProps, 'reachPx'> & { readonly sizePx: number }) {
  return (
    <g stroke="var(--ink)" strokeWidth={strokePx} fill="none">
      <path d={`M${fromX} ${y}H${toX}`} stroke="var(--card)" strokeWidth={strokePx * 3} />
      <path d={`M${fromX} ${y}H${toX}M${fromX} ${y - sizePx}V${y + sizePx}`} />
    </g>
  );
}
