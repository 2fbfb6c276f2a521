'use client';

import { useTranslations } from 'next-intl';
import { SampleView } from '@/components/samples/sample-view';
import { useModelWords } from '@/components/words/use-model-words';
import type { LaneRecord } from '@/lib/measure/lane-record';
import type { CompletedMeasurement } from '@/lib/measure/measurement';
import { isClass } from '@/lib/model/answer';
import type { SampleSet } from '@/lib/model/samples';
import type { Workload } from '@/lib/workload/workload';
import styles from './lane.module.css';

/** So many columns of a row are shown: a lane has no room for all. */
const FEATURES = 3;

interface LaneNowProps {
  readonly record: LaneRecord;
  readonly samples: SampleSet;
  readonly workload: Workload;
}

/** The sample this lane answered last, and what it said; while the lane runs, only the place for it. */
export function LaneNow({ record, samples, workload }: LaneNowProps) {
  const t = useTranslations('lab.lane');
  const words = useModelWords();
  const last = record.status.state === 'running' ? undefined : lastAnswered(record);
  const now = samples.kind === 'table' ? styles.nowRow : styles.now;
  if (!last) return <div className={now} />;
  const sample = workload.sampleIndex[last.item] ?? 0;
  const { modelId } = record.target;
  const truth = samples.labels[sample];
  const { answer } = last;
  return (
    <div className={now}>
      <SampleView samples={samples} index={sample} modelId={modelId} most={FEATURES} />
      <span>
        {t('now', { item: last.item + 1, answer: words.answer(modelId, answer) })}
        {truth !== undefined && isClass(answer) && (
          <span className={truth === answer.classIndex ? `${styles.right} valid` : `${styles.wrong} invalid`}>
            {truth === answer.classIndex ? t('nowRight') : t('nowWrong', { truth: words.classAt(modelId, truth) })}
          </span>
        )}
      </span>
    </div>
  );
}

function lastAnswered({ measurements }: LaneRecord): CompletedMeasurement | undefined {
  for (let index = measurements.length - 1; index >= 0; index--) {
    const measurement = measurements.at(index);
    if (measurement?.outcome === 'completed') return measurement;
  }
  return undefined;
}
