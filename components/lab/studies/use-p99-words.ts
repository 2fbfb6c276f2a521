import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import type { RateTrial } from '@/lib/lab/studies/capacity-result';

/** A trial's p99 in words: its value, what it is at least when the trial was ended early, or how far it is from being earned. */
export function useP99Words(): (trial: RateTrial) => string {
  const t = useTranslations('studies.capacity');
  const numbers = useFigures();
  return ({ p99, p99AtLeastMs }) => {
    if (p99.state === 'earned') return numbers.duration(p99.valueMs);
    if (p99AtLeastMs !== null) return t('atLeast', { value: numbers.duration(p99AtLeastMs) });
    return t('locked', { have: numbers.count(p99.have), need: numbers.count(p99.need) });
  };
}
