'use client';

import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { Area, AreaChart, CartesianGrid, Tooltip, XAxis, YAxis } from 'recharts';
import { roundTicks } from '@/components/charts/axis-ticks';
import { bottomAxis, GRID, gridLine, pointerLine, sideAxis } from '@/components/charts/chart-style';
import { useFigures } from '@/components/charts/format';
import { Pointed } from '@/components/charts/pointed';
import { textWidth } from '@/components/charts/text-width';
import { useChartText } from '@/components/charts/use-chart-text';
import type { JobThroughput, ThroughputWindow } from '@/lib/batch-page/job-throughput';

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
  const endMs = windows.at(-1)?.toMs ?? 1;
  const last = windows.at(-1);
  // A step holds until the next point: the last one needs its end.
  const steps = last ? [...windows, { ...last, fromMs: last.toMs }] : [];
  const rates = roundTicks(Math.max(1, peak), 5, 'beyond');
  const axisPx = Math.ceil(Math.max(...rates.map((rate) => textWidth(figures.rate(rate), textPx)))) + 10;
  const tickPx = textWidth(figures.seconds(10_000), textPx) * 2;
  return (
    <AreaChart
      width={widthPx}
      height={heightPx}
      data={steps}
      margin={{ top: Math.ceil(textPx * 0.7), right: Math.ceil(textPx), bottom: 0, left: 0 }}
      title={t('axis')}
      accessibilityLayer
    >
      <CartesianGrid {...GRID} vertical={false} strokeWidth={gridLine(strokePx)} />
      <XAxis
        dataKey="fromMs"
        {...bottomAxis(textPx)}
        domain={[0, endMs]}
        ticks={roundTicks(endMs, Math.max(2, Math.floor((widthPx - axisPx) / tickPx)), 'within') as number[]}
        tickFormatter={(ms: number) => (ms === 0 ? figures.count(0) : figures.seconds(ms))}
      />
      <YAxis
        {...sideAxis(textPx)}
        domain={[0, rates.at(-1) ?? peak]}
        ticks={rates as number[]}
        tickFormatter={figures.rate}
        width={axisPx}
      />
      <Tooltip
        cursor={pointerLine(strokePx)}
        isAnimationActive={false}
        content={({ active, payload }) => {
          const step = payload?.[0]?.payload as ThroughputWindow | undefined;
          if (!active || !step) return null;
          return (
            <Pointed
              title={t('table.between', { from: figures.seconds(step.fromMs), to: figures.seconds(step.toMs) })}
              rows={[{ lane: 'batch', name: t('axis'), value: figures.rate(step.rowsPerSecond) }]}
            />
          );
        }}
      />
      <Area
        dataKey="rowsPerSecond"
        type="stepAfter"
        stroke="var(--batch)"
        strokeWidth={strokePx}
        fill="var(--batch-wash)"
        fillOpacity={1}
        dot={false}
        activeDot={false}
        isAnimationActive={false}
      />
    </AreaChart>
  );
});
