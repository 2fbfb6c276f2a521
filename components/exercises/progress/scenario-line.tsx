import { useFormatter, useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { LaneMark } from '@/components/marks/lane-mark';
import type { ScenarioAnswer } from '@/lib/exercises/answers';
import { lanesOfPlan } from '@/lib/exercises/content';
import type { OfferedScenario } from '@/lib/exercises/progress/offered';
import { scenarioVerdict } from '@/lib/exercises/progress/scenario-verdict';
import { SCENARIO_POINTS } from '@/lib/exercises/scenarios/grade-scenario';
import { EntryFrame } from './entry-frame';
import styles from './entry-frame.module.css';

interface ScenarioLineProps {
  readonly answer: ScenarioAnswer;
  /** `null` = it is no longer offered. */
  readonly scenario: OfferedScenario | null;
  readonly time: string;
}

/** An answer to a case. */
export function ScenarioLine({ answer, scenario, time }: ScenarioLineProps) {
  const t = useTranslations('progress.history');
  const modes = useTranslations('modes');
  const format = useFormatter();
  const figures = useFigures();
  const verdict = scenarioVerdict(answer.score);
  const lanes = lanesOfPlan(answer.plan);
  return (
    <EntryFrame
      kind={t('kind.scenario')}
      time={time}
      title={scenario?.title ?? t('goneScenario', { id: answer.scenario })}
      href={scenario && `/exercises/scenarios/${scenario.id}`}
      state={verdict}
      verdict={t(`verdict.${verdict}`)}
      facts={[
        t('points', { points: Math.round(answer.score * SCENARIO_POINTS.all) }),
        t('sure', { share: figures.share(answer.confidence) }),
      ]}
    >
      <p className="measure soft anywhere">
        {t('predicted', { words: format.list(lanes.map((lane) => modes(`${lane}.name`))) })}
        <span className={`${styles.lanes} inline-flex gap-1`}>
          {lanes.map((lane) => (
            <LaneMark key={lane} lane={lane} size={14} />
          ))}
        </span>
      </p>
    </EntryFrame>
  );
}
