'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useId } from 'react';
import { ConfidenceField } from '@/components/exercises/inputs/confidence-field';
import { ReasonField } from '@/components/exercises/inputs/reason-field';
import { PredictionField } from '@/components/exercises/kinds/prediction-field';
import { Button } from '@/components/kit/button';
import { type Attempt, type AttemptEvent, MOST_WORDS } from '@/lib/exercises/attempt';
import { type AttemptDraft, attemptDraftFrom } from '@/lib/exercises/attempt-draft';
import { draftOfPrediction, predictionOf } from '@/lib/exercises/draft';
import type { Ask } from '@/lib/exercises/exercise';
import { LegSetUp } from './leg-set-up';
import styles from './play.module.css';

interface PredictStepProps {
  readonly ask: Ask;
  readonly attempt: Attempt;
  send(event: AttemptEvent): void;
}

/** The case, what will be run, and the prediction; once it is locked in, what was said. */
export function PredictStep({ ask, attempt, send }: PredictStepProps) {
  const t = useTranslations('exercises.play');
  const format = useFormatter();
  const id = useId();
  const { commitment } = attempt;
  const draft = attemptDraftFrom(attempt.draft);
  const change = (part: Partial<AttemptDraft>) => send({ type: 'draft', draft: { ...draft, ...part } });
  const prediction = predictionOf(ask, draft.prediction);
  const { confidence, words } = draft;
  // A draft may be older than the exercise.
  const reason = ask.reasons.some(({ id: known }) => known === draft.reason) ? draft.reason : null;
  const missing = [
    ...(prediction ? [] : ['prediction' as const]),
    ...(reason ? [] : ['reason' as const]),
    ...(confidence ? [] : ['confidence' as const]),
  ];
  const commit = () => {
    if (!prediction || !reason || !confidence) return;
    send({ type: 'commit', commitment: { prediction, reason, confidence, words, at: new Date().toISOString() } });
  };
  return (
    <section className={styles.step} aria-label={t('stages.predict')} data-stage="predict" tabIndex={-1}>
      {ask.prompt.split('\n\n').map((paragraph) => (
        <p key={paragraph} className="measure below-3 leading-loose">
          {paragraph}
        </p>
      ))}
      {ask.legs.length > 0 && !commitment && (
        <div className={styles.setUp}>
          <h2>{t('willRun')}</h2>
          {ask.legs.map((leg, index) => (
            <LegSetUp key={leg.title} ask={ask} index={index} evidence={attempt.legs} seed={attempt.seed} />
          ))}
          <p className={`${styles.note} soft small`}>{t('locked')}</p>
        </div>
      )}
      <div className={styles.prediction} data-locked={commitment ? true : undefined}>
        <h2 className={`${styles.question} measure below-4 large leading-snug`}>{ask.question}</h2>
        <PredictionField
          ask={ask}
          value={commitment ? draftOfPrediction(commitment.prediction) : draft.prediction}
          disabled={commitment !== null}
          onChange={(next) => change({ prediction: next })}
        />
        {commitment ? (
          <div className="grid gap-1 above-5 pad-above-4 small line-above">
            <p>
              <strong>{t('committed')}.</strong>{' '}
              {t('sure', { share: format.number(commitment.confidence, { style: 'percent' }) })}
            </p>
            <p>
              {t('because')}: {ask.reasons.find((each) => each.id === commitment.reason)?.text}
            </p>
            {commitment.words && <p className={`${styles.own} pad-start-3 soft anywhere`}>{commitment.words}</p>}
          </div>
        ) : (
          <>
            <ReasonField
              reasons={ask.reasons}
              value={reason}
              disabled={false}
              onChange={(next) => change({ reason: next })}
            />
            <div className={`${styles.field} grid measure gap-1 above-5 below-5`}>
              <label className="bold" htmlFor={`${id}-words`}>
                {t('ownWords')}
              </label>
              <textarea
                id={`${id}-words`}
                rows={2}
                maxLength={MOST_WORDS}
                value={words}
                aria-describedby={`${id}-words-hint`}
                onChange={(event) => change({ words: event.currentTarget.value })}
              />
              <p id={`${id}-words-hint`} className={`${styles.note} soft small`}>
                {t('ownWordsHint')}
              </p>
            </div>
            <ConfidenceField value={confidence} disabled={false} onChange={(next) => change({ confidence: next })} />
            <div className="row wrap gap-y-3 gap-x-4 above-6">
              <Button look="go" className="wide-on-phones" disabled={missing.length > 0} onClick={commit}>
                {t('commit')}
              </Button>
              <p className={`${styles.note} soft small`} role="status">
                {missing.length > 0
                  ? `${t('missing.label')}: ${format.list(missing.map((what) => t(`missing.${what}`)))}`
                  : t('commitNote')}
              </p>
            </div>
          </>
        )}
      </div>
    </section>
  );
}
