import { useTranslations } from 'next-intl';
import type { LaneSummary } from '@/lib/measure/summary';
import { type Figures, useFigures } from './format';

/** The small pictures, in order; titles under `charts.resources`. */
export const RESOURCE_MEASURES = ['cpu', 'memory', 'bytes', 'once'] as const;
export type ResourceMeasure = (typeof RESOURCE_MEASURES)[number];

export interface ResourceValue {
  /** `null` = not measured here, or not yet. */
  readonly value: number | null;
  /** The value, or why there is none. */
  readonly text: string;
}

/** A lane's use of one resource, as a number and in words. */
export function useResourceWords(): (measure: ResourceMeasure, summary: LaneSummary) => ResourceValue {
  const t = useTranslations('charts.resources');
  const figures = useFigures();
  return (measure, { resources, state }) => {
    if (!resources)
      return { value: null, text: state === 'failed' || state === 'cancelled' ? t('unmeasured') : t('later') };
    const value = amountOf(measure, resources);
    return { value, text: value === null ? t('unknown') : wordsOf(measure, value, figures) };
  };
}

function amountOf(measure: ResourceMeasure, use: NonNullable<LaneSummary['resources']>): number | null {
  switch (measure) {
    case 'cpu':
      return use.cpuSecondsPer1000;
    case 'memory':
      return use.peakMemoryBytes;
    case 'bytes':
      return use.bytesSentPerItem === null || use.bytesReceivedPerItem === null
        ? null
        : use.bytesSentPerItem + use.bytesReceivedPerItem;
    case 'once':
      return use.bytesOnce;
  }
}

const wordsOf = (measure: ResourceMeasure, value: number, figures: Figures) =>
  measure === 'cpu' ? figures.cpuSeconds(value) : figures.bytes(value);
