import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { DataTable } from '@/components/kit/data-table';
import { countsAt, PHASES } from '@/lib/lesson/explainer/phase';
import type { Trace } from '@/lib/lesson/explainer/trace';
import { useTime } from './use-time';
import styles from './words.module.css';

/** Where the items of every lane are at a moment. */
export function CountsTable({
  trace,
  atMs,
  moving,
}: {
  readonly trace: Trace;
  readonly atMs: number;
  readonly moving: boolean;
}) {
  const t = useTranslations('explainer.counts');
  const modes = useTranslations('modes');
  const { count } = useFigures();
  const time = useTime();
  const lanes = trace.lanes.map((lane) => ({ modeId: lane.modeId, counts: countsAt(lane, atMs) }));
  return (
    <DataTable numbers className={styles.counts}>
      <caption>{t('caption', { at: time(atMs, moving) })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('place')}</th>
          {lanes.map(({ modeId }) => (
            <th key={modeId} scope="col">
              {modes(`${modeId}.name`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {PHASES.map((phase) => (
          <tr key={phase}>
            <th scope="row">{t(phase)}</th>
            {lanes.map(({ modeId, counts }) => (
              <td key={modeId}>{count(counts[phase])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
