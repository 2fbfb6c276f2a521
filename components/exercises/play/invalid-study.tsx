'use client';

import { useTranslations } from 'next-intl';
import { Notice } from '@/components/kit/notice';
import { useStudyWords } from '@/components/lab/studies/use-study-words';
import type { StudyFinding } from '@/lib/lab/studies/study-words';

/** Why a study is not graded, and what to change. */
export function InvalidStudy({ reasons }: { reasons: readonly StudyFinding[] }) {
  const t = useTranslations('exercises.play.invalid');
  const words = useStudyWords();
  return (
    <Notice className="above-4 below-4">
      <p className="invalid bolder">{t('title')}</p>
      <p>{t('lead')}</p>
      <ul>
        {reasons.map((reason) => (
          <li key={`${reason.id}-${reason.lane}`}>{words.reason(reason)}</li>
        ))}
      </ul>
    </Notice>
  );
}
