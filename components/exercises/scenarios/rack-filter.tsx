import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { CONCEPT_IDS, LEVELS } from '@/lib/exercises/concepts';
import type { RackChoice } from '@/lib/exercises/scenarios/rack-choice';
import styles from './rack-filter.module.css';

interface RackFilterProps {
  readonly choice: RackChoice;
  /** `null` as long as the page is only looked at. */
  readonly onChange: ((choice: RackChoice) => void) | null;
}

/** Which level and which concept the cards shown are of. */
export function RackFilter({ choice, onChange }: RackFilterProps) {
  const t = useTranslations('scenarioCards.rack');
  const words = useTranslations('exercises');
  const id = useId();
  return (
    <fieldset className={`${styles.filter} flex wrap gap-y-3 gap-x-5 small no-print`} aria-label={t('filter')}>
      <div className="row gap-2">
        <label htmlFor={`${id}-level`}>{t('level')}</label>
        <select
          id={`${id}-level`}
          value={choice.level ?? ''}
          disabled={!onChange}
          onChange={({ currentTarget: { value } }) =>
            onChange?.({ ...choice, level: LEVELS.find((level) => level === value) ?? null })
          }
        >
          <option value="">{t('allLevels')}</option>
          {LEVELS.map((level) => (
            <option key={level} value={level}>
              {words(`levels.${level}`)}
            </option>
          ))}
        </select>
      </div>
      <div className="row gap-2">
        <label htmlFor={`${id}-concept`}>{t('concept')}</label>
        <select
          id={`${id}-concept`}
          value={choice.concept ?? ''}
          disabled={!onChange}
          onChange={({ currentTarget: { value } }) =>
            onChange?.({ ...choice, concept: CONCEPT_IDS.find((concept) => concept === value) ?? null })
          }
        >
          <option value="">{t('allConcepts')}</option>
          {CONCEPT_IDS.map((concept) => (
            <option key={concept} value={concept}>
              {words(`concepts.${concept}`)}
            </option>
          ))}
        </select>
      </div>
    </fieldset>
  );
}
