import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { CartesianGrid, Line, LineChart, Tooltip, XAxis, YAxis } from 'recharts';
import { LANE_STYLE } from '@/components/marks/lane-style';
import type { Distribution } from '@/lib/measure/distribution';
import type { LaneId } from '@/lib/measure/lane-record';
import type { LaneSummary } from '@/lib/measure/summary';
import { decadeTicks } from './axis-ticks';
import { bottomAxis, GRID, gridLine, pointerLine, sideAxis } from './chart-style';
import { useLaneNames } from './emulated';
import { useFigures } from './format';
import { LatencyLabels } from './latency-labels';
import { Pointed } from './pointed';
import { textWidth } from './text-width';
import { useChartText } from './use-chart-text';

interface LatencyChartProps {
  readonly distribution: Distribution;
  readonly summaries: readonly LaneSummary[];
  readonly widthPx: number;
  readonly heightPx: number;
}

const SHARES = [0, 0.5, 0.9, 1];

/** Which share of each lane's items was answered within a time: all lanes over one log axis. */
export const LatencyChart = memo(function LatencyChart({
  distribution,
  summaries,
  widthPx,
  heightPx,
}: LatencyChartProps) {
  const t = useTranslations('charts.latency');
  const names = useLaneNames();
  const figures = useFigures();
  const { textPx, strokePx, markPx } = useChartText();
  const { fromMs, toMs, points } = distribution;
  const hasUncorrected = (id: LaneId) => points.some(({ uncorrected }) => uncorrected[id] !== undefined);
  const lanes = summaries.filter(({ counts }) => counts.completed > 0);
  const axisPx = Math.ceil(textWidth(figures.share(1), textPx)) + 10;
  const tickPx = textWidth(figures.tick(100), textPx) + 12;

  return (
    <LineChart
      width={widthPx}
      height={heightPx}
      data={points as (typeof points)[number][]}
      margin={{ top: Math.ceil(textPx * 0.7), right: Math.ceil(tickPx / 2), bottom: 0, left: 0 }}
      title={t('title')}
      accessibilityLayer
    >
      <CartesianGrid {...GRID} strokeWidth={gridLine(strokePx)} verticalValues={[]} />
      <XAxis
        dataKey="withinMs"
        {...bottomAxis(textPx)}
        scale="log"
        domain={[fromMs, toMs]}
        allowDataOverflow
        ticks={decadeTicks(fromMs, toMs, Math.floor((widthPx - axisPx) / tickPx)) as number[]}
        tickFormatter={figures.tick}
      />
      <YAxis {...sideAxis(textPx)} domain={[0, 1]} ticks={SHARES} tickFormatter={figures.share} width={axisPx} />
      <Tooltip
        cursor={pointerLine(strokePx)}
        isAnimationActive={false}
        // Where no lane has a point there is something to say all the same.
        filterNull={false}
        content={({ active, label, payload }) => {
          const here = payload?.[0]?.payload as (typeof points)[number] | undefined;
          if (!active || typeof label !== 'number') return null;
          const shareOf = (id: LaneId, of: 'shares' | 'uncorrected') =>
            here?.[of][id] ?? (points.some((point) => point.withinMs < label && point[of][id] === 1) ? 1 : 0);
          return (
            <Pointed
              title={t('within', { time: figures.duration(label) })}
              rows={lanes.flatMap(({ id, modeId }) => {
                const name = names(id).full;
                const row = { lane: modeId, name, value: figures.accuracy(shareOf(id, 'shares')) };
                if (!hasUncorrected(id)) return [row];
                const value = figures.accuracy(shareOf(id, 'uncorrected'));
                return [row, { lane: modeId, name: t('uncorrected.name', { lane: name }), value }];
              })}
            />
          );
        }}
      />
      {lanes
        .filter(({ id }) => hasUncorrected(id))
        .map(({ id, modeId }) => (
          <Line
            key={`${id}-uncorrected`}
            dataKey={(point: (typeof points)[number]) => point.uncorrected[id]}
            name={t('uncorrected.name', { lane: names(id).name })}
            type="linear"
            stroke={LANE_STYLE[modeId].colour}
            strokeWidth={strokePx / 2}
            strokeLinejoin="round"
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
        ))}
      {lanes.map(({ id, modeId }) => (
        <Line
          key={id}
          dataKey={(point: (typeof points)[number]) => point.shares[id]}
          name={names(id).full}
          type="linear"
          stroke={LANE_STYLE[modeId].colour}
          strokeWidth={strokePx + 0.5}
          strokeDasharray={LANE_STYLE[modeId].strokeDasharray}
          strokeLinecap={LANE_STYLE[modeId].lineCap}
          strokeLinejoin="round"
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
      ))}
      <LatencyLabels points={points} summaries={summaries} textPx={textPx} markPx={markPx} />
    </LineChart>
  );
});
