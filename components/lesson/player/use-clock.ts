import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { clockParts } from '@/lib/lesson/audio/clock';

/** A moment as words: 1:12. @returns takes seconds */
export function useClock(): (atS: number) => string {
  const t = useTranslations('player');
  return useCallback((atS) => t('clock', clockParts(atS)), [t]);
}
