'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Attempt, AttemptEvent, Commitment } from '@/lib/exercises/attempt';
import type { AnyExercise } from '@/lib/exercises/exercise';
import { FollowUp } from './follow-up';
import styles from './play.module.css';
import { ReasonWords } from './reason-words';

interface ToldStepProps {
  readonly exercise: AnyExercise;
  readonly attempt: Attempt;
  readonly commitment: Commitment;
  send(event: AttemptEvent): void;
  /** What was in the way, where it was no INVALID run. */
  readonly children?: ReactNode;
}

const NO_FACTS = {};

/** What usually happens, in words without figures and without a grade: nobody goes without an explanation. */
export function ToldStep({ exercise, attempt, commitment, send, children }: ToldStepProps) {
  const t = useTranslations('exercises.play.told');
  const { ask, key } = exercise;
  return (
    <section className={styles.step} data-stage="explain" tabIndex={-1} aria-labelledby={`${ask.id}-told`}>
      <h2 className={`${styles.stepTitle} below-3`} id={`${ask.id}-told`}>
        {t('title')}
      </h2>
      {children}
      <p className={`${styles.note} soft small`}>{t('note')}</p>
      <p className="measure below-6 lead leading-loose">{key.usually}</p>
      <ReasonWords exercise={exercise} reason={commitment.reason} facts={NO_FACTS} />
      <FollowUp exercise={exercise} attempt={attempt} facts={NO_FACTS} send={send} />
    </section>
  );
}
