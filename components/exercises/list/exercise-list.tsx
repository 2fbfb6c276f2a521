'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { SimulatedMark } from '@/components/exercises/scenes/simulated-mark';
import { useKept } from '@/components/exercises/use-kept';
import { buttonLook } from '@/components/kit/button-look';
import { IntentLink } from '@/components/shell/intent-link';
import { CONCEPT_IDS, type ConceptId } from '@/lib/exercises/concepts';
import type { Ask } from '@/lib/exercises/exercise';
import { type ExerciseState, statesOf } from '@/lib/exercises/exercise-state';
import styles from './exercise-list.module.css';

/** What the list shows of an exercise. */
export interface ListedExercise extends Pick<Ask, 'id' | 'kind' | 'level' | 'concepts' | 'minutes' | 'title' | 'goal'> {
  readonly runs: number;
  /** What it is graded on is simulated. */
  readonly simulated: boolean;
}

/** What is shown: one concept, or what is graded on one kind of evidence. */
type Choice = ConceptId | 'all' | 'measured' | 'simulated';

function isChosen({ concepts, simulated, runs }: ListedExercise, choice: Choice): boolean {
  if (choice === 'all') return true;
  if (choice === 'simulated') return simulated;
  return choice === 'measured' ? runs > 0 && !simulated : concepts.includes(choice);
}

/** All exercises, by what they are about, and how far the learner has come in each. */
export function ExerciseList({ exercises }: { exercises: readonly ListedExercise[] }) {
  const t = useTranslations('exercises');
  const id = useId();
  const [choice, setChoice] = useState<Choice>('all');
  const { kept } = useKept('attempts');
  const states = statesOf(kept?.all ?? []);
  const stateOf = (exercise: ListedExercise): ExerciseState => states.get(exercise.id) ?? 'new';
  const isDone = (exercise: ListedExercise) => !['new', 'begun'].includes(stateOf(exercise));
  const shown = exercises.filter((exercise) => isChosen(exercise, choice));
  const goOn =
    exercises.find((exercise) => stateOf(exercise) === 'begun') ?? exercises.find((exercise) => !isDone(exercise));
  return (
    <div className="pad-above-5 pad-below-8">
      {/* The room is there before anything is known of the learner. */}
      <div className="row wrap gap-y-3 gap-x-5 below-5 target">
        {goOn && (
          <IntentLink
            href={`/exercises/${goOn.id}`}
            className={buttonLook('go', `${styles.go} wide-on-phones`)}
            data-known={kept ? true : undefined}
          >
            {stateOf(goOn) === 'begun' || exercises.some(isDone)
              ? t('list.goOn', { title: goOn.title })
              : t('list.next')}
          </IntentLink>
        )}
        <p className="soft small figures">
          {t('list.count', { done: exercises.filter(isDone).length, of: exercises.length })}
        </p>
        <div className={`${styles.filter} row wrap push gap-2 small`}>
          <label htmlFor={`${id}-concept`}>{t('list.filter')}</label>
          <select
            id={`${id}-concept`}
            value={choice}
            // The options are all that a choice can be.
            onChange={(event) => setChoice(event.currentTarget.value as Choice)}
          >
            <option value="all">{t('list.all')}</option>
            <option value="measured">{t('list.onlyMeasured')}</option>
            <option value="simulated">{t('list.onlySimulated')}</option>
            {CONCEPT_IDS.map((each) => (
              <option key={each} value={each}>
                {t(`concepts.${each}`)}
              </option>
            ))}
          </select>
        </div>
      </div>
      {shown.length === 0 && <p>{t('list.none')}</p>}
      <ol className={`${styles.list} plain-list grid gap-4`}>
        {shown.map((exercise) => (
          <li key={exercise.id}>
            <article
              className={`${styles.card} card grid gap-1 pad-y-4 pad-x-5 narrow anywhere relative`}
              data-state={stateOf(exercise)}
            >
              <p className="flex wrap between gap-3 soft tiny">
                <span>{t(`kinds.${exercise.kind}`)}</span>
                <span>{t(`concepts.${exercise.concepts[0]}`)}</span>
              </p>
              <h2>
                <IntentLink href={`/exercises/${exercise.id}`}>{exercise.title}</IntentLink>
              </h2>
              <p className="soft small leading-calm">{exercise.goal}</p>
              <p className="flex wrap gap-y-0 gap-x-3 above-1 soft tiny">
                <span>{t('list.minutes', { minutes: exercise.minutes })}</span>
                {exercise.simulated ? <SimulatedMark /> : <span>{t('list.runs', { count: exercise.runs })}</span>}
                <span className={`${styles.state} push bold`}>{t(`list.state.${stateOf(exercise)}`)}</span>
              </p>
            </article>
          </li>
        ))}
      </ol>
    </div>
  );
}
