import { useFormatter, useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import type { Unit } from '@/lib/exercises/evidence/figures';

/** Puts a value of a scale into words, as exact as somebody would say it: 40 ms, 12×, 35%. On a tick a rate is a mere number. */
export function useValueWords(unit: Unit, where: 'text' | 'tick' = 'text'): (value: number) => string {
  const t = useTranslations('prediction.value');
  const figures = useFigures();
  const format = useFormatter();
  const words: Readonly<Record<Unit, (value: number) => string>> = {
    duration: figures.tick,
    rate: (value) => (where === 'tick' ? figures.rate(value) : t('rate', { value: figures.rate(value) })),
    ratio: (value) => t('ratio', { value: figures.rate(value) }),
    share: (value) => format.number(value, { style: 'percent', maximumFractionDigits: 1 }),
    count: figures.count,
    bytes: figures.bytes,
    joules: (value) => t('joules', { value: figures.rate(value) }),
    money: (value) =>
      format.number(value, {
        style: 'currency',
        currency: 'USD',
        maximumSignificantDigits: 3,
        currencyDisplay: 'narrowSymbol',
      }),
  };
  return words[unit];
}
