import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { CurveChart } from '@/components/chart-kit/curve-chart';
import { textWidth } from '@/components/chart-kit/text-width';
import { useChartText } from '@/components/chart-kit/use-chart-text';
import { useShareAxes } from '@/components/charts/use-share-axes';
import type { Distribution, DistributionPoint } from '@/lib/measure/distribution';
import type { SimulatedLane } from '@/lib/simulate/simulated-lane';
import { durationTicks, lineOf } from './over-time-chart';
import { SIM_LANE_MODE, useSimFigures, useSimLaneName } from './use-sim-words';

interface LatencyCurvesProps {
  readonly distribution: Distribution;
  readonly lanes: readonly SimulatedLane[];
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Which share of each lane's answers came within a time: all lanes over one log axis. */
export const LatencyCurves = memo(function LatencyCurves({ distribution, lanes, ...size }: LatencyCurvesProps) {
  const t = useTranslations('simulator.charts.latency');
  const nameOf = useSimLaneName();
  const figures = useSimFigures();
  const { textPx, strokePx } = useChartText();
  const { x, y, rightPx } = useShareAxes(distribution);
  const { points, fromMs, toMs } = distribution;
  const tickPx = textWidth(figures.time(100), textPx) + 16;
  const shareAt = (point: DistributionPoint, id: string) =>
    point.shares[id] ?? (points.some((other) => other.withinMs < point.withinMs && other.shares[id] === 1) ? 1 : 0);
  return (
    <CurveChart
      title={t('title')}
      {...size}
      rows={points}
      x={{
        ...x,
        ticks: (lengthPx) => durationTicks(fromMs, toMs, tickPx / lengthPx),
        words: figures.time,
        of: 'withinMs',
      }}
      y={y}
      room={{ rightPx }}
      curves={lanes.map(({ id }) => ({
        id,
        of: ({ shares }: DistributionPoint) => shares[id],
        look: { as: 'line' as const, ...lineOf(id, strokePx) },
      }))}
      grid="both"
      pointed={(point) => ({
        title: t('within', { time: figures.time(point.withinMs) }),
        rows: lanes.map(({ id }) => ({
          lane: SIM_LANE_MODE[id],
          name: nameOf(id),
          value: figures.accuracy(shareAt(point, id)),
        })),
      })}
    />
  );
});
