'use client';

import { useTranslations } from 'next-intl';
import { useWords } from '@/components/charts/use-words';
import type { ExcusedReason } from '@/lib/exercises/evidence/excused-reason';
import styles from './play.module.css';

/** What spoke against a run, and why it is good enough for this question all the same. */
export function ExcusedWords({ excused }: { excused: readonly ExcusedReason[] }) {
  const t = useTranslations('findings.fitness');
  const words = useWords();
  return (
    <div className={`${styles.note} soft small`}>
      <p>{t('good')}</p>
      <ul>
        {excused.map(({ reason, why }) => (
          <li key={`${reason.id}-${reason.lane}`}>
            {words.reason(reason)} {t(why)}
          </li>
        ))}
      </ul>
    </div>
  );
}
