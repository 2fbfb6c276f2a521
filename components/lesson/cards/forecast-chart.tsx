import { useTranslations } from 'next-intl';
import { axisFromZero } from '@/components/chart-kit/axis';
import { CurveChart } from '@/components/chart-kit/curve-chart';
import { textWidth } from '@/components/chart-kit/text-width';
import { useChartText } from '@/components/chart-kit/use-chart-text';
import { useFigures } from '@/components/charts/format';
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
  const { textPx } = useChartText();
  const counts = axisFromZero(Math.max(5, ...forecast.map(({ due }) => due)), 4, figures.count);
  const short = (day: number) => dayWords(day, 'short');
  const days = forecast.map(({ day }) => day);
  const labelPx = Math.max(...days.map((day) => textWidth(short(day), textPx))) + textPx * 1.5;
  const rightPx = textPx * 1.6;
  return (
    <CurveChart
      title={t('axis')}
      widthPx={widthPx}
      heightPx={heightPx}
      rows={forecast}
      x={{
        of: 'day',
        bands: true,
        from: days[0] ?? 0,
        to: days.at(-1) ?? 0,
        ticks: (lengthPx) => {
          const every = [1, 2, 7, 14].find((step) => (lengthPx + rightPx) / (30 / step) >= labelPx) ?? 29;
          return days.filter((_, index) => index % every === 0);
        },
        words: short,
      }}
      y={{ ...counts, ticks: counts.ticks.filter(Number.isInteger) }}
      room={{ rightPx }}
      curves={[{ id: 'due', of: 'due', look: { as: 'bars', colour: 'var(--ink)' } }]}
      pointed={({ day, due }) => ({
        title: dayWords(day, 'long'),
        rows: [{ lane: null, name: t('due'), value: figures.count(due) }],
      })}
    />
  );
}
