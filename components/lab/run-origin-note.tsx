'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { RunState } from '@/lib/lab/run-state';
import styles from './notes.module.css';

/** Says of a run that was not measured just now where it comes from. */
export function RunOriginNote({ state: { origin, startedAt } }: { state: Pick<RunState, 'origin' | 'startedAt'> }) {
  const t = useTranslations('lab');
  const format = useFormatter();
  if (origin.kind === 'measured') return null;
  const when = startedAt ? format.dateTime(new Date(startedAt), { dateStyle: 'medium', timeStyle: 'short' }) : '';
  return (
    <div className={`${styles.notes} grid gap-1 above-3 soft small`} role="status">
      <p>
        {origin.kind === 'imported'
          ? t('imported', { name: origin.name, when })
          : t(origin.kind === 'simulated' ? 'simulated' : 'saved', { when })}
      </p>
    </div>
  );
}
