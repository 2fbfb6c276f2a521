import { useTranslations } from 'next-intl';
import { Bar, BarChart, CartesianGrid, Tooltip, XAxis, YAxis } from 'recharts';
import { roundTicks } from '@/components/charts/axis-ticks';
import { axisText, bottomAxis, GRID, gridLine, sideAxis } from '@/components/charts/chart-style';
import { useFigures } from '@/components/charts/format';
import { Pointed } from '@/components/charts/pointed';
import { textWidth } from '@/components/charts/text-width';
import { useChartText } from '@/components/charts/use-chart-text';
import type { ForecastDay } from '@/lib/lesson/cards/forecast';

export type DayWords = (day: number, form: 'long' | 'short' | 'date') => string;

interface ForecastChartProps {
  readonly forecast: readonly ForecastDay[];
  readonly dayWords: DayWords;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** A bar a day. */
export function ForecastChart({ forecast, dayWords, widthPx, heightPx }: ForecastChartProps) {
  const t = useTranslations('cards.forecast');
  const figures = useFigures();
  const { textPx, strokePx } = useChartText();
  const most = Math.max(...forecast.map(({ due }) => due));
  const counts = roundTicks(Math.max(5, most), 4, 'beyond').filter(Number.isInteger);
  const axisPx = Math.ceil(Math.max(...counts.map((count) => textWidth(figures.count(count), textPx)))) + 10;
  const labelPx = Math.max(...forecast.map(({ day }) => textWidth(dayWords(day, 'short'), textPx))) + textPx * 1.5;
  const every = [1, 2, 7, 14, 29].find((step) => (widthPx - axisPx) / (30 / step) >= labelPx) ?? 29;
  return (
    <BarChart
      width={widthPx}
      height={heightPx}
      data={[...forecast]}
      margin={{ top: Math.ceil(textPx * 0.7), right: Math.ceil(textPx * 1.6), bottom: 0, left: 0 }}
      title={t('axis')}
      accessibilityLayer
    >
      <CartesianGrid {...GRID} vertical={false} strokeWidth={gridLine(strokePx)} />
      <XAxis
        dataKey="day"
        {...bottomAxis(textPx)}
        type="category"
        tick={axisText(textPx)}
        ticks={forecast.filter((_, index) => index % every === 0).map(({ day }) => day)}
        tickFormatter={(day: number) => dayWords(day, 'short')}
      />
      <YAxis
        {...sideAxis(textPx)}
        domain={[0, counts.at(-1) ?? 5]}
        ticks={counts}
        tickFormatter={figures.count}
        width={axisPx}
      />
      <Tooltip
        cursor={{ fill: 'var(--sunken)' }}
        isAnimationActive={false}
        content={({ active, payload }) => {
          const pointed = payload?.[0]?.payload as ForecastDay | undefined;
          if (!active || !pointed) return null;
          return (
            <Pointed
              title={dayWords(pointed.day, 'long')}
              rows={[{ lane: null, name: t('due'), value: figures.count(pointed.due) }]}
            />
          );
        }}
      />
      <Bar dataKey="due" fill="var(--ink)" isAnimationActive={false} radius={[2, 2, 0, 0]} />
    </BarChart>
  );
}
