'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useState } from 'react';
import { PredictionChart } from '@/components/exercises/chart/prediction-chart';
import { Notice } from '@/components/kit/notice';
import type { Attempt, AttemptEvent, Commitment } from '@/lib/exercises/attempt';
import type { LegEvidence } from '@/lib/exercises/evidence/evidence';
import type { Figures } from '@/lib/exercises/evidence/run-figures';
import type { AnyExercise } from '@/lib/exercises/exercise';
import { setupOfLeg } from '@/lib/exercises/leg';
import { LegPanel } from './leg-panel';
import styles from './play.module.css';

interface RunStepProps {
  readonly exercise: AnyExercise;
  readonly attempt: Attempt;
  readonly commitment: Commitment;
  /** Begun before this page was opened. */
  readonly resumed: boolean;
  /** Runs of earlier may not serve. */
  readonly fresh: boolean;
  send(event: AttemptEvent): void;
  /** Begins anew; `null` = there is only one go. */
  readonly again: (() => void) | null;
}

/** Measures leg by leg, with the prediction drawn over what comes in. Legs that are done stay in sight. */
export function RunStep({ exercise, attempt, commitment, resumed, fresh, send, again }: RunStepProps) {
  const t = useTranslations('exercises.play');
  const { ask, key } = exercise;
  const index = attempt.legs.length;
  const isOver = index >= ask.legs.length || attempt.told !== undefined;
  const [live, setLive] = useState<{ readonly leg: number; readonly figures: Figures } | null>(null);
  const onFigures = useCallback((leg: number, figures: Figures) => setLive({ leg, figures }), []);
  const onLeg = useCallback(
    (leg: number, evidence: LegEvidence) => send({ type: 'leg', index: leg, leg: evidence }),
    [send],
  );
  const isLive = !isOver && (live?.leg === index || attempt.trials.length > 0);
  const evidence = isLive
    ? [...attempt.legs, { figures: live?.leg === index ? live.figures : {}, trials: attempt.trials }]
    : attempt.legs;
  return (
    <section className={styles.step} aria-label={t('stages.run')} data-stage="run" tabIndex={-1}>
      <h2 className={`${styles.stepTitle} below-3`}>{t('stages.run')}</h2>
      <PredictionChart
        exercise={exercise}
        prediction={commitment.prediction}
        evidence={evidence}
        state={evidence.length > 0 && isOver ? 'done' : isLive ? 'running' : 'empty'}
        graded={attempt.result !== null}
      />
      {resumed && !isOver && !isLive && <p className={`${styles.note} soft small`}>{t('interrupted')}</p>}
      {ask.legs.slice(0, isOver ? index : index + 1).map((leg, place) => {
        const setup = setupOfLeg(leg, attempt.legs, attempt.seed);
        return (
          <LegPanel
            key={leg.title}
            exercise={exercise}
            index={place}
            leg={leg}
            setup={setup}
            attempt={attempt}
            fresh={fresh}
            send={send}
            onFigures={onFigures}
            onLeg={onLeg}
            again={again}
          />
        );
      })}
      {isOver && !attempt.told && !key.truth(attempt.legs) && (
        <Notice standing className="above-4 below-4">
          {ask.needs ?? t('unable')}
        </Notice>
      )}
    </section>
  );
}
