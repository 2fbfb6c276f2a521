'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import type { Attempt, AttemptEvent } from '@/lib/exercises/attempt';
import type { AnyExercise, Facts } from '@/lib/exercises/exercise';
import compare from './compare.module.css';
import styles from './play.module.css';
import { useUnitWords } from './use-unit-words';

interface FollowUpProps {
  readonly exercise: AnyExercise;
  readonly attempt: Attempt;
  readonly facts: Facts;
  send(event: AttemptEvent): void;
}

/** One more question, about another case; every choice is explained once one is given. */
export function FollowUp({ exercise, attempt, facts, send }: FollowUpProps) {
  const t = useTranslations('exercises.play.follow');
  const { fill } = useUnitWords();
  const id = useId();
  const [chosen, setChosen] = useState<number | null>(null);
  const { question, choices } = exercise.key.followUp;
  const { followUp } = attempt;
  const answer = () => {
    const choice = chosen === null ? undefined : choices[chosen];
    if (chosen === null || !choice) return;
    send({ type: 'follow', followUp: { choice: chosen, right: choice.right, at: new Date().toISOString() } });
  };
  return (
    <fieldset className={compare.follow} data-stage="done" tabIndex={-1}>
      <legend>
        <span className={compare.label}>{t('title')}</span>
        {fill(question, facts)}
      </legend>
      {choices.map(({ text, right, why }, index) => (
        <div key={text} className={compare.choice} data-right={followUp ? right : undefined}>
          <label>
            <input
              type="radio"
              name={`${id}-choice`}
              checked={(followUp?.choice ?? chosen) === index}
              disabled={followUp !== null}
              onChange={() => setChosen(index)}
            />
            <span>{fill(text, facts)}</span>
          </label>
          {followUp && (
            <p>
              {(followUp.choice === index || right) && <strong>{t(right ? 'right' : 'wrong')} </strong>}
              {fill(why, facts)}
            </p>
          )}
        </div>
      ))}
      {!followUp && (
        <button type="button" className={styles.quiet} disabled={chosen === null} onClick={answer}>
          {t('answer')}
        </button>
      )}
    </fieldset>
  );
}
