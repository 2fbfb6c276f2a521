import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { CurveChart } from '@/components/chart-kit/curve-chart';
import { laneLine } from '@/components/chart-kit/style';
import { useChartText } from '@/components/chart-kit/use-chart-text';
import type { Distribution, DistributionPoint } from '@/lib/measure/distribution';
import type { LaneId } from '@/lib/measure/lane-record';
import type { LaneSummary } from '@/lib/measure/summary';
import { useLaneNames } from './emulated';
import { useFigures } from './format';
import { LatencyLabels } from './latency-labels';
import { useShareAxes } from './use-share-axes';

interface LatencyChartProps {
  readonly distribution: Distribution;
  readonly summaries: readonly LaneSummary[];
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Which share of each lane's items was answered within a time: all lanes over one log axis. */
export const LatencyChart = memo(function LatencyChart(props: LatencyChartProps) {
  const { distribution, summaries, widthPx, heightPx } = props;
  const t = useTranslations('charts.latency');
  const names = useLaneNames();
  const figures = useFigures();
  const { strokePx } = useChartText();
  const { points } = distribution;
  const { x, y, rightPx } = useShareAxes(distribution);
  const hasUncorrected = (id: LaneId) => points.some(({ uncorrected }) => uncorrected[id] !== undefined);
  const lanes = summaries.filter(({ counts }) => counts.completed > 0);
  /** Where a lane has no point, all of its answers had come or none. */
  const shareOf = (point: DistributionPoint, of: 'shares' | 'uncorrected', id: LaneId) =>
    point[of][id] ?? (points.some((other) => other.withinMs < point.withinMs && other[of][id] === 1) ? 1 : 0);

  return (
    <CurveChart
      title={t('title')}
      widthPx={widthPx}
      heightPx={heightPx}
      rows={points}
      x={{ ...x, of: 'withinMs' }}
      y={y}
      room={{ rightPx }}
      curves={[
        ...lanes
          .filter(({ id }) => hasUncorrected(id))
          .map(({ id, modeId }) => ({
            id: `${id}-uncorrected`,
            of: ({ uncorrected }: DistributionPoint) => uncorrected[id],
            look: { as: 'line' as const, colour: laneLine(modeId).colour, widthPx: strokePx / 2 },
          })),
        ...lanes.map(({ id, modeId }) => ({
          id,
          of: ({ shares }: DistributionPoint) => shares[id],
          look: { as: 'line' as const, ...laneLine(modeId), widthPx: strokePx + 0.5 },
        })),
      ]}
      grid="both"
      pointed={(point) => ({
        title: t('within', { time: figures.duration(point.withinMs) }),
        rows: lanes.flatMap(({ id, modeId: lane }) => {
          const name = names(id).full;
          const row = { lane, name, value: figures.accuracy(shareOf(point, 'shares', id)) };
          if (!hasUncorrected(id)) return [row];
          const value = figures.accuracy(shareOf(point, 'uncorrected', id));
          return [row, { lane, name: t('uncorrected.name', { lane: name }), value }];
        }),
      })}
    >
      <LatencyLabels points={points} summaries={summaries} />
    </CurveChart>
  );
});
