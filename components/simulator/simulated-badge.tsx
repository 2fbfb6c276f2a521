import { useTranslations } from 'next-intl';
import badge from '@/components/charts/emulated.module.css';

/** Marks what was simulated, and what of it is rough. */
export function SimulatedBadge({ isRough = false }: { readonly isRough?: boolean }) {
  const t = useTranslations('simulator');
  return (
    <span className={`${badge.badge} inline-block pad-x-2 ink tiny semibold nowrap leading-calm dashed`}>
      {isRough ? t('badgeRough') : t('badge')}
    </span>
  );
}
