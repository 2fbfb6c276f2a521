'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import type { ScenarioKey } from '@/lib/exercises/scenarios/faces';
import { gradeScenario } from '@/lib/exercises/scenarios/grade-scenario';
import { PlanReasons } from './plan-reasons';
import { PointsTable } from './points-table';
import styles from './scenario-result.module.css';
import type { LockedAnswer } from './use-scenario';
import { WeightReasons } from './weight-reasons';

interface ScenarioResultProps {
  readonly scenario: ScenarioKey;
  readonly answer: LockedAnswer;
  readonly headingRef: React.Ref<HTMLHeadingElement>;
}

/** The back of a card: the points and how they came about, every plan, every weight, and what would change it all. */
export function ScenarioResult({ scenario, answer, headingRef }: ScenarioResultProps) {
  const t = useTranslations('scenarioCards.result');
  const format = useFormatter();
  const figures = useFigures();
  const grade = gradeScenario(scenario, answer);
  return (
    <section className={`${styles.back} grid gap-8 above-8 index-card`} aria-labelledby="card-back">
      <h2 id="card-back" ref={headingRef} tabIndex={-1}>
        {t('title')}
      </h2>
      <div className={styles.score}>
        <div>
          <p className={`${styles.points} below-1 large leading-tight`}>
            {t.rich('points', { points: grade.points, big: (words) => <strong>{words}</strong> })}
          </p>
          <p className="soft small">{t('sure', { share: figures.share(answer.confidence) })}</p>
          <p className="soft small">
            {t('answeredAt', { when: format.dateTime(new Date(answer.at), { dateStyle: 'medium' }) })}
          </p>
        </div>
        <PointsTable grade={grade} />
      </div>
      <PlanReasons scenario={scenario} chosen={answer.plan} />
      <WeightReasons scenario={scenario} answer={answer} grade={grade} />
      <section className="grid gap-1">
        <h3>{t('turn')}</h3>
        <p className="measure leading-loose">{scenario.turn}</p>
      </section>
    </section>
  );
}
