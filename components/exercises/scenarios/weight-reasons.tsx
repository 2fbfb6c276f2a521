import { useTranslations } from 'next-intl';
import { CRITERIA } from '@/lib/exercises/content';
import type { ScenarioKey } from '@/lib/exercises/scenarios/faces';
import { SCENARIO_POINTS, type ScenarioChoice, type ScenarioGrade } from '@/lib/exercises/scenarios/grade-scenario';
import styles from './weight-reasons.module.css';

interface WeightReasonsProps {
  readonly scenario: ScenarioKey;
  readonly answer: ScenarioChoice;
  readonly grade: ScenarioGrade;
}

/** How much each criterion counts in this case, beside how much the learner let it count, and why. */
export function WeightReasons({ scenario, answer, grade }: WeightReasonsProps) {
  const t = useTranslations('scenarioCards');
  const of = SCENARIO_POINTS.weight;
  return (
    <section className={styles.weights}>
      <h3 className="below-2">{t('result.weightsTitle')}</h3>
      <ul className="plain-list line-below">
        {CRITERIA.map((criterion) => {
          const { weight, why } = scenario.weights[criterion];
          const yours = answer.weights[criterion];
          return (
            <li className="grid gap-y-1 gap-x-6 pad-y-3 line-above" key={criterion}>
              <h4 className="leading-calm letter">{t(`criteria.${criterion}`)}</h4>
              <p className="flex wrap baseline gap-y-0 gap-x-3 small bold">
                <span>{t(`weights.${weight}`)}</span>
                <span className="soft regular">
                  {yours === weight ? t('result.same') : t('result.yourWeight', { weight: t(`weights.${yours}`) })}
                </span>
                <span className="push soft regular figures">
                  {t('result.ofPoints', { points: grade.weightPoints[criterion], of })}
                </span>
              </p>
              <p className={`${styles.why} measure leading-calm`}>{why}</p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
