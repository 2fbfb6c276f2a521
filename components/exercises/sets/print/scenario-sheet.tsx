import { useTranslations } from 'next-intl';
import { Boxes } from '@/components/exercises/paper/boxes';
import styles from '@/components/exercises/paper/print.module.css';
import { CRITERIA, WEIGHTS } from '@/lib/exercises/content';
import type { ScenarioFace } from '@/lib/exercises/scenarios/faces';
import { MODE_IDS } from '@/lib/modes';
import { Lines } from './exercise-sheet';

/** The worksheet of a scenario card. */
export function ScenarioSheet({ face }: { face: ScenarioFace }) {
  const t = useTranslations('sets.print');
  const words = useTranslations('scenarioCards');
  const modes = useTranslations('modes');
  return (
    <>
      {face.text.split('\n\n').map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <div className={styles.keepTogether}>
        <h3>{t('lanes')}</h3>
        <Boxes options={MODE_IDS.map((id) => ({ id, text: modes(`${id}.name`) }))} />
      </div>
      <table className={styles.values}>
        <caption>{t('weigh')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('case')}</th>
            {WEIGHTS.map((weight) => (
              <th key={weight} scope="col">
                {words(`weights.${weight}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {CRITERIA.map((criterion) => (
            <tr key={criterion}>
              <th scope="row">
                {words(`criteria.${criterion}`)}: {face.facts[criterion]}
              </th>
              {WEIGHTS.map((weight) => (
                <td key={weight} className={styles.tick} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles.keepTogether}>
        <h3>{t('mine')}</h3>
        <Lines count={4} />
      </div>
    </>
  );
}
