'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { ScheduleInfo } from '@/lib/wire/schedule-schema';
import { useBatchWords } from '../use-batch-words';
import { useNow } from '../use-now';

const MOST_TOLD = 3;

/** When it runs next: the first as a wait, those after it by the clock. Not a live region: it changes every second. */
export function NextRuns({ schedule: { active, nextDueAt } }: { schedule: ScheduleInfo }) {
  const t = useTranslations('batch.schedules.next');
  const words = useBatchWords();
  const format = useFormatter();
  const now = useNow(1000);
  const [first, ...rest] = nextDueAt.slice(0, MOST_TOLD);
  const text = () => {
    if (!active) return t('paused');
    if (first === undefined) return t('never');
    if (now === 0) return ' ';
    const leftMs = Date.parse(first) - now;
    const wait = leftMs < 500 ? t('due') : t('in', { time: words.span(leftMs) });
    if (rest.length === 0) return t('one', { wait });
    return t('several', { wait, later: format.list(rest.map((at) => words.moment(at, now))) });
  };
  return <p className="flex wrap gap-y-1 gap-x-4 soft tiny figures">{text()}</p>;
}
