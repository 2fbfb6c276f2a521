'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/kit/button';
import { buttonLook } from '@/components/kit/button-look';
import { IntentLink } from '@/components/shell/intent-link';
import type { Attempt } from '@/lib/exercises/attempt';
import { WAYS_BACK } from '@/lib/exercises/concepts';
import type { Ask } from '@/lib/exercises/exercise';
import styles from './play.module.css';

/** The set an exercise was opened from; `null` = from none. */
export interface SetPlace {
  readonly title: string | null;
  readonly href: string | null;
}

interface EndLinksProps {
  readonly ask: Ask;
  readonly attempt: Attempt;
  readonly next: { readonly id: string; readonly title: string } | null;
  readonly set: SetPlace;
  /** `null` = there is only one go. */
  readonly again: (() => void) | null;
}

/** Where an exercise leads to. */
export function EndLinks({ ask, attempt, next, set, again }: EndLinksProps) {
  const t = useTranslations('exercises.play.end');
  const concepts = useTranslations('exercises.concepts');
  const [concept] = ask.concepts;
  const [leg] = attempt.legs;
  return (
    <section className="above-8" aria-label={t('title')}>
      <h2 className={`${styles.stepTitle} below-3`}>{t('title')}</h2>
      <div className="row wrap gap-3">
        {set.href && (
          <IntentLink href={set.href} className={buttonLook('go')}>
            {set.title ? t('backToSet', { title: set.title }) : t('back')}
          </IntentLink>
        )}
        {next && !set.href && (
          <IntentLink href={`/exercises/${next.id}`} className={buttonLook('go')}>
            {t('next', { title: next.title })}
          </IntentLink>
        )}
        {again && <Button onClick={again}>{t('again')}</Button>}
        {leg && (
          <IntentLink href={leg.simulated ? '/simulator' : `/lab?${leg.setup}`} className={buttonLook()}>
            {t(leg.simulated ? 'simulator' : 'lab')}
          </IntentLink>
        )}
        <IntentLink href={WAYS_BACK[concept].lesson} className={buttonLook()}>
          {t('lesson', { concept: concepts(concept) })}
        </IntentLink>
        <IntentLink href="/exercises/progress" className={buttonLook()}>
          {t('progress')}
        </IntentLink>
      </div>
    </section>
  );
}
