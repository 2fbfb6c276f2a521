'use client';

import { useTranslations } from 'next-intl';
import { DifferenceRow } from '@/components/charts/difference-words';
import { usePercentileWords } from '@/components/charts/percentile-words';
import { DataTable } from '@/components/kit/data-table';
import { LaneMark } from '@/components/marks/lane-mark';
import { useLaneName } from '@/components/marks/use-lane-name';
import { LatencyRuler } from '@/components/ruler/latency-ruler';
import { rulerRow } from '@/components/ruler/ruler-row';
import type { RunComparison } from '@/lib/lab/compare-runs';
import styles from './compare.module.css';

/** Lane by lane: both medians with their intervals, and whether they differ by more than chance. */
export function CompareLanes({ comparison }: { readonly comparison: RunComparison }) {
  const t = useTranslations('runs.compare');
  const nameOf = useLaneName();
  const percentile = usePercentileWords();
  const side = (run: 'a' | 'b') => ({ name: t(`run.${run}`), inSentence: t(`inSentence.${run}`) });
  const rows = comparison.lanes.flatMap(({ id, modeId, a, b }) =>
    (['a', 'b'] as const).flatMap((run) => {
      const latency = run === 'a' ? a : b;
      const name = t('chart.column', { lane: nameOf({ id, modeId }), run: t(`letter.${run}`) });
      return latency ? [rulerRow({ id: `${id}-${run}`, modeId, name }, latency.p50, latency.p90)] : [];
    }),
  );
  return (
    <div>
      <h3 className="below-1 lead bold">{t('lanes.title')}</h3>
      <p className="soft small">{t('lanes.note')}</p>
      <LatencyRuler rows={rows} label={t('lanes.median')} />
      <DataTable region={t('lanes.median')} className={styles.table}>
        <caption>{t('lanes.median')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('lanes.lane')}</th>
            <th scope="col">{t('run.a')}</th>
            <th scope="col">{t('run.b')}</th>
          </tr>
        </thead>
        <tbody>
          {comparison.lanes.map(({ id, modeId, a, b }) => (
            <tr key={id}>
              <th scope="row">
                <span className="inline-row gap-2">
                  <LaneMark lane={modeId} size={13} /> {nameOf({ id, modeId })}
                </span>
              </th>
              {[a, b].map((latency, run) => (
                <td key={run === 0 ? 'a' : 'b'}>{latency ? percentile.withInterval(latency.p50) : t('lanes.none')}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </DataTable>
      {comparison.lanes.map(({ id, modeId, difference }) => {
        const label = (
          <>
            <LaneMark lane={modeId} size={14} /> {nameOf({ id, modeId })}
          </>
        );
        return difference ? (
          <DifferenceRow key={id} label={label} a={side('a')} b={side('b')} difference={difference} />
        ) : (
          <p key={id} className="row gap-2 pad-y-3 soft small line-above">
            {label} {t('lanes.onlyOne')}
          </p>
        );
      })}
    </div>
  );
}
