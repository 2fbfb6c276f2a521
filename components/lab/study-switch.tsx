'use client';

import { useTranslations } from 'next-intl';
import { STUDIES, type StudyId } from '@/lib/experiment/setup-fields';
import styles from './study-switch.module.css';

interface StudySwitchProps {
  readonly study: StudyId;
  readonly disabled: boolean;
  onChoose(study: StudyId): void;
}

/** What to find out: each study runs the lanes in a way of its own. */
export function StudySwitch({ study, disabled, onChoose }: StudySwitchProps) {
  const t = useTranslations('sentence.study');
  return (
    <fieldset className={`${styles.switch} row wrap gap-y-1 gap-x-2`} disabled={disabled}>
      <legend className="visually-hidden">{t('label')}</legend>
      {STUDIES.map((id) => (
        <label key={id} className={`${styles.choice} relative rounded pointer ring`}>
          <input
            className="unseen"
            type="radio"
            name="study"
            value={id}
            checked={id === study}
            onChange={() => onChoose(id)}
          />
          <span className="center pad-x-3 target soft small rounded">{t(`${id}.name`)}</span>
        </label>
      ))}
      {/* The other studies say at length what they find out. */}
      {study === 'same-workload' && <p>{t('same-workload.about')}</p>}
    </fieldset>
  );
}
