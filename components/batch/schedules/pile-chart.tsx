'use client';

import { useTranslations } from 'next-intl';
import { Area, AreaChart, CartesianGrid, Tooltip, XAxis, YAxis } from 'recharts';
import { roundTicks } from '@/components/charts/axis-ticks';
import { bottomAxis, GRID, gridLine, pointerLine, sideAxis } from '@/components/charts/chart-style';
import { useFigures } from '@/components/charts/format';
import { Pointed } from '@/components/charts/pointed';
import { textWidth } from '@/components/charts/text-width';
import { useChartText } from '@/components/charts/use-chart-text';
import { PILE_SPAN_MS, type PilePoint, type PileWindow } from '@/lib/batch-page/pile';

interface PileChartProps {
  readonly pile: PileWindow;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Shorter than this the axis does not grow with every step. */
const LEAST_SPAN_MS = 30_000;

/** Rows that wait, as steps up to now, which stands at the end of the axis. */
export function PileChart({ pile, widthPx, heightPx }: PileChartProps) {
  const t = useTranslations('batch.schedules.pile');
  const figures = useFigures();
  const { textPx, strokePx } = useChartText();
  const spanMs = Math.min(PILE_SPAN_MS, Math.max(LEAST_SPAN_MS, pile.spanMs));
  const ticksMs = roundTicks(spanMs, Math.max(2, Math.floor(widthPx / (textPx * 7))), 'within');
  const counts = roundTicks(Math.max(10, pile.peakRows), 4, 'beyond');
  const axisPx = Math.ceil(Math.max(...counts.map((count) => textWidth(figures.count(count), textPx)))) + 10;
  const data = pile.points.map(({ atMs, rows }) => ({ agoMs: atMs - pile.spanMs, rows }));
  return (
    <AreaChart
      width={widthPx}
      height={heightPx}
      data={data}
      margin={{ top: Math.ceil(textPx * 0.7), right: Math.ceil(textPx * 1.6), bottom: 0, left: 0 }}
      title={t('axis')}
      accessibilityLayer
    >
      <CartesianGrid {...GRID} vertical={false} strokeWidth={gridLine(strokePx)} />
      <XAxis
        dataKey="agoMs"
        {...bottomAxis(textPx)}
        domain={[-spanMs, 0]}
        allowDataOverflow
        ticks={ticksMs.map((ms) => -ms)}
        tickFormatter={(ms: number) => (ms === 0 ? t('now') : figures.seconds(ms))}
      />
      <YAxis
        {...sideAxis(textPx)}
        domain={[0, counts.at(-1) ?? 10]}
        ticks={counts as number[]}
        tickFormatter={figures.count}
        width={axisPx}
      />
      <Tooltip
        cursor={pointerLine(strokePx)}
        isAnimationActive={false}
        content={({ active, payload }) => {
          const point = payload?.[0]?.payload as (Pick<PilePoint, 'rows'> & { agoMs: number }) | undefined;
          if (!active || !point) return null;
          return (
            <Pointed
              title={t('table.ago', { time: figures.seconds(Math.round(-point.agoMs / 100) * 100) })}
              rows={[{ lane: 'batch', name: t('table.rows'), value: figures.count(point.rows) }]}
            />
          );
        }}
      />
      <Area
        dataKey="rows"
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
}
