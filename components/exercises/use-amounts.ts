import { useFormatter } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { useValueWords } from '@/components/exercises/inputs/use-value-words';
import type { Unit } from '@/lib/exercises/evidence/figures';

export interface Amounts {
  /** As exact as it was measured: 1.01 s, 168×, 62.5 a second. */
  measured(of: { readonly unit: Unit; readonly isAccuracy?: boolean }, value: number): string;
  /** As round as it was predicted: 40 ms, 40×. */
  predicted(unit: Unit, value: number): string;
  /** On an axis, short. */
  tick(unit: Unit, value: number): string;
}

/** Figures of an exercise as words, in the reader's language. */
export function useAmounts(): Amounts {
  const figures = useFigures();
  const format = useFormatter();
  const rate = useValueWords('rate');
  const ratio = useValueWords('ratio');
  const joules = useValueWords('joules');
  const money = useValueWords('money');
  const round: Readonly<Record<Unit, (value: number) => string>> = {
    duration: figures.tick,
    rate,
    ratio,
    share: figures.share,
    count: (value) => format.number(value, { maximumSignificantDigits: 3 }),
    bytes: figures.bytes,
    joules,
    money,
  };
  return {
    measured({ unit, isAccuracy }, value) {
      if (isAccuracy) return figures.accuracy(value);
      return unit === 'duration' ? figures.duration(value) : round[unit](value);
    },
    predicted: (unit, value) => round[unit](value),
    tick(unit, value) {
      if (value === 0 && unit !== 'share') return figures.count(0);
      return unit === 'rate' ? figures.rate(value) : round[unit](value);
    },
  };
}
