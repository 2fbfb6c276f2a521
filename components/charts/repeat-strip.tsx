import { LaneTick, laneTickWidth } from '@/components/chart-kit/lane-tick';
import { textWidth } from '@/components/chart-kit/text-width';
import { useChartText } from '@/components/chart-kit/use-chart-text';
import { LaneShape } from '@/components/marks/lane-shape';
import { LANE_STYLE } from '@/components/marks/lane-style';
import { decadeTicks } from '@/lib/chart/ticks';
import type { RepeatSpread } from '@/lib/measure/repeats';
import { useLaneNames } from './emulated';
import { useFigures } from './format';

interface RepeatStripProps {
  readonly repeats: readonly RepeatSpread[];
  readonly widthPx: number;
  readonly textPx: number;
}

/** One row a lane, one mark a run, over one log axis. */
export function RepeatStrip({ repeats, widthPx, textPx }: RepeatStripProps) {
  const names = useLaneNames();
  const figures = useFigures();
  const { strokePx, markPx } = useChartText();
  const lanes = repeats.filter(({ lowest }) => lowest !== null && lowest > 0);
  const allMs = lanes.flatMap(({ medianMs }) => medianMs.filter((ms) => ms !== null));
  if (allMs.length === 0) return null;
  const fromMs = 10 ** Math.floor(Math.log10(Math.min(...allMs)));
  const toMs = Math.max(fromMs * 10, 10 ** Math.ceil(Math.log10(Math.max(...allMs))));
  const left = laneTickWidth(
    lanes.map(({ id }) => names(id)),
    textPx,
    markPx,
  );
  const tickPx = textWidth(figures.tick(100), textPx);
  const right = widthPx - tickPx / 2 - 2;
  const toX = (ms: number) => left + ((right - left) * Math.log10(ms / fromMs)) / Math.log10(toMs / fromMs);
  const rowPx = textPx * 2.8;
  const bottom = rowPx * lanes.length;
  return (
    <svg width={widthPx} height={bottom + textPx * 2} fontSize={textPx} aria-hidden="true">
      {decadeTicks(fromMs, toMs, Math.floor((right - left) / (tickPx + 12))).map((ms) => (
        <g key={ms}>
          <line x1={toX(ms)} x2={toX(ms)} y1={0} y2={bottom} stroke="var(--line)" strokeWidth={strokePx / 2} />
          <text x={toX(ms)} y={bottom + textPx * 1.3} textAnchor="middle" fill="var(--soft)">
            {figures.tick(ms)}
          </text>
        </g>
      ))}
      {lanes.map(({ id, modeId, medianMs, lowest, highest }, row) => {
        const y = rowPx * (row + 0.5);
        const { colour } = LANE_STYLE[modeId];
        return (
          <g key={id}>
            <LaneTick x={0} y={y} lane={modeId} {...names(id)} textPx={textPx} markPx={markPx} />
            <line x1={toX(lowest ?? 1)} x2={toX(highest ?? 1)} y1={y} y2={y} stroke={colour} strokeWidth={strokePx} />
            <g fill={colour} fillOpacity={0.75} stroke="var(--card)" strokeWidth={strokePx / 2}>
              {medianMs.map((ms, run) =>
                ms === null ? null : (
                  <g key={run} transform={`translate(${toX(ms)} ${y})`}>
                    <LaneShape lane={modeId} radius={markPx * 0.6} />
                  </g>
                ),
              )}
            </g>
          </g>
        );
      })}
    </svg>
  );
}
