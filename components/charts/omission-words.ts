import { useTranslations } from 'next-intl';
import { omissionsOf } from '@/lib/measure/omission';
import type { LaneSummary } from '@/lib/measure/summary';
import { useLaneNames } from './emulated';
import { useFigures } from './format';

/** What the thin curves are, where the two part, and why; nothing without lanes. */
export function useOmissionWords(summaries: readonly LaneSummary[]): readonly string[] {
  const t = useTranslations('charts.latency.uncorrected');
  const charts = useTranslations('charts');
  const lanes = useLaneNames();
  const figures = useFigures();
  if (summaries.length === 0) return [];
  const parted = omissionsOf(summaries).map(({ lane, percentile, correctedMs, uncorrectedMs, leftOutCount, of }) =>
    t('parted', {
      lane: lanes(lane).name,
      percentile: charts(`results.columns.${percentile}`),
      corrected: figures.duration(correctedMs),
      uncorrected: figures.duration(uncorrectedMs),
      count: figures.count(leftOutCount),
      of: figures.count(of),
    }),
  );
  return parted.length > 0 ? [t('what'), ...parted, t('why')] : [t('what'), t('same')];
}
