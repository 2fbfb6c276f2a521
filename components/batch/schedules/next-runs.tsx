'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { ScheduleInfo } from '@/lib/wire/schedule-schema';
import { useBatchWords } from '../use-batch-words';
import { useNow } from '../use-now';

const MOST_TOLD = 3;
const DAY_MS = 86_400_000;

/** When it runs next: the first as a wait, those after it by the clock. Not a live region: it changes every second. */
export function NextRuns({ schedule: { active, nextDueAt, timing } }: { schedule: ScheduleInfo }) {
  const t = useTranslations('batch.schedules.next');
  const words = useBatchWords();
  const format = useFormatter();
  const now = useNow(1000);
  const [first, ...rest] = nextDueAt.slice(0, MOST_TOLD);
  const timeZone = timing.kind === 'cron' ? timing.timeZone : undefined;
  const text = () => {
    if (!active) return t('paused');
    if (first === undefined) return t('never');
    if (now === 0) return ' ';
    const leftMs = Date.parse(first) - now;
    const time = words.span(leftMs);
    const wait =
      leftMs < 500
        ? t('due')
        : timeZone && leftMs > DAY_MS
          ? t('inOn', { time, at: words.moment(first, now, timeZone) })
          : t('in', { time });
    if (rest.length === 0) return t('one', { wait });
    return t('several', { wait, later: format.list(rest.map((at) => words.moment(at, now, timeZone))) });
  };
  return <p className="flex wrap gap-y-1 gap-x-4 soft tiny figures">{text()}</p>;
}
