'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useWords } from '@/components/charts/use-words';
import type { ValidityReason } from '@/lib/measure/validity';
import styles from './play.module.css';

/** Why a run is not graded, and what to change: the set-up is locked, so the Lab's own advice about it is of no use here. */
export function InvalidRun({ reasons, children }: { reasons: readonly ValidityReason[]; children?: ReactNode }) {
  const t = useTranslations('exercises.play.invalid');
  return (
    <div className={styles.problem} role="alert">
      <p className={styles.invalid}>{t('title')}</p>
      <p>{t('lead')}</p>
      <ReasonList reasons={reasons} />
      <p>{t('around')}</p>
      {children && <div className={styles.bar}>{children}</div>}
    </div>
  );
}

/** Reasons against a run in words, one a line. */
export function ReasonList({ reasons }: { reasons: readonly ValidityReason[] }) {
  const words = useWords();
  return (
    <ul>
      {reasons.map((reason) => (
        <li key={`${reason.id}-${reason.lane}`}>{words.reason(reason)}</li>
      ))}
    </ul>
  );
}
