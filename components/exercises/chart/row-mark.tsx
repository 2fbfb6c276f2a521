import type { Plot } from '@/components/chart-kit/plot';
import { LaneSign, Whisker } from '@/components/chart-kit/shapes';
import { LANE_STYLE } from '@/components/marks/lane-style';
import type { Row } from '@/lib/exercises/drawing/panel';
import type { Reading } from '@/lib/exercises/evidence/reading';

interface RowMarkProps {
  readonly row: Row;
  readonly at: Reading;
  readonly toX: (value: number) => number;
  /** The middle of the strip, px. */
  readonly y: number;
  readonly plot: Plot;
}

/** A measured value as a bar or a mark, with its 95% interval. */
export function RowMark({ row: { lane, look, from }, at, toX, y, plot }: RowMarkProps) {
  const { left, textPx, strokePx, markPx } = plot;
  const x = toX(at.value);
  const whisker = <Whisker from={toX(at.low)} to={toX(at.high)} at={y} reachPx={textPx * 0.4} strokePx={strokePx} />;
  if (look === 'bar') {
    const height = textPx * 1.1;
    const fill = lane ? LANE_STYLE[lane].colour : 'var(--soft)';
    return (
      <>
        <rect x={left} y={y - height / 2} width={Math.max(2, x - left)} height={height} rx={2} fill={fill} />
        {whisker}
      </>
    );
  }
  const edgePx = strokePx * 0.6;
  return (
    <>
      {from !== null && <Distance fromX={toX(from)} toX={x} y={y} strokePx={strokePx} reachPx={markPx * 0.7} />}
      {whisker}
      <g transform={`translate(${x} ${y})`}>
        {lane ? (
          <LaneSign lane={lane} radius={markPx * 0.75} edgePx={edgePx} />
        ) : (
          <path d={diamond(markPx * 0.8)} fill="var(--ink)" stroke="var(--card)" strokeWidth={edgePx} />
        )}
      </g>
    </>
  );
}

const diamond = (reach: number) => `M0 ${-reach}L${reach} 0L0 ${reach}L${-reach} 0Z`;

interface DistanceProps {
  readonly fromX: number;
  readonly toX: number;
  readonly y: number;
  readonly reachPx: number;
  readonly strokePx: number;
}

/** From the one to the other, whichever is the larger. */
function Distance({ fromX, toX, y, reachPx, strokePx }: DistanceProps) {
  return (
    <g stroke="var(--ink)" strokeWidth={strokePx} fill="none">
      <path d={`M${fromX} ${y}H${toX}`} stroke="var(--card)" strokeWidth={strokePx * 3} />
      <path d={`M${fromX} ${y}H${toX}M${fromX} ${y - reachPx}V${y + reachPx}`} />
    </g>
  );
}
