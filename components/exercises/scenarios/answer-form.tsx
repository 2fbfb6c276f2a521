'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { ConfidenceField } from '@/components/exercises/inputs/confidence-field';
import { Button } from '@/components/kit/button';
import { CRITERIA } from '@/lib/exercises/content';
import type { ScenarioFace } from '@/lib/exercises/scenarios/faces';
import { missingIn } from '@/lib/exercises/scenarios/scenario-draft';
import styles from './answer-form.module.css';
import { LanesField } from './lanes-field';
import type { useScenario } from './use-scenario';
import { WeightsField } from './weights-field';

interface AnswerFormProps {
  readonly face: ScenarioFace;
  readonly control: ReturnType<typeof useScenario>;
}

/** The lanes, what weighed, how sure, and the lock. */
export function AnswerForm({ face, control }: AnswerFormProps) {
  const t = useTranslations('scenarioCards');
  const format = useFormatter();
  const { draft, stage, failure, change, lock, retry } = control;
  const isOpen = stage === 'open';
  const missing = missingIn(draft);
  const left = CRITERIA.filter((criterion) => draft.weights[criterion] === undefined).length;
  return (
    <form
      className={`${styles.form} grid gap-9 above-8`}
      onSubmit={(event) => {
        event.preventDefault();
        if (isOpen && missing.length === 0) lock();
      }}
    >
      <p className={`${styles.onPaper} hide`}>{t('print.name')}</p>
      <LanesField value={draft.lanes} disabled={!isOpen} onChange={(lanes) => change({ lanes })} />
      <WeightsField
        facts={face.facts}
        value={draft.weights}
        disabled={!isOpen}
        onChange={(weights) => change({ weights })}
      />
      <ConfidenceField value={draft.confidence} disabled={!isOpen} onChange={(confidence) => change({ confidence })} />
      <p className={`${styles.onPaper} hide`} data-lines>
        {t('print.why')}
      </p>
      {stage === 'locked' || stage === 'failed' ? (
        <div
          className={`${styles.locked} grid justify-start gap-3 pad-y-4 pad-x-5 bg-sunken bordered-control rounded-card`}
          role={failure ? 'alert' : 'status'}
        >
          <p>
            <strong>{t('lock.locked')}</strong> {failure ? t('lock.failed') : t('lock.fetching')}
          </p>
          {failure && (
            <>
              <p className={`${styles.note} soft small`}>{failure.detail}</p>
              <Button onClick={retry}>{t('lock.retry')}</Button>
            </>
          )}
        </div>
      ) : (
        <div className={`${styles.lock} row wrap gap-y-3 gap-x-4`}>
          <Button look="go" type="submit" disabled={!isOpen || missing.length > 0}>
            {t('lock.button')}
          </Button>
          <p className={`${styles.note} soft small`} role="status">
            {missing.length > 0
              ? t('lock.missing', { what: format.list(missing.map((what) => t(`lock.${what}`, { left }))) })
              : t('lock.note')}
          </p>
        </div>
      )}
    </form>
  );
}
