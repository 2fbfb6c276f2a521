import { useTranslations } from 'next-intl';
import { LaneMark } from '@/components/marks/lane-mark';
import { lanesOfPlan, type Plan } from '@/lib/exercises/content';
import styles from './plan-name.module.css';

/** A plan by the marks of its lanes and in words. */
export function PlanName({ plan }: { plan: Plan }) {
  const t = useTranslations('scenarioCards.plans');
  return (
    <span className={styles.plan}>
      <span className={styles.marks}>
        {lanesOfPlan(plan).map((lane) => (
          <LaneMark key={lane} lane={lane} size={16} />
        ))}
      </span>
      {t(plan)}
    </span>
  );
}
