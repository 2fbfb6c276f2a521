import { useTranslations } from 'next-intl';
import { DashedBadge } from '@/components/charts/dashed-badge';

/** Marks what was simulated, and what of it is rough. */
export function SimulatedBadge({ isRough = false }: { readonly isRough?: boolean }) {
  const t = useTranslations('simulator');
  return <DashedBadge>{isRough ? t('badgeRough') : t('badge')}</DashedBadge>;
}
