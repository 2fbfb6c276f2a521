import { useTranslations } from 'next-intl';
import type { Ref } from 'react';
import { buttonLook } from '@/components/kit/button-look';
import { IntentLink } from '@/components/shell/intent-link';
import type { OfferedExercise } from '@/lib/exercises/progress/offered';
import styles from './empty-state.module.css';

const PARTS = ['mastered', 'errors', 'calibration', 'history'] as const;

interface EmptyStateProps {
  readonly headingRef: Ref<HTMLHeadingElement>;
  /** Where to begin. */
  readonly first: OfferedExercise | null;
}

/** For somebody new: what will be here, and where to begin. */
export function EmptyState({ headingRef, first }: EmptyStateProps) {
  const t = useTranslations('progress.empty');
  const names = useTranslations('progress');
  const titles = {
    mastered: t('masteredTitle'),
    errors: names('errors.heading'),
    calibration: names('calibration.title'),
    history: names('history.title'),
  };
  return (
    <section className={styles.empty} aria-labelledby="progress-empty">
      <h2 id="progress-empty" ref={headingRef} tabIndex={-1}>
        {t('title')}
      </h2>
      <p className={styles.lead}>{t('lead')}</p>
      <div className={styles.ways}>
        {first && (
          <IntentLink href={`/exercises/${first.id}`} className={buttonLook('go', styles.go)}>
            {t('begin', { title: first.title })}
          </IntentLink>
        )}
        <IntentLink href="/exercises/scenarios" className={styles.way}>
          {t('scenario')}
        </IntentLink>
        <IntentLink href="/exercises/test" className={styles.way}>
          {t('test')}
        </IntentLink>
      </div>
      <dl className={styles.parts}>
        {PARTS.map((part) => (
          <div key={part}>
            <dt>{titles[part]}</dt>
            <dd>{t(part)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
