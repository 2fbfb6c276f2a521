'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Button } from '@/components/kit/button';
import { type Attempt, type AttemptEvent, MOST_WORDS } from '@/lib/exercises/attempt';
import styles from './play.module.css';

/** So many letters are a few words. */
const LEAST_LETTERS = 8;

/** Asks what the learner saw, before anything is explained. */
export function SeeStep({ attempt, send }: { attempt: Attempt; send(event: AttemptEvent): void }) {
  const t = useTranslations('exercises.play.see');
  const id = useId();
  // What was typed before a refresh is there after it.
  const [words, setWords] = useState(() => (typeof attempt.draft?.seen === 'string' ? attempt.draft.seen : ''));
  const [short, setShort] = useState(false);
  if (attempt.seen) return null;
  const go = () => {
    if (words.trim().length < LEAST_LETTERS) setShort(true);
    else send({ type: 'see', seen: { words: words.trim(), at: new Date().toISOString() } });
  };
  return (
    <section className={styles.step} aria-label={t('title')} data-stage="see" tabIndex={-1}>
      <h2 className={`${styles.stepTitle} below-3`}>{t('title')}</h2>
      <div className={`${styles.field} grid measure gap-1 above-5 below-5`}>
        <label className="bold" htmlFor={`${id}-saw`}>
          {t('lead')}
        </label>
        <textarea
          id={`${id}-saw`}
          rows={3}
          maxLength={MOST_WORDS}
          value={words}
          aria-invalid={short}
          aria-describedby={short ? `${id}-short` : undefined}
          onChange={(event) => {
            setWords(event.currentTarget.value);
            send({ type: 'draft', draft: { seen: event.currentTarget.value } });
            setShort(false);
          }}
        />
        {short && (
          <p id={`${id}-short`} className={`${styles.note} soft small`} role="alert">
            {t('short')}
          </p>
        )}
      </div>
      <Button look="go" className="wide-on-phones" onClick={go}>
        {t('go')}
      </Button>
    </section>
  );
}
