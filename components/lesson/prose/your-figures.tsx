'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useLessonFigures } from '@/components/lesson/use-lesson-figures';
import { IntentLink } from '@/components/shell/intent-link';
import { presetHref } from '@/lib/lesson/presets';
import styles from './prose.module.css';

/** A passage with figures: the learner's own where there are any, else those of the sample run, and it says which. */
export function YourFigures({ children }: { children: ReactNode }) {
  const t = useTranslations('lesson.yours');
  const format = useFormatter();
  const { source, startedAt } = useLessonFigures();
  const day = format.dateTime(new Date(startedAt), { day: 'numeric', month: 'long', year: 'numeric' });
  return (
    <aside className={styles.yours} data-source={source}>
      <p className={styles.label}>{source === 'yours' ? t('own', { day }) : t('sample')}</p>
      {children}
      {source === 'sample' && (
        <p className={styles.aside}>
          {t('measure')} <IntentLink href={`${presetHref('three-lanes')}&run=1`}>{t('run')}</IntentLink>
        </p>
      )}
    </aside>
  );
}
