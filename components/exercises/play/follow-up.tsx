'use client';

import { useTranslations } from 'next-intl';
import { useId, useMemo, useState } from 'react';
import { useFill } from '@/components/exercises/use-fill';
import { Button } from '@/components/kit/button';
import type { Attempt, AttemptEvent } from '@/lib/exercises/attempt';
import type { AnyExercise, Facts } from '@/lib/exercises/exercise';
import { choiceOrder } from '@/lib/exercises/practice/choice-order';
import compare from './compare.module.css';

interface FollowUpProps {
  readonly exercise: AnyExercise;
  readonly attempt: Attempt;
  readonly facts: Facts;
  send(event: AttemptEvent): void;
}

/** One more question, about another case; every choice is explained once one is given. */
export function FollowUp({ exercise, attempt, facts, send }: FollowUpProps) {
  const t = useTranslations('exercises.play.follow');
  const fill = useFill();
  const id = useId();
  const [chosen, setChosen] = useState<number | null>(null);
  const { question, choices } = exercise.key.followUp;
  const { followUp } = attempt;
  // Drawn, so that no place is the right one's; what is kept is the place in the file.
  const order = useMemo(() => choiceOrder(0, attempt.id, choices.length), [attempt.id, choices.length]);
  const answer = () => {
    const choice = chosen === null ? undefined : choices[chosen];
    if (chosen === null || !choice) return;
    send({ type: 'follow', followUp: { choice: chosen, right: choice.right, at: new Date().toISOString() } });
  };
  return (
    <fieldset
      className={`${compare.follow} grid justify-start narrow measure gap-2 above-8 card`}
      data-stage="done"
      tabIndex={-1}
    >
      <legend>
        <span className="block below-1 soft small semibold">{t('title')}</span>
        {fill(question, facts)}
      </legend>
      {order.map((index) => {
        const choice = choices[index];
        if (!choice) return null;
        const { text, right, why } = choice;
        return (
          <div key={text} className={`${compare.choice} full`} data-right={followUp ? right : undefined}>
            <label className="row target pointer gap-3 pad-y-2 pad-x-3 bordered-control rounded">
              <input
                type="radio"
                name={`${id}-choice`}
                checked={(followUp?.choice ?? chosen) === index}
                disabled={followUp !== null}
                onChange={() => setChosen(index)}
              />
              <span>
                {fill(text, facts)}
                {followUp?.choice === index && <em> ({t('yours')})</em>}
              </span>
            </label>
            {followUp && (
              <p className="pad-x-3 pad-above-1 pad-below-2 small">
                {(followUp.choice === index || right) && <strong>{t(right ? 'right' : 'wrong')} </strong>}
                {fill(why, facts)}
              </p>
            )}
          </div>
        );
      })}
      {!followUp && (
        <Button disabled={chosen === null} onClick={answer}>
          {t('answer')}
        </Button>
      )}
    </fieldset>
  );
}
