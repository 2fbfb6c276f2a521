import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import type { LaneRecord } from '@/lib/measure/lane-record';
import { type CompletedMeasurement, latencyMs, type Measurement } from '@/lib/measure/measurement';
import { findModel } from '@/lib/model';
import type { SampleSet } from '@/lib/model/samples';
import type { Workload } from '@/lib/workload/workload';

/** What is known of one item in one lane at the moment that is drawn. */
export interface ItemFacts {
  readonly item: number;
  readonly count: number;
  readonly arrivedAtMs: number;
  readonly sample: number;
  /** Class indices; `undefined` = not known. */
  readonly truth: number | undefined;
  readonly modelId: string | undefined;
  readonly state: 'planned' | 'waiting' | Measurement['outcome'];
  readonly completed: CompletedMeasurement | null;
}

export interface ItemSource {
  readonly record: LaneRecord | undefined;
  readonly measurement: Measurement | undefined;
  readonly workload: Workload;
  readonly samples: SampleSet | null;
  /** The lane's time that is drawn up to, ms; below 0 before it begins. */
  readonly drawnMs: number;
}

export function factsOf(item: number, { record, measurement, workload, samples, drawnMs }: ItemSource): ItemFacts {
  const arrivedAtMs = workload.arrivedAtMs[item] ?? 0;
  const sample = workload.sampleIndex[item] ?? 0;
  const known = measurement && measurement.finishedAtMs <= drawnMs ? measurement : undefined;
  return {
    item,
    count: workload.count,
    arrivedAtMs,
    sample,
    truth: samples?.labels[sample],
    modelId: record?.target.modelId,
    state: known?.outcome ?? (arrivedAtMs <= drawnMs ? 'waiting' : 'planned'),
    completed: known?.outcome === 'completed' ? known : null,
  };
}

/** The word for a class of the item's model. */
export function useClassWord(): (facts: ItemFacts, classIndex: number) => string {
  const classes = useTranslations('sentence.classes');
  return ({ modelId }, classIndex) => {
    if (modelId === undefined) return '';
    // The catalogue has a word for every class of every model, which no type can say.
    return classes(`${modelId}.${findModel(modelId).classes[classIndex]}` as never);
  };
}

/** One sentence on an item, for those who hear it. */
export function useItemSentence(): (facts: ItemFacts) => string {
  const t = useTranslations('laneTimeline.said');
  const figures = useFigures();
  const word = useClassWord();
  return (facts) => {
    const { item, count, arrivedAtMs, state, completed, truth } = facts;
    const place = { item: item + 1, count, arrived: figures.duration(arrivedAtMs) };
    if (state !== 'completed' || !completed) return t(state === 'completed' ? 'waiting' : state, place);
    const { classIndex, probability } = completed.answer;
    return t('completed', {
      ...place,
      latency: figures.duration(latencyMs(completed)),
      answer: word(facts, classIndex),
      confidence: figures.share(probability),
      verdict: truth === undefined ? 'unknown' : truth === classIndex ? 'right' : 'wrong',
      truth: truth === undefined ? '' : word(facts, truth),
    });
  };
}
