import { useTranslations } from 'next-intl';
import { LaneMark } from '@/components/marks/lane-mark';
import { lanesOfPlan, type Plan } from '@/lib/exercises/content';

/** A plan by the marks of its lanes and in words. */
export function PlanName({ plan }: { plan: Plan }) {
  const t = useTranslations('scenarioCards.plans');
  return (
    <span className="inline-row gap-2">
      <span className="inline-flex rigid gap-1">
        {lanesOfPlan(plan).map((lane) => (
          <LaneMark key={lane} lane={lane} size={16} />
        ))}
      </span>
      {t(plan)}
    </span>
  );
}
