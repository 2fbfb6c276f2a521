import { useTranslations } from 'next-intl';
import type { LaneSummary } from '@/lib/measure/summary';
import { type Figures, useFigures } from './format';

/** The small pictures, in order; titles under `charts.resources`. */
export const RESOURCE_MEASURES = ['cpu', 'cores', 'memory', 'sent', 'received', 'once'] as const;
/** For the table only: no other lane has it. */
export const MORE_MEASURES = ['anyway', 'others', 'loop'] as const;
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
      return { value: null, text: state === 'waiting' || state === 'running' ? t('later') : t('unmeasured') };
    const value = amountOf(measure, resources, summary);
    if (value === null)
      return { value, text: t(measure === 'anyway' && resources.cpuApart ? 'anywayUnknown' : 'unknown') };
    const text = wordsOf(measure, value, figures);
    if (measure === 'cpu') return { value, text: t('cpuText', cpuValues(text, resources, summary, figures)) };
    if (measure === 'once' && value === 0 && resources.bytesOnceCold)
      return { value, text: t('cached', { none: text, cold: figures.bytes(resources.bytesOnceCold) }) };
    const isElsewhere = measure === 'anyway' && resources.cpuApart?.isDatabaseCounted === false;
    return { value, text: isElsewhere ? t('noDatabase', { share: text }) : text };
  };
}

type Use = NonNullable<LaneSummary['resources']>;

/** The rate belongs to the figure: a request costs the more the fewer there are (SPEC 7.9). */
function cpuValues(seconds: string, { cpuMethod, cpuApart }: Use, { itemsPerSecond }: LaneSummary, figures: Figures) {
  return {
    seconds,
    isEstimate: cpuApart?.isShared ? 'yes' : 'no',
    kind: CPU_KINDS[cpuMethod],
    rate: itemsPerSecond === null ? 'none' : figures.rate(itemsPerSecond),
  };
}

const CPU_KINDS = { 'own-work': 'own', 'worker-busy-time': 'busy', process: 'process' } as const;

function amountOf(measure: ResourceMeasure, use: Use, { coresBusy, activeMs }: LaneSummary): number | null {
  const ofACore = (seconds: number | null | undefined) =>
    seconds === null || seconds === undefined || activeMs === 0 ? null : (seconds * 1000) / activeMs;
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
    case 'anyway':
      return ofACore(use.cpuApart?.idleSeconds);
    case 'others':
      return ofACore(use.cpuApart?.othersSeconds);
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
    case 'anyway':
    case 'others':
    case 'loop':
      return figures.share(value);
    default:
      return figures.bytes(value);
  }
}
