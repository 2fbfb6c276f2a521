import { useTranslations } from 'next-intl';
import type { PercentileResult } from '@/lib/measure/percentile';
import { useFigures } from './format';

/** A percentile in words: its value, or how far it is from being earned. */
export function usePercentileWords() {
  const t = useTranslations('charts');
  const figures = useFigures();
  const brief = (result: PercentileResult) =>
    result.state === 'earned'
      ? figures.duration(result.valueMs)
      : t('units.locked', { have: figures.count(result.have), need: figures.count(result.need) });
  return {
    brief,
    /** In a cell: its value, or what it takes. */
    inCell: (result: PercentileResult) =>
      result.state === 'earned'
        ? figures.duration(result.valueMs)
        : t('results.needs', { need: figures.count(result.need) }),
    /** 3.9 ms (3.7 ms to 4.1 ms) */
    withInterval: (result: PercentileResult) =>
      result.state === 'earned'
        ? t('results.valueWithInterval', {
            value: figures.duration(result.valueMs),
            low: figures.duration(result.low),
            high: figures.duration(result.high),
          })
        : brief(result),
    explained: (result: PercentileResult) =>
      result.state === 'earned'
        ? t('results.interval', {
            value: figures.duration(result.valueMs),
            low: figures.duration(result.low),
            high: figures.duration(result.high),
          })
        : t('results.lockedExplained', { have: figures.count(result.have), need: figures.count(result.need) }),
  };
}
