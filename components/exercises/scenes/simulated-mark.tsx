import { useTranslations } from 'next-intl';
import { DashedBadge } from '@/components/charts/dashed-badge';

/** Marks an exercise, or what it is graded on, that is simulated. Messages: `exercises`. */
export function SimulatedMark() {
  const t = useTranslations('exercises.list');
  return <DashedBadge>{t('simulated')}</DashedBadge>;
}
