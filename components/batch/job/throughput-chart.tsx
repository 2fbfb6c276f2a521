'use client';

import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { axisFromZero, axisOfTime } from '@/components/chart-kit/axis';
import { CurveChart } from '@/components/chart-kit/curve-chart';
import { useChartText } from '@/components/chart-kit/use-chart-text';
import { useFigures } from '@/components/charts/format';
import { LANE_STYLE } from '@/components/marks/lane-style';
import type { JobThroughput } from '@/lib/batch-page/job-throughput';

interface ThroughputChartProps {
  readonly throughput: JobThroughput;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Rows a second in each window, as steps. */
export const ThroughputChart = memo(function ThroughputChart({ throughput, widthPx, heightPx }: ThroughputChartProps) {
  const t = useTranslations('batch.job.throughput');
  const figures = useFigures();
  const { textPx, strokePx } = useChartText();
  const { windows, peak } = throughput;
  const last = windows.at(-1);
  const { colour, washColour } = LANE_STYLE.batch;
  return (
    <CurveChart
      title={t('axis')}
      widthPx={widthPx}
      heightPx={heightPx}
      // A step holds until the next point: the last one needs its end.
      rows={last ? [...windows, { ...last, fromMs: last.toMs }] : []}
      x={{ ...axisOfTime(last?.toMs ?? 1, textPx, figures), of: 'fromMs' }}
      y={axisFromZero(Math.max(1, peak), 5, figures.rate)}
      room={{ rightPx: textPx }}
      curves={[{ id: 'rate', of: 'rowsPerSecond', look: { as: 'steps', colour, wash: washColour, widthPx: strokePx } }]}
      pointed={({ fromMs, toMs, rowsPerSecond }) => ({
        title: t('table.between', { from: figures.seconds(fromMs), to: figures.seconds(toMs) }),
        rows: [{ lane: 'batch', name: t('axis'), value: figures.rate(rowsPerSecond) }],
      })}
    />
  );
});
