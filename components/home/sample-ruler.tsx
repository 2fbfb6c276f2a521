import { useTranslations } from 'next-intl';
import { LatencyRuler } from '@/components/ruler/latency-ruler';
import { rulerRow } from '@/components/ruler/ruler-row';
import sampleFigures from '@/lib/lesson/sample-figures.json';
import sampleRun from '@/lib/lesson/sample-run.json';
import { PERCENTILES, percentileOf } from '@/lib/measure/percentile';
import { MODE_IDS } from '@/lib/modes';
import styles from './sample-ruler.module.css';

/** What the lanes took in the sample run: what a first run is going to look like, and on what machine it was. */
export function SampleRuler() {
  const t = useTranslations('home.sample');
  const modes = useTranslations('modes');
  const rows = MODE_IDS.map((modeId) => {
    const sortedMs = Float64Array.from(sampleRun.lanes[modeId].items, ([arrivedMs = 0, , finishedMs = 0]) =>
      Math.max(0, finishedMs - arrivedMs),
    ).sort();
    return rulerRow(
      { id: modeId, modeId, name: modes(`${modeId}.name`) },
      percentileOf(sortedMs, PERCENTILES.p50),
      percentileOf(sortedMs, PERCENTILES.p90),
    );
  });
  return (
    <section className={`${styles.sample} card above-5`} aria-labelledby="sample-title">
      <h2 className="below-2 lead" id="sample-title">
        {t('title')}
      </h2>
      <LatencyRuler rows={rows} label={t('label')} source={t('source', { machine: sampleFigures.machine })} />
    </section>
  );
}
