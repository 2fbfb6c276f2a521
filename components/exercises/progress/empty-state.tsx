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
    <section className={`${styles.empty} card grid gap-3`} aria-labelledby="progress-empty">
      <h2 id="progress-empty" ref={headingRef} tabIndex={-1}>
        {t('title')}
      </h2>
      <p className="soft">{t('lead')}</p>
      <div className="row wrap gap-y-2 gap-x-6 above-2 below-4">
        {first && (
          <IntentLink href={`/exercises/${first.id}`} className={buttonLook('go', 'text-center')}>
            {t('begin', { title: first.title })}
          </IntentLink>
        )}
        <IntentLink href="/exercises/scenarios" className="inline-row target small">
          {t('scenario')}
        </IntentLink>
        <IntentLink href="/exercises/test" className="inline-row target small">
          {t('test')}
        </IntentLink>
      </div>
      <dl className={`${styles.parts} grid gap-y-5 gap-x-8 pad-above-6 line-above`}>
        {PARTS.map((part) => (
          <div key={part}>
            <dt className="bold">{titles[part]}</dt>
            <dd className="above-1 soft small">{t(part)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
