import { useTranslations } from 'next-intl';
import { RadioCards } from '@/components/exercises/inputs/radio-cards';
import { Boxes } from '@/components/exercises/paper/boxes';
import paper from '@/components/exercises/paper/print.module.css';
import { textOf } from '@/lib/exercises/option';
import styles from './flaw.module.css';
import type { FieldProps, KindView, PaperProps } from './view';

/** A report to be read with doubt, then what is wrong with it and what would put it right. */
function Field({ input: { report, flaws, remedies }, draft, disabled, onChange }: FieldProps<'flaw'>) {
  const t = useTranslations('prediction.flaw');
  return (
    <div className={`${styles.flaw} grid measure`}>
      <figure className={styles.report}>
        <figcaption>{report.title}</figcaption>
        <p className="pre-line">{report.text}</p>
        <dl>
          {report.rows.map(({ label, value }) => (
            <div key={label}>
              <dt className="soft">{label}</dt>
              <dd className="bold figures">{value}</dd>
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

function Paper({ input: { report, flaws, remedies } }: PaperProps<'flaw'>) {
  const t = useTranslations('sets.print');
  return (
    <>
      <div className={paper.report}>
        <h4>{report.title}</h4>
        <p>{report.text}</p>
        <dl>
          {report.rows.map(({ label, value }) => (
            <div key={label} className={paper.reportRow}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
      <h4>{t('flaw')}</h4>
      <Boxes options={flaws} />
      <h4>{t('remedy')}</h4>
      <Boxes options={remedies} />
    </>
  );
}

export const flaw: KindView<'flaw'> = {
  Field,
  Paper,
  tolerance: 'toleranceFlaw',
  told: ({ flaws }, given) => textOf(flaws, given.flaw),
  note: ({ ask: { input } }, given, { t }) =>
    t('note.flaw', { flaw: textOf(input.flaws, given.flaw), remedy: textOf(input.remedies, given.remedy) }),
  answer: ({ flaws, remedies }, given) => `${textOf(flaws, given.flaw)} ${textOf(remedies, given.remedy)}`,
  history: (given, { t, name }) => t('flaw', { flaw: name(given.flaw), remedy: name(given.remedy) }),
};
