'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { type ErrorReport, reportOf } from '@/lib/errors';
import { readCron } from '@/lib/wire/cron/read-cron';
import { cronWords } from './cron-words';

export type CronWords =
  | { readonly text: string; readonly problem: null }
  | { readonly text: null; readonly problem: ErrorReport };

/** A function that says a cron line in words, from the same reading that its due times come from; or why it has none. */
export function useCronWords(): (cron: string) => CronWords {
  const t = useTranslations('batch.cron');
  const format = useFormatter();
  return (cron) => {
    try {
      return { text: cronWords(readCron(cron), t, format), problem: null };
    } catch (thrown) {
      return { text: null, problem: reportOf(thrown) };
    }
  };
}
