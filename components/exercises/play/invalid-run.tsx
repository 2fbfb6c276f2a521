'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useWords } from '@/components/charts/use-words';
import type { ValidityReason } from '@/lib/measure/validity';
import styles from './play.module.css';

/** Why a run is not graded, and what to change. */
export function InvalidRun({ reasons, children }: { reasons: readonly ValidityReason[]; children?: ReactNode }) {
  const t = useTranslations('exercises.play.invalid');
  const words = useWords();
  const remedies = [...new Set(reasons.map(words.remedy))];
  return (
    <div className={styles.problem} role="alert">
      <p className={styles.invalid}>{t('title')}</p>
      <p>{t('lead')}</p>
      <ul>
        {remedies.map((remedy) => (
          <li key={remedy}>
            {reasons
              .filter((reason) => words.remedy(reason) === remedy)
              .map(words.reason)
              .join(' ')}{' '}
            <strong>{remedy}</strong>
          </li>
        ))}
      </ul>
      <p>{t('around')}</p>
      {children && <div className={styles.bar}>{children}</div>}
    </div>
  );
}
