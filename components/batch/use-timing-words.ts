'use client';

import { useTranslations } from 'next-intl';
import type { ScheduleTiming } from '@/lib/wire/schedule-schema';
import { useCronWords } from './use-cron-words';

const MINUTE = 60;
const HOUR = 3600;

/** When a schedule is due, in words that follow a sentence; `null` for no schedule. */
export function useTimingWords(timing: ScheduleTiming | null): string | null {
  const t = useTranslations('batch.timing');
  const cronWords = useCronWords();
  if (!timing) return null;
  if (timing.kind === 'cron') {
    const when = cronWords(timing.cron).text ?? t('cron', { cron: timing.cron });
    return t('inZone', { when, zone: timing.timeZone.replaceAll('_', ' ') });
  }
  const { seconds } = timing;
  if (seconds % HOUR === 0) return t('hours', { count: seconds / HOUR });
  if (seconds % MINUTE === 0) return t('minutes', { count: seconds / MINUTE });
  return t('seconds', { count: seconds });
}
