import { useTranslations } from 'next-intl';
import type { Plan } from '@/lib/exercises/content';
import type { ScenarioKey } from '@/lib/exercises/scenarios/faces';
import { CreditMark } from './credit-mark';
import { PlanName } from './plan-name';
import styles from './plan-reason.module.css';

interface PlanReasonProps {
  readonly plan: Plan;
  readonly verdict: ScenarioKey['plans'][Plan];
  /** It is the one the learner chose. */
  readonly isYours?: boolean;
}

/** How a plan fares in this case, and why. */
export function PlanReason({ plan, verdict: { credit, why }, isYours = false }: PlanReasonProps) {
  const t = useTranslations('scenarioCards.result');
  return (
    <li className={`${styles.plan} grid gap-1 pad-y-3 line-above`} data-yours={isYours || undefined}>
      <div className="row wrap gap-y-1 gap-x-3">
        <h4 className="letter">
          <PlanName plan={plan} />
        </h4>
        {isYours && <span className={`${styles.yours} tiny bold`}>{t('yours')}</span>}
        <p className={`${styles.credit} row push gap-2 soft small`} data-credit={credit}>
          <CreditMark credit={credit} />
          {t(`credit.${credit === 1 ? 'full' : credit === 0.5 ? 'half' : 'none'}`)}
        </p>
      </div>
      <p className={`${styles.why} measure leading-calm`}>{why}</p>
    </li>
  );
}
