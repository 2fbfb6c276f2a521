'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { ConfidenceField } from '@/components/exercises/inputs/confidence-field';
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
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (isOpen && missing.length === 0) lock();
      }}
    >
      <p className={styles.onPaper}>{t('print.name')}</p>
      <LanesField value={draft.lanes} disabled={!isOpen} onChange={(lanes) => change({ lanes })} />
      <WeightsField
        facts={face.facts}
        value={draft.weights}
        disabled={!isOpen}
        onChange={(weights) => change({ weights })}
      />
      <ConfidenceField value={draft.confidence} disabled={!isOpen} onChange={(confidence) => change({ confidence })} />
      <p className={styles.onPaper} data-lines>
        {t('print.why')}
      </p>
      {stage === 'locked' || stage === 'failed' ? (
        <div className={styles.locked} role={failure ? 'alert' : 'status'}>
          <p>
            <strong>{t('lock.locked')}</strong> {failure ? t('lock.failed') : t('lock.fetching')}
          </p>
          {failure && (
            <>
              <p className={styles.note}>{failure.detail}</p>
              <button type="button" className={styles.quiet} onClick={retry}>
                {t('lock.retry')}
              </button>
            </>
          )}
        </div>
      ) : (
        <div className={styles.lock}>
          <button type="submit" className={styles.go} disabled={!isOpen || missing.length > 0}>
            {t('lock.button')}
          </button>
          <p className={styles.note} role="status">
            {missing.length > 0
              ? t('lock.missing', { what: format.list(missing.map((what) => t(`lock.${what}`, { left }))) })
              : t('lock.note')}
          </p>
        </div>
      )}
    </form>
  );
}
