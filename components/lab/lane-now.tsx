'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { LaneRecord } from '@/lib/measure/lane-record';
import { findModel } from '@/lib/model';
import { IMAGE_PIXELS, IMAGE_SIDE } from '@/lib/model/image-classifier';
import { pixelsOf, type SampleSet } from '@/lib/model/samples';
import type { Workload } from '@/lib/workload/workload';
import styles from './lane.module.css';
import { useModelWords } from './sentence/use-model-words';

interface LaneNowProps {
  readonly record: LaneRecord;
  readonly samples: SampleSet;
  readonly workload: Workload;
}

/** The sample this lane answered last, and what it said. Not a live region: a reader would never fall silent. */
export function LaneNow({ record, samples, workload }: LaneNowProps) {
  const t = useTranslations('lab.lane');
  const words = useModelWords();
  const last = record.measurements.findLast((measurement) => measurement.outcome === 'completed');
  if (last?.outcome !== 'completed') return <div className={styles.now} />;
  const sample = workload.sampleIndex[last.item] ?? 0;
  const { modelId } = record.target;
  const word = (index: number) => words.class(modelId, findModel(modelId).classes[index] ?? '');
  const truth = samples.labels[sample];
  return (
    <div className={styles.now}>
      <SampleImage pixels={pixelsOf(samples, sample)} />
      <span>
        {t('now', { item: last.item + 1, answer: word(last.answer.classIndex) })}
        {truth !== undefined && (
          <span className={truth === last.answer.classIndex ? styles.right : styles.wrong}>
            {truth === last.answer.classIndex ? t('nowRight') : t('nowWrong', { truth: word(truth) })}
          </span>
        )}
      </span>
    </div>
  );
}

/** One 28x28 image, as the model sees it. */
export function SampleImage({ pixels }: { pixels: Uint8Array }) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = ref.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(IMAGE_SIDE, IMAGE_SIDE);
    for (let index = 0; index < IMAGE_PIXELS; index++) {
      const value = pixels[index] ?? 0;
      image.data.set([value, value, value, 255], index * 4);
    }
    context.putImageData(image, 0, 0);
  }, [pixels]);
  return (
    <span className={styles.picture} aria-hidden="true">
      <canvas ref={ref} width={IMAGE_SIDE} height={IMAGE_SIDE} className={styles.sample} />
    </span>
  );
}
