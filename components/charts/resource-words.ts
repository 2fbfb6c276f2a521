import { useTranslations } from 'next-intl';
import type { LaneSummary } from '@/lib/measure/summary';
import { type Figures, useFigures } from './format';

/** The small pictures, in order; titles under `charts.resources`. */
export const RESOURCE_MEASURES = ['cpu', 'cores', 'memory', 'sent', 'received', 'once'] as const;
/** For the table only: no other lane has it. */
export const MORE_MEASURES = ['loop'] as const;
export type ResourceMeasure = (typeof RESOURCE_MEASURES | typeof MORE_MEASURES)[number];

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
  return (measure, summary) => {
    const { resources, state } = summary;
    if (!resources)
      return { value: null, text: state === 'failed' || state === 'cancelled' ? t('unmeasured') : t('later') };
    const value = amountOf(measure, resources, summary);
    return { value, text: value === null ? t('unknown') : wordsOf(measure, value, figures) };
  };
}

type Use = NonNullable<LaneSummary['resources']>;

function amountOf(measure: ResourceMeasure, use: Use, { coresBusy }: LaneSummary): number | null {
  switch (measure) {
    case 'cpu':
      return use.cpuSecondsPer1000;
    case 'cores':
      return coresBusy;
    case 'memory':
      return use.peakMemoryBytes;
    case 'sent':
      return use.bytesSentPerItem;
    case 'received':
      return use.bytesReceivedPerItem;
    case 'once':
      return use.bytesOnce;
    case 'loop':
      return use.eventLoopUtilisation;
  }
}

function wordsOf(measure: ResourceMeasure, value: number, figures: Figures): string {
  switch (measure) {
    case 'cpu':
      return figures.cpuSeconds(value);
    case 'cores':
      return figures.ratio(value);
    case 'loop':
      return figures.share(value);
    default:
      return figures.bytes(value);
  }
}
