import { useTranslations } from 'next-intl';
import type { Plan } from '@/lib/exercises/content';
import type { ScenarioKey } from '@/lib/exercises/scenarios/faces';
import { defensiblePlans, plansToExplain } from '@/lib/exercises/scenarios/grade-scenario';
import { PlanReason } from './plan-reason';
import styles from './plan-reasons.module.css';

interface PlanReasonsProps {
  readonly scenario: ScenarioKey;
  readonly chosen: Plan;
}

/** All seven plans: the chosen one, then those that can be defended, then what is left. */
export function PlanReasons({ scenario, chosen }: PlanReasonsProps) {
  const t = useTranslations('scenarioCards.result');
  const { defensible, rest } = plansToExplain(scenario, chosen);
  return (
    <section className={styles.plans}>
      <h3>{t('plansTitle')}</h3>
      {scenario.between !== undefined && (
        <div className={`${styles.between} grid gap-1 above-1 below-4 pad-y-4 pad-x-5 bg-sunken`}>
          <p className="measure leading-loose">
            <strong className="lead bolder">{t('between', { count: defensiblePlans(scenario).length })}</strong>
          </p>
          <p className="measure leading-loose">{scenario.between}</p>
        </div>
      )}
      <ul className="plain-list">
        <PlanReason plan={chosen} verdict={scenario.plans[chosen]} isYours />
        {defensible.map((plan) => (
          <PlanReason key={plan} plan={plan} verdict={scenario.plans[plan]} />
        ))}
      </ul>
      <details>
        <summary>{t('rest', { count: rest.length })}</summary>
        <ul className="plain-list">
          {rest.map((plan) => (
            <PlanReason key={plan} plan={plan} verdict={scenario.plans[plan]} />
          ))}
        </ul>
      </details>
    </section>
  );
}
