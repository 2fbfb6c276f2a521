import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { useModelWords } from '@/components/words/use-model-words';
import type { LaneRecord } from '@/lib/measure/lane-record';
import { type CompletedMeasurement, latencyMs, type Measurement } from '@/lib/measure/measurement';
import { type Answer, isClass, UNTOLD } from '@/lib/model/answer';
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

/** An answer in words, and the truth where it is a class of which that is known. */
interface AnswerSaid {
  /** "T-shirt, 97% sure", or the value. */
  readonly answer: string;
  readonly verdict: 'right' | 'wrong' | 'unknown';
  readonly truth: string;
}

export function useAnswerSaid(): (facts: ItemFacts, answer: Answer) => AnswerSaid {
  const t = useTranslations('laneTimeline.item');
  const figures = useFigures();
  const words = useModelWords();
  return ({ modelId = '', truth }, answer) => {
    if (answer === UNTOLD) return { answer: t('untold'), verdict: 'unknown', truth: '' };
    const said = words.answer(modelId, answer);
    if (!isClass(answer)) return { answer: said, verdict: 'unknown', truth: '' };
    const sure = t('answerSure', { answer: said, confidence: figures.share(answer.probability) });
    if (truth === undefined) return { answer: sure, verdict: 'unknown', truth: '' };
    const verdict = truth === answer.classIndex ? 'right' : 'wrong';
    return { answer: sure, verdict, truth: words.classAt(modelId, truth) };
  };
}

/** One sentence on an item, for those who hear it. */
export function useItemSentence(): (facts: ItemFacts) => string {
  const t = useTranslations('laneTimeline.said');
  const figures = useFigures();
  const said = useAnswerSaid();
  return (facts) => {
    const { item, count, arrivedAtMs, state, completed } = facts;
    const place = { item: item + 1, count, arrived: figures.duration(arrivedAtMs) };
    if (state !== 'completed' || !completed) return t(state === 'completed' ? 'waiting' : state, place);
    return t('completed', {
      ...place,
      latency: figures.duration(latencyMs(completed)),
      ...said(facts, completed.answer),
    });
  };
}
