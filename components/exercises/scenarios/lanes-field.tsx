'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { LaneMark } from '@/components/marks/lane-mark';
import { planOfLanes } from '@/lib/exercises/scenarios/plan-of-lanes';
import { MODE_IDS, type ModeId } from '@/lib/modes';
import fields from './fields.module.css';
import styles from './lanes-field.module.css';
import { PlanName } from './plan-name';

interface LanesFieldProps {
  readonly value: readonly ModeId[];
  readonly disabled: boolean;
  onChange(lanes: ModeId[]): void;
}

/** Any of the three lanes; together they are the plan. */
export function LanesField({ value, disabled, onChange }: LanesFieldProps) {
  const t = useTranslations('scenarioCards.lanes');
  const modes = useTranslations('modes');
  const id = useId();
  const plan = planOfLanes(value);
  return (
    <fieldset className={fields.field} aria-describedby={`${id}-hint`}>
      <legend>{t('legend')}</legend>
      <p className="above-1 below-3 measure soft small" id={`${id}-hint`}>
        {t('hint')}
      </p>
      <div className={`${styles.lanes} grid gap-3`}>
        {MODE_IDS.map((lane) => (
          <label key={lane} className={styles.lane}>
            <input
              type="checkbox"
              checked={value.includes(lane)}
              disabled={disabled}
              aria-labelledby={`${id}-${lane}`}
              aria-describedby={`${id}-${lane}-note`}
              onChange={(event) => {
                const { checked } = event.currentTarget;
                onChange(MODE_IDS.filter((each) => (each === lane ? checked : value.includes(each))));
              }}
            />
            <span>
              <span className="row gap-2 bolder leading-snug" id={`${id}-${lane}`}>
                <LaneMark lane={lane} size={18} />
                {modes(`${lane}.name`)}
              </span>
              <span className="block above-1 soft small leading-calm" id={`${id}-${lane}-note`}>
                {t(lane)}
              </span>
            </span>
          </label>
        ))}
      </div>
      <p className={`${styles.plan} row wrap gap-y-1 gap-x-2 above-3 soft no-print`}>
        {plan ? t.rich('plan', { name: () => <PlanName plan={plan} /> }) : t('none')}
      </p>
    </fieldset>
  );
}
