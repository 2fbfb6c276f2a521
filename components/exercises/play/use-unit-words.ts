import { useFormatter } from 'next-intl';
import { useMemo } from 'react';
import { useFigures } from '@/components/charts/format';
import type { Unit } from '@/lib/exercises/evidence/figures';
import type { Facts } from '@/lib/exercises/exercise';

export interface UnitWords {
  /** A figure with its unit, in the reader's language. */
  value(unit: Unit, value: number): string;
  /** A text of an exercise with its `{fact}`s filled in. */
  fill(text: string, facts: Facts): string;
}

export function useUnitWords(): UnitWords {
  const figures = useFigures();
  const format = useFormatter();
  return useMemo(() => {
    const value = (unit: Unit, amount: number): string => {
      switch (unit) {
        case 'joules':
          return `${format.number(amount, { maximumSignificantDigits: 2 })} J`;
        case 'money':
          return format.number(amount, { style: 'currency', currency: 'USD', maximumSignificantDigits: 2 });
        case 'count':
          return format.number(amount, { maximumSignificantDigits: 3 });
        default:
          return figures[unit](amount);
      }
    };
    return {
      value,
      fill: (text, facts) =>
        text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
          const fact = facts[name];
          return fact ? value(fact.unit, fact.value) : whole;
        }),
    };
  }, [figures, format]);
}
