import { useTranslations } from 'next-intl';
import { DataTable } from '@/components/kit/data-table';
import { SCENARIO_POINTS, type ScenarioGrade } from '@/lib/exercises/scenarios/grade-scenario';
import styles from './points-table.module.css';

/** How the points of an answer came about. */
export function PointsTable({ grade }: { grade: ScenarioGrade }) {
  const t = useTranslations('scenarioCards.result');
  const rows = [
    { part: 'plan', points: grade.planPoints, of: SCENARIO_POINTS.plan },
    { part: 'weights', points: grade.weightsPoints, of: SCENARIO_POINTS.weights },
  ] as const;
  return (
    <DataTable numbers className={styles.table}>
      <caption>{t('howTitle')}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t('part')}</th>
          <th scope="col">{t('got')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ part, points, of }) => (
          <tr key={part}>
            <th scope="row">
              {t(`${part}Part`)} <span className="block soft regular">{t(`${part}Rule`)}</span>
            </th>
            <td>{t('ofPoints', { points, of })}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('sum')}</th>
          <td>{t('ofPoints', { points: grade.points, of: SCENARIO_POINTS.all })}</td>
        </tr>
      </tfoot>
    </DataTable>
  );
}
