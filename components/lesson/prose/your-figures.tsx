'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useDay } from '@/components/lesson/use-day';
import { useLessonFigures } from '@/components/lesson/use-lesson-figures';
import { IntentLink } from '@/components/shell/intent-link';
import { presetHref } from '@/lib/lesson/presets';
import styles from './prose.module.css';

/** A passage with figures: the learner's own where there are any, else those of the sample run, and it says which. */
export function YourFigures({ children }: { children: ReactNode }) {
  const t = useTranslations('lesson.yours');
  const day = useDay();
  const { source, invalid, startedAt } = useLessonFigures();
  return (
    <aside className={styles.yours} data-source={source}>
      <p className={styles.label} data-plain>
        {source === 'yours' ? t('own', { day: day(startedAt) }) : t('sample')}
      </p>
      {children}
      {source === 'sample' && (
        <p className={styles.aside} data-plain>
          {t(invalid ? 'invalid' : 'measure')}{' '}
          <IntentLink href={`${presetHref('three-lanes')}&run=1`}>{t('run')}</IntentLink>
        </p>
      )}
    </aside>
  );
}
