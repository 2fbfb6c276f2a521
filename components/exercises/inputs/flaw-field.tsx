import { useTranslations } from 'next-intl';
import type { FieldProps } from './field-props';
import styles from './flaw-field.module.css';
import { RadioCards } from './radio-cards';

/** A report to be read with doubt, then what is wrong with it and what would put it right. */
export function FlawField({ input: { report, flaws, remedies }, draft, disabled, onChange }: FieldProps<'flaw'>) {
  const t = useTranslations('prediction.flaw');
  return (
    <div className={styles.flaw}>
      <figure className={styles.report}>
        <figcaption>{report.title}</figcaption>
        <p>{report.text}</p>
        <dl>
          {report.rows.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </figure>
      <RadioCards
        legend={t('flaw')}
        options={flaws}
        value={draft.flaw}
        disabled={disabled}
        onChange={(flaw) => onChange({ ...draft, flaw })}
      />
      <RadioCards
        legend={t('remedy')}
        options={remedies}
        value={draft.remedy}
        disabled={disabled}
        onChange={(remedy) => onChange({ ...draft, remedy })}
      />
    </div>
  );
}
