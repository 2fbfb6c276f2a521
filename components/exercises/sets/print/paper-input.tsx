import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import type { AnyExercise } from '@/lib/exercises/exercise';
import type { Option } from '@/lib/exercises/kinds';
import { PaperAxis } from './paper-axis';
import styles from './print.module.css';

/** An exercise's kind with its input, told apart by `kind`. */
type AnyAsk = AnyExercise['ask'];

/** Room for a prediction, by its kind: boxes to tick, blanks to fill, an axis to mark. */
export function PaperInput({ ask }: { ask: AnyAsk }) {
  const t = useTranslations('sets.print');
  const figures = useFigures();
  switch (ask.kind) {
    case 'order':
      return (
        <>
          <p className={styles.small}>
            {t('first', { first: ask.input.first })},{' '}
            {t('last', { count: ask.input.items.length, last: ask.input.last })}
          </p>
          <Boxes options={ask.input.items} />
        </>
      );
    case 'ratio': {
      const { least, most, above, below } = ask.input;
      return (
        <>
          <p className={styles.blank}>{t('timesSentence', { above, below })}</p>
          <PaperAxis scale={{ unit: 'ratio', kind: 'log', least, most }} label={above} />
        </>
      );
    }
    case 'crossover': {
      const { x, curves, never } = ask.input;
      return (
        <>
          <p className={styles.small}>{t('curves', { names: curves.map(({ text }) => text).join('; ') })}</p>
          <div className={styles.sketch} />
          <PaperAxis scale={x} label={x.label} />
          <p className={styles.blank}>{t('crossSentence', { label: x.label })}</p>
          <Boxes options={[{ id: 'never', text: never }]} />
        </>
      );
    }
    case 'choose':
      return <Boxes options={ask.input.options} />;
    case 'load': {
      const { least, most } = ask.input;
      return (
        <>
          <p className={styles.blank}>{t('rateSentence', { least: figures.rate(least), most: figures.rate(most) })}</p>
          <PaperAxis scale={{ unit: 'rate', kind: 'log', least, most }} label={ask.question} />
        </>
      );
    }
    case 'flaw': {
      const { report, flaws, remedies } = ask.input;
      return (
        <>
          <div className={styles.report}>
            <h4>{report.title}</h4>
            <p>{report.text}</p>
            <dl>
              {report.rows.map(({ label, value }) => (
                <div key={label} className={styles.reportRow}>
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
    case 'recall':
      return ask.input.blanks.map(({ id, before, after }) => (
        <p key={id} className={styles.blank}>
          {before} <span className={styles.gap} /> {after}
        </p>
      ));
    case 'sort':
      return (
        <>
          <p className={styles.small}>{t('groups', { names: ask.input.groups.map(({ text }) => text).join('; ') })}</p>
          {ask.input.items.map(({ id, text }) => (
            <p key={id} className={styles.blank}>
              {text} <span className={styles.gap} />
            </p>
          ))}
        </>
      );
    case 'numeric':
      return (
        <>
          <p className={styles.blank}>{t('numberSentence', { label: ask.input.label })}</p>
          <PaperAxis scale={ask.input.scale} label={ask.input.label} />
        </>
      );
  }
}

/** Boxes to tick or to number. */
export function Boxes({ options }: { options: readonly Option[] }) {
  return (
    <ul className={styles.boxes}>
      {options.map(({ id, text }) => (
        <li key={id}>{text}</li>
      ))}
    </ul>
  );
}
