'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { CRITERIA, WEIGHTS } from '@/lib/exercises/content';
import type { ScenarioFace } from '@/lib/exercises/scenarios/faces';
import type { ScenarioDraft } from '@/lib/exercises/scenarios/scenario-draft';
import fields from './fields.module.css';
import styles from './weights-field.module.css';

interface WeightsFieldProps {
  readonly facts: ScenarioFace['facts'];
  readonly value: ScenarioDraft['weights'];
  readonly disabled: boolean;
  onChange(weights: ScenarioDraft['weights']): void;
}

/** How much each of the five criteria counts; nothing is chosen beforehand. */
export function WeightsField({ facts, value, disabled, onChange }: WeightsFieldProps) {
  const t = useTranslations('scenarioCards');
  const id = useId();
  return (
    <fieldset className={fields.field} aria-describedby={`${id}-hint`}>
      <legend>{t('weights.legend')}</legend>
      <p className="above-1 below-3 measure soft small" id={`${id}-hint`}>
        {t('weights.hint')}
      </p>
      <div className="line-below">
        {CRITERIA.map((criterion) => (
          <fieldset
            key={criterion}
            className={`${styles.criterion} grid gap-y-2 gap-x-6 pad-y-3 narrow line-above`}
            aria-labelledby={`${id}-${criterion}`}
            aria-describedby={`${id}-${criterion}-fact`}
          >
            <div>
              <p className="bold leading-snug" id={`${id}-${criterion}`}>
                {t(`criteria.${criterion}`)}
              </p>
              <p className="soft small leading-snug no-print" id={`${id}-${criterion}-fact`}>
                {facts[criterion]}
              </p>
            </div>
            <div className={`${styles.weights} grid gap-2`}>
              {WEIGHTS.map((weight) => (
                <label key={weight} className={styles.weight}>
                  <input
                    type="radio"
                    name={`${id}-${criterion}`}
                    checked={value[criterion] === weight}
                    disabled={disabled}
                    onChange={() => onChange({ ...value, [criterion]: weight })}
                  />
                  <span>{t(`weights.${weight}`)}</span>
                </label>
              ))}
            </div>
          </fieldset>
        ))}
      </div>
    </fieldset>
  );
}
