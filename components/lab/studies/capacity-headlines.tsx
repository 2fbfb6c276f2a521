import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { LaneMark } from '@/components/marks/lane-mark';
import { LANE_STYLE } from '@/components/marks/lane-style';
import type { CapacityFigures } from '@/lib/lab/studies/capacity-figures';
import { type CapacityResult, LEAST_JOBS } from '@/lib/lab/studies/capacity-result';
import styles from './capacity-headlines.module.css';

interface CapacityHeadlinesProps {
  readonly result: CapacityResult;
  readonly figures: CapacityFigures;
}

/** One figure a lane, with its interval and the scenario it belongs to. */
export function CapacityHeadlines({ result, figures }: CapacityHeadlinesProps) {
  const t = useTranslations('studies.capacity');
  const modes = useTranslations('modes');
  const shown = useHeadlines({ result, figures });
  return (
    <ul className={`${styles.list} plain-list grid gap-5`}>
      {result.lanes.map((lane) => (
        <li key={lane} className="card pad-y-4 pad-x-5">
          <p className="row gap-2 bold" style={{ color: LANE_STYLE[lane].textColour }}>
            <LaneMark lane={lane} size={14} />
            {modes(`${lane}.name`)}
          </p>
          <p className={`${styles.figure} above-2 bold figures leading-tight`}>{shown[lane].value}</p>
          <p className="small">{t(`headline.${lane}`)}</p>
          <p className="one-line soft small">{shown[lane].interval}</p>
          <p className="above-3 soft small">{t(`scenario.${lane}`)}</p>
        </li>
      ))}
    </ul>
  );
}

interface Headline {
  readonly value: string;
  readonly interval: string;
}

function useHeadlines({
  result,
  figures,
}: CapacityHeadlinesProps): Readonly<Record<'batch' | 'online' | 'edge', Headline>> {
  const t = useTranslations('studies.capacity');
  const numbers = useFigures();
  const none = { value: t('none'), interval: '' };
  const { offline, stream, curve } = figures;
  const online = (): Headline => {
    const capacity = result.online?.capacity;
    if (!capacity) {
      const best = curve.findLast((trial) => trial.met);
      return best ? { value: numbers.rate(best.perSecond), interval: t('soFar') } : none;
    }
    if (capacity.state === 'none')
      return { value: t('below', { rate: numbers.rate(capacity.failsAtPerSecond) }), interval: '' };
    if (capacity.state === 'unknown') return { value: t('none'), interval: t('unknown') };
    const atLeast = t('atLeast', { value: numbers.rate(capacity.perSecond) });
    if (capacity.state === 'beyond') return { value: atLeast, interval: '' };
    if (capacity.state === 'at-least') return { value: atLeast, interval: t('atLeastNote') };
    return {
      value: numbers.rate(capacity.perSecond),
      interval: t('within5', { next: numbers.rate(capacity.failsAtPerSecond) }),
    };
  };
  const edge = (): Headline => {
    if (!stream) return none;
    const { p90 } = stream;
    if (p90.state === 'locked')
      return { value: t('locked', { have: numbers.count(p90.have), need: numbers.count(p90.need) }), interval: '' };
    const [low, high] = [numbers.duration(p90.low), numbers.duration(p90.high)];
    return {
      value: numbers.duration(p90.valueMs),
      interval: low === high ? t('narrow') : t('between', { low, high }),
    };
  };
  return {
    batch: offline
      ? {
          value: numbers.rate(offline.value),
          interval:
            offline.passes < LEAST_JOBS
              ? t('soFar')
              : t('between', { low: numbers.rate(offline.low), high: numbers.rate(offline.high) }),
        }
      : none,
    online: online(),
    edge: edge(),
  };
}
