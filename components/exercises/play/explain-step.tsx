'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useEffect, useMemo } from 'react';
import { useFill } from '@/components/exercises/use-fill';
import { Button } from '@/components/kit/button';
import { Notice } from '@/components/kit/notice';
import { type Attempt, type AttemptEvent, type Commitment, isOnSample } from '@/lib/exercises/attempt';
import type { AnyExercise } from '@/lib/exercises/exercise';
import { gradeExercise } from '@/lib/exercises/grade-exercise';
import { fitsInput } from '@/lib/exercises/prediction';
import compare from './compare.module.css';
import { EndLinks, type SetPlace } from './end-links';
import { FollowUp } from './follow-up';
import { GapWords } from './gap-words';
import { PartsList } from './parts-list';
import styles from './play.module.css';
import { ReasonWords } from './reason-words';
import { ToldStep } from './told-step';

interface ExplainStepProps {
  readonly exercise: AnyExercise;
  readonly attempt: Attempt;
  readonly commitment: Commitment;
  readonly next: { readonly id: string; readonly title: string } | null;
  readonly set: SetPlace;
  send(event: AttemptEvent): void;
  /** `null` = there is only one go. */
  readonly again: (() => void) | null;
}

/** The gap, the grade and why; then the idea is carried over to another case. */
export function ExplainStep({ exercise, attempt, commitment, next, set, send, again }: ExplainStepProps) {
  const t = useTranslations('exercises.play');
  const format = useFormatter();
  const fill = useFill();
  const { ask, key } = exercise;
  const { prediction, reason, confidence, words } = commitment;
  const graded = useMemo(
    () => gradeExercise(exercise, prediction, reason, attempt.legs),
    [exercise, prediction, reason, attempt.legs],
  );
  const isNew = graded !== null && attempt.result === null && !attempt.told;
  useEffect(() => {
    if (!graded || !isNew) return;
    const { verdict, score, gap } = graded.grade;
    send({ type: 'grade', result: { verdict, score, gap, outcome: graded.outcome, at: new Date().toISOString() } });
  }, [graded, isNew, send]);
  const isUnfit = !fitsInput(ask.kind, ask.input, prediction);
  const isUnmeasured = !graded && !isUnfit;
  useEffect(() => {
    if (isUnmeasured) send({ type: 'tell', told: { at: new Date().toISOString() } });
  }, [isUnmeasured, send]);
  if (attempt.told || isUnmeasured) {
    return (
      <>
        <ToldStep exercise={exercise} attempt={attempt} commitment={commitment} send={send}>
          {isUnmeasured && attempt.legs.length === ask.legs.length && (
            <Notice standing className="above-4 below-4">
              {ask.needs ?? t('unable')}
            </Notice>
          )}
        </ToldStep>
        {attempt.followUp && <EndLinks ask={ask} attempt={attempt} next={next} set={set} again={again} />}
      </>
    );
  }
  if (!graded) {
    return (
      <section className={styles.step} data-stage="explain" tabIndex={-1} aria-label={t('explain.title')}>
        <h2 className={`${styles.stepTitle} below-3`}>{t('explain.title')}</h2>
        {attempt.result && (
          <p className={`${compare.verdict} flex wrap baseline gap-y-1 gap-x-4`} data-verdict={attempt.result.verdict}>
            <strong>{t(`explain.verdict.${attempt.result.verdict}`)}</strong>
            <span className="soft">
              {t('explain.score', { share: format.number(attempt.result.score, { style: 'percent' }) })}
            </span>
          </p>
        )}
        <Notice standing className="above-4 below-4">
          {t('unfit')}
        </Notice>
        {key.usually && <p className="measure below-6 lead leading-loose">{key.usually}</p>}
        {again && <Button onClick={again}>{t('end.again')}</Button>}
      </section>
    );
  }
  const { grade, outcome, facts } = graded;
  // What was said once stays said, on this page as on that of the progress.
  const told = attempt.result ?? grade;
  const share = format.number(confidence, { style: 'percent' });
  return (
    <>
      <section className={styles.step} data-stage="explain" tabIndex={-1} aria-labelledby={`${ask.id}-compare`}>
        <h2 className={`${styles.stepTitle} below-3`} id={`${ask.id}-compare`}>
          {t('explain.title')}
        </h2>
        <p className={`${compare.verdict} flex wrap baseline gap-y-1 gap-x-4`} data-verdict={told.verdict}>
          <strong>{t(`explain.verdict.${told.verdict}`)}</strong>
          <span className="soft">{t('explain.score', { share: format.number(told.score, { style: 'percent' }) })}</span>
        </p>
        {isOnSample(attempt) && <p className={`${styles.note} soft small`}>{t('explain.onSample')}</p>}
        {told.verdict !== grade.verdict && <p className={`${styles.note} soft small`}>{t('changed')}</p>}
        <GapWords exercise={exercise} grade={grade} evidence={attempt.legs} />
        <p className="measure below-6 lead leading-loose">{fill(key.outcomes[outcome] ?? '', facts)}</p>
        <PartsList ask={ask} commitment={commitment} parts={grade.parts} />
        <ReasonWords exercise={exercise} reason={reason} facts={facts} />
        <p className={`${styles.note} soft small`}>
          {t(`explain.confidence.${confidenceOf(confidence, told.verdict)}`, { share })}
        </p>
        {(words || attempt.seen) && (
          <dl className="grid measure gap-3 above-5 below-5 small">
            {words && (
              <div>
                <dt className="soft">{t('explain.wrote')}</dt>
                <dd className="anywhere">{words}</dd>
              </div>
            )}
            {attempt.seen && (
              <div>
                <dt className="soft">{t('explain.saw')}</dt>
                <dd className="anywhere">{attempt.seen.words}</dd>
              </div>
            )}
          </dl>
        )}
        <FollowUp exercise={exercise} attempt={attempt} facts={facts} send={send} />
      </section>
      {attempt.followUp && <EndLinks ask={ask} attempt={attempt} next={next} set={set} again={again} />}
    </>
  );
}

/** How the confidence suits the outcome. */
function confidenceOf(confidence: number, verdict: 'right' | 'partly' | 'not'): 'good' | 'over' | 'under' | 'even' {
  // Half sure is neither.
  if (verdict === 'right') return confidence > 0.6 ? 'good' : confidence < 0.4 ? 'under' : 'even';
  return confidence > 0.6 ? 'over' : 'even';
}
