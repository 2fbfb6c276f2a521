import { useTranslations } from 'next-intl';
import { disturbanceOf, isJudged } from '@/lib/measure/lateness';
import type { PercentileId, PercentileResult } from '@/lib/measure/percentile';
import type { LaneSummary } from '@/lib/measure/summary';
import { useFigures } from './format';

/** A percentile in words: its value, or how far it is from being earned. */
export function usePercentileWords() {
  const t = useTranslations('charts');
  const figures = useFigures();
  const brief = (result: PercentileResult) =>
    result.state === 'earned'
      ? figures.duration(result.valueMs)
      : t('units.locked', { have: figures.count(result.have), need: figures.count(result.need) });
  const inCell = (result: PercentileResult) =>
    result.state === 'earned'
      ? figures.duration(result.valueMs)
      : t('results.needs', { need: figures.count(result.need) });
  return {
    brief,
    /** In a cell of a lane: its value, or what it takes; and whether late sending spoilt it (SPEC 5.3). */
    ofLane: ({ latency, lateness }: Pick<LaneSummary, 'latency' | 'lateness'>, id: PercentileId) => {
      const spoilt = lateness && isJudged(id) ? disturbanceOf(lateness, [id]) : null;
      const words = inCell(latency[id]);
      return spoilt?.of === id ? t('results.sentLate', { value: words }) : words;
    },
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
