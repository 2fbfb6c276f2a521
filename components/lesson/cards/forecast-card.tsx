'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useChartHeight } from '@/components/chart-kit/use-chart-text';
import { ChartFrame } from '@/components/charts/chart-frame';
import { useFigures } from '@/components/charts/format';
import type { DeckCard } from '@/lib/lesson/cards/deck';
import { type ForecastDay, forecastOf, fullestDay } from '@/lib/lesson/cards/forecast';
import { dateOf, dayOf } from '@/lib/lesson/cards/learning-day';
import { type DayWords, ForecastChart } from './forecast-chart';

/** How many cards come back on each of the next 30 days. */
export function ForecastCard({ deck, nowMs }: { deck: readonly DeckCard[]; nowMs: number }) {
  const t = useTranslations('cards.forecast');
  const figures = useFigures();
  const heightPx = useChartHeight(230);
  const dayWords = useDayWords(dayOf(nowMs));
  const forecast = forecastOf(deck, nowMs);
  const fullest = fullestDay(forecast);
  const dueOn = (index: number) => forecast[index]?.due ?? 0;
  const isoOf = ({ day }: ForecastDay) => dateOf(day).toISOString().slice(0, 10);
  return (
    <ChartFrame
      name="cards-forecast"
      title={fullest ? t('title', { day: dayWords(fullest.day, 'long'), count: fullest.due }) : t('titleNone')}
      note={t('note')}
      summary={t('summary', {
        total: forecast.reduce((sum, { due }) => sum + due, 0),
        today: dueOn(0),
        tomorrow: dueOn(1),
      })}
      caption={t('caption', { day: dayWords(dayOf(nowMs), 'date') })}
      state="done"
      hasData={fullest !== null}
      placeholder={t('placeholder')}
      heightFor={() => heightPx}
      twin={{
        head: [t('day'), t('due')],
        rows: forecast.map(({ day, due }) => [dayWords(day, 'long'), figures.count(due)]),
      }}
      data={() => ({ columns: ['day', 'cards_due'], rows: forecast.map((each) => [isoOf(each), each.due]) })}
    >
      {(widthPx) => <ForecastChart forecast={forecast} dayWords={dayWords} widthPx={widthPx} heightPx={heightPx} />}
    </ChartFrame>
  );
}

/** Days of learning in words: today and tomorrow by those names, unless a date is asked for. */
function useDayWords(today: number): DayWords {
  const t = useTranslations('cards.forecast');
  const format = useFormatter();
  return (day, form) => {
    if (form !== 'date' && day === today) return t('today');
    if (form === 'long' && day === today + 1) return t('tomorrow');
    const date = { day: 'numeric', month: form === 'short' ? 'short' : 'long', timeZone: 'UTC' } as const;
    return format.dateTime(dateOf(day), form === 'long' ? { weekday: 'long', ...date } : date);
  };
}
