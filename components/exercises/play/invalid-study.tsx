'use client';

import { useTranslations } from 'next-intl';
import { useStudyWords } from '@/components/lab/studies/use-study-words';
import type { StudyFinding } from '@/lib/lab/studies/study-words';
import styles from './play.module.css';

/** Why a study is not graded, and what to change. */
export function InvalidStudy({ reasons }: { reasons: readonly StudyFinding[] }) {
  const t = useTranslations('exercises.play.invalid');
  const words = useStudyWords();
  return (
    <div className={styles.problem} role="alert">
      <p className={styles.invalid}>{t('title')}</p>
      <p>{t('lead')}</p>
      <ul>
        {reasons.map((reason) => (
          <li key={`${reason.id}-${reason.lane}`}>{words.reason(reason)}</li>
        ))}
      </ul>
    </div>
  );
}
