import { useTranslations } from 'next-intl';
import styles from '@/components/exercises/paper/print.module.css';
import { CRITERIA, PLANS } from '@/lib/exercises/content';
import type { ScenarioKey } from '@/lib/exercises/scenarios/faces';

/** The key of a scenario card: what each plan is worth, how much each criterion counts, and what would turn it. */
export function ScenarioKeySheet({ scenario }: { scenario: ScenarioKey }) {
  const t = useTranslations('sets.print');
  const words = useTranslations('scenarioCards');
  const plans = PLANS.toSorted((a, b) => scenario.plans[b].credit - scenario.plans[a].credit);
  return (
    <>
      <h3>{t('plans')}</h3>
      <ul className={styles.keyList}>
        {plans.map((plan) => {
          const { credit, why } = scenario.plans[plan];
          return (
            <li key={plan}>
              <strong>
                {words(`plans.${plan}`)}: {t(`credit.${credit === 1 ? 'full' : credit === 0 ? 'none' : 'half'}`)}.
              </strong>{' '}
              {why}
            </li>
          );
        })}
      </ul>
      {scenario.between && (
        <p>
          <strong>{t('between')}:</strong> {scenario.between}
        </p>
      )}
      <h3>{t('weights')}</h3>
      <ul className={styles.keyList}>
        {CRITERIA.map((criterion) => {
          const { weight, why } = scenario.weights[criterion];
          return (
            <li key={criterion}>
              <strong>
                {words(`criteria.${criterion}`)}: {words(`weights.${weight}`)}.
              </strong>{' '}
              {why}
            </li>
          );
        })}
      </ul>
      <p>
        <strong>{t('turn')}:</strong> {scenario.turn}
      </p>
    </>
  );
}
