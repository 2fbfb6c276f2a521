import { useTranslations } from 'next-intl';
import { type Paired, pairedLatency } from '@/lib/simulator-page/paired';
import { SimLaneHeading } from './figures-table';
import { useSimFigures } from './use-sim-words';
import type { Outcome } from './use-simulation';

interface PairedListProps {
  readonly kept: Outcome;
  readonly outcome: Outcome;
}

/** How far two scenarios are apart, each request compared with itself: where the same requests came at the same moments. */
export function PairedList({ kept, outcome }: PairedListProps) {
  const t = useTranslations('simulator.compare');
  const wordsOf = usePairedWords();
  const pairs = outcome.samples.flatMap((sample) => {
    const paired = pairedLatency(
      kept.samples.find(({ id }) => id === sample.id),
      sample,
    );
    return paired ? [{ id: sample.id, paired }] : [];
  });
  if (pairs.length === 0) return null;
  return (
    <div className="grid gap-2 pad-above-4 measure small">
      <p className="soft">{t('pairedNote')}</p>
      <ul className="plain-list grid gap-1">
        {pairs.map(({ id, paired }) => (
          <li key={id} data-paired={id}>
            <b>
              <SimLaneHeading id={id} />
            </b>{' '}
            {t('paired', { requests: paired.requests, verdict: wordsOf(paired) })}
          </li>
        ))}
      </ul>
    </div>
  );
}

function usePairedWords() {
  const t = useTranslations('simulator.compare.verdict');
  const figures = useSimFigures();
  return ({ difference }: Paired): string => {
    const time = (ms: number) => `${ms < 0 ? '−' : ''}${figures.time(Math.abs(ms))}`;
    const value = figures.time(Math.abs(difference.value));
    if (!('low' in difference)) return t(difference.state, { value });
    const [low, high] =
      difference.state === 'lower' ? [-difference.high, -difference.low] : [difference.low, difference.high];
    return t(difference.state, { value, low: time(low), high: time(high) });
  };
}
