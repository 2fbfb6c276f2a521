'use client';

import { useTranslations } from 'next-intl';
import { DifferenceRow } from '@/components/charts/difference-words';
import { EmulatedBadge } from '@/components/charts/emulated';
import { usePercentileWords } from '@/components/charts/percentile-words';
import { DataTable } from '@/components/kit/data-table';
import { LaneMark } from '@/components/marks/lane-mark';
import { useLaneName } from '@/components/marks/use-lane-name';
import { LatencyRuler } from '@/components/ruler/latency-ruler';
import { rulerRow } from '@/components/ruler/ruler-row';
import type { ComparedLane, RunComparison } from '@/lib/lab/compare-runs';
import styles from './compare.module.css';
import { useSideWords } from './use-side-words';

/** Lane by lane: both medians with their intervals, and whether they differ by more than chance. */
export function CompareLanes({ comparison }: { readonly comparison: RunComparison }) {
  const t = useTranslations('runs.compare');
  const nameOf = useLaneName();
  const percentile = usePercentileWords();
  const words = useSideWords();
  const side = (lane: ComparedLane, run: 'a' | 'b') => ({
    name: words.run(lane, run),
    inSentence: words.inSentence(lane, run),
  });
  const rows = comparison.lanes.flatMap(({ id, modeId, a, b, emulated }) =>
    (['a', 'b'] as const).flatMap((run) => {
      const latency = run === 'a' ? a : b;
      const name = t('chart.column', { lane: nameOf({ id, modeId }), run: t(`letter.${run}`) });
      return latency
        ? [rulerRow({ id: `${id}-${run}`, modeId, name, emulated: emulated[run] }, latency.p50, latency.p90)]
        : [];
    }),
  );
  return (
    <div>
      <h3 className="below-1 lead bold">{t('lanes.title')}</h3>
      {comparison.lanes.map((lane) => {
        const { id, modeId, difference } = lane;
        const label = (
          <>
            <LaneMark lane={modeId} size={14} /> {nameOf({ id, modeId })}
          </>
        );
        return difference ? (
          <DifferenceRow key={id} label={label} a={side(lane, 'a')} b={side(lane, 'b')} difference={difference} />
        ) : (
          <p key={id} className="row gap-2 pad-y-3 soft small line-above">
            {label} {t('lanes.onlyOne')}
          </p>
        );
      })}
      <p className="above-2 soft small">{t('lanes.note')}</p>
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
          {comparison.lanes.map((lane) => (
            <tr key={lane.id}>
              <th scope="row">
                <span className="inline-row gap-2">
                  <LaneMark lane={lane.modeId} size={13} /> {nameOf(lane)}
                </span>
              </th>
              {(['a', 'b'] as const).map((run) => (
                <td key={run}>
                  {lane[run] ? percentile.withInterval(lane[run].p50) : t('lanes.none')}{' '}
                  {lane.emulated[run] && <EmulatedBadge />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </DataTable>
    </div>
  );
}
