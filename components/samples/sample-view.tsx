'use client';

import { useFeatureWords } from '@/components/words/use-feature-words';
import { findModel } from '@/lib/model';
import { isTable } from '@/lib/model/manifest';
import { featuresOf, pixelsOf, type SampleSet } from '@/lib/model/samples';
import { SampleImage } from './sample-image';
import styles from './sample-view.module.css';

interface SampleViewProps {
  readonly samples: SampleSet;
  readonly index: number;
  readonly modelId: string;
  /** How many features of a table's row are told; all of them where it is not said. */
  readonly most?: number;
}

/** One sample as a person reads it: an image, or the features of a row in words. */
export function SampleView({ samples, index, modelId, most = Number.POSITIVE_INFINITY }: SampleViewProps) {
  if (samples.kind === 'images') return <SampleImage pixels={pixelsOf(samples, index)} />;
  return <SampleRow row={featuresOf(samples, index)} modelId={modelId} most={most} />;
}

function SampleRow({ row, modelId, most }: { row: Float32Array; modelId: string; most: number }) {
  const words = useFeatureWords();
  const model = findModel(modelId);
  if (!isTable(model)) return null;
  const told = model.features.slice(0, most);
  return (
    <span className={`${styles.row} flex wrap`}>
      {told.map((feature, at) => (
        <span key={feature.id} className="nowrap">
          {words.name(modelId, feature)}{' '}
          <b className="bold figures">{words.value(modelId, feature, row[at] ?? Number.NaN)}</b>
        </span>
      ))}
      {told.length < model.features.length && <span aria-hidden="true">…</span>}
    </span>
  );
}
