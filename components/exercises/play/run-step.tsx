'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useState } from 'react';
import { PredictionChart } from '@/components/exercises/chart/prediction-chart';
import type { Attempt, AttemptEvent, Commitment } from '@/lib/exercises/attempt';
import type { LegEvidence } from '@/lib/exercises/evidence/evidence';
import type { Figures } from '@/lib/exercises/evidence/run-figures';
import type { AnyExercise } from '@/lib/exercises/exercise';
import { setupOfLeg } from '@/lib/exercises/leg';
import { LegSetUp } from './leg-set-up';
import { MeasuredLeg } from './measured-leg';
import styles from './play.module.css';
import { RunLeg } from './run-leg';
import { SearchLeg } from './search-leg';
import { StudyLeg } from './study-leg';

interface RunStepProps {
  readonly exercise: AnyExercise;
  readonly attempt: Attempt;
  readonly commitment: Commitment;
  readonly resumed: boolean;
  send(event: AttemptEvent): void;
}

/** Measures leg by leg, with the prediction drawn over what comes in. */
export function RunStep({ exercise, attempt, commitment, resumed, send }: RunStepProps) {
  const t = useTranslations('exercises.play');
  const { ask, key } = exercise;
  const index = attempt.legs.length;
  const leg = ask.legs[index];
  const setup = leg ? setupOfLeg(leg, attempt.legs, attempt.seed) : null;
  const [live, setLive] = useState<{ readonly leg: number; readonly figures: Figures } | null>(null);
  const onFigures = useCallback((figures: Figures) => setLive({ leg: index, figures }), [index]);
  const onLeg = useCallback((evidence: LegEvidence) => send({ type: 'leg', leg: evidence }), [send]);
  const evidence = [
    ...attempt.legs,
    ...(leg && live?.leg === index ? [{ figures: live.figures, trials: attempt.trials }] : []),
  ];
  const isOver = !leg;
  // Before anything is measured the explanation must not tell what to look for: only what was said is drawn.
  return (
    <section className={styles.step} aria-label={t('stages.run')} data-stage="run" tabIndex={-1}>
      <h2 className={styles.stepTitle}>{t('stages.run')}</h2>
      {attempt.legs.map((measured, place) => (
        <MeasuredLeg key={measured.measuredAt} leg={ask.legs[place]?.title ?? ''} evidence={measured} />
      ))}
      {leg && setup && (
        <>
          <LegSetUp ask={ask} index={index} evidence={attempt.legs} seed={attempt.seed} />
          {resumed && <p className={styles.note}>{t('interrupted')}</p>}
        </>
      )}
      <PredictionChart
        exercise={exercise}
        prediction={commitment.prediction}
        evidence={evidence}
        state={isOver ? 'done' : live?.leg === index ? 'running' : 'empty'}
        graded={attempt.result !== null}
      />
      {leg && !setup && <p className={styles.problem}>{ask.needs ?? t('unable')}</p>}
      {leg && setup && leg.search && (
        <SearchLeg
          key={index}
          leg={leg}
          search={leg.search}
          setup={setup}
          trials={attempt.trials}
          send={send}
          onLeg={onLeg}
        />
      )}
      {leg && setup && !leg.search && setup.study !== 'same-workload' && (
        <StudyLeg key={index} leg={leg} setup={setup} onFigures={onFigures} onLeg={onLeg} />
      )}
      {leg && setup && !leg.search && setup.study === 'same-workload' && (
        <RunLeg key={index} leg={leg} setup={setup} onFigures={onFigures} onLeg={onLeg} />
      )}
      {isOver && !key.truth(attempt.legs) && <p className={styles.problem}>{ask.needs ?? t('unable')}</p>}
    </section>
  );
}
