import { useTranslations } from 'next-intl';
import type { Scale } from '@/lib/exercises/scale';

/** What an axis counts, and that it is logarithmic where it is. */
export function useAxisName(): (axis: Scale) => string {
  const t = useTranslations('predictionChart.axis');
  return ({ unit, kind }) => (kind === 'log' ? t('log', { name: t(unit) }) : t(unit));
}
