import { useTranslations } from 'next-intl';
import { DataTable } from '@/components/kit/data-table';
import { CRITERIA } from '@/lib/exercises/content';
import type { ScenarioFace } from '@/lib/exercises/scenarios/faces';
import styles from './case-card.module.css';

/** The front of a card: the case, and what is known of each criterion. */
export function CaseCard({ face: { text, facts } }: { face: ScenarioFace }) {
  const t = useTranslations('scenarioCards');
  return (
    <section className={`${styles.card} grid index-card`} aria-label={t('card.case')}>
      <div className={`${styles.text} grid from-top gap-3 measure lead leading-loose`}>
        {text.split('\n\n').map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
      <DataTable className={styles.facts}>
        <caption>{t('card.facts')}</caption>
        <thead className="visually-hidden">
          <tr>
            <th className="nowrap" scope="col">
              {t('card.criterion')}
            </th>
            <th className="nowrap" scope="col">
              {t('card.fact')}
            </th>
          </tr>
        </thead>
        <tbody>
          {CRITERIA.map((criterion) => (
            <tr key={criterion}>
              <th className="nowrap" scope="row">
                {t(`criteria.${criterion}`)}
              </th>
              <td>{facts[criterion]}</td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </section>
  );
}
