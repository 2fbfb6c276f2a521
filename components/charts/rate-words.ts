import { useTranslations } from 'next-intl';
import type { Interval } from '@/lib/measure/interval';
import { useFigures } from './format';

/** A rate or ratio with its 95 % interval where it has one: 60.1 (58.9 to 61.2). */
export function useRateWords() {
  const t = useTranslations('charts');
  const figures = useFigures();
  return (rate: number | null, interval: Interval | null): string => {
    if (rate === null) return t('none');
    const value = figures.rate(rate);
    if (!interval) return value;
    return t('results.valueWithInterval', {
      value,
      low: figures.rate(interval.low),
      high: figures.rate(interval.high),
    });
  };
}
