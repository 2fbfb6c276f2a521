import { useFormatter, useTranslations } from 'next-intl';
import type { Wait } from '@/lib/lesson/cards/scheduler';

/** How long until a card comes back, in words. */
export function useWaitWords(): (wait: Wait) => string {
  const t = useTranslations('cards.wait');
  const format = useFormatter();
  const tenths = (value: number) => format.number(value, { maximumFractionDigits: 1 });
  return (wait) => {
    if ('minutes' in wait) {
      if (wait.minutes < 90) return t('minutes', { count: Math.max(1, wait.minutes) });
      return t('hours', { count: Math.round(wait.minutes / 60) });
    }
    if (wait.days < 60) return t('days', { count: wait.days });
    if (wait.days < 365) return t('months', { value: tenths(wait.days / 30.44) });
    return t('years', { value: tenths(wait.days / 365.25) });
  };
}
