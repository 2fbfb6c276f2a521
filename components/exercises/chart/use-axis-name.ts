import { useTranslations } from 'next-intl';
import type { Scale } from '@/lib/exercises/kinds';

/** What an axis counts, and that it is logarithmic where it is. */
export function useAxisName(): (axis: Scale, multiplesOf?: string | null) => string {
  const t = useTranslations('predictionChart.axis');
  return ({ unit, kind }, multiplesOf = null) => {
    const name = multiplesOf === null || unit !== 'ratio' ? t(unit) : t('multiples', { of: multiplesOf });
    return kind === 'log' ? t('log', { name }) : name;
  };
}
