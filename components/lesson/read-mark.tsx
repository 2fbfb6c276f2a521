'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { addMark } from '@/lib/learner/marks';
import { markKey } from '@/lib/lesson/progress';
import { useDay } from './use-day';
import { useMarks } from './use-marks';

/** Whoever stays at the end of a text for so long has not just scrolled past it. */
const STAY_MS = 1500;

/** Stands at the end of a text: notes on this device that it was read, and says when. */
export function ReadMark({ piece }: { piece: string }) {
  const t = useTranslations('lesson.read');
  const day = useDay();
  const end = useRef<HTMLParagraphElement>(null);
  const mark = useMarks()?.get(markKey({ kind: 'read', piece }));
  useEffect(() => {
    if (!end.current) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const watch = new IntersectionObserver(([entry]) => {
      clearTimeout(timer);
      // What cannot be kept need not be said here: the map shows it.
      if (entry?.isIntersecting)
        timer = setTimeout(() => void addMark({ kind: 'read', piece }).catch(() => {}), STAY_MS);
    });
    watch.observe(end.current);
    return () => {
      clearTimeout(timer);
      watch.disconnect();
    };
  }, [piece]);
  return (
    <p ref={end} className="above-8 soft small no-print">
      {mark ? t('on', { day: day(mark.at) }) : t('end')}
    </p>
  );
}
