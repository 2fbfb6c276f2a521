import { useFigures } from '@/components/charts/format';
import type { Facts } from '@/lib/exercises/exercise';
import { useAmounts } from './use-amounts';

/**
 * Fills the `{fact}`s of an exercise's text in, in the reader's language. The text says itself what a rate or a ratio counts:
 * "{best} photos a second", "{times} times".
 */
export function useFill(): (text: string, facts: Facts) => string {
  const figures = useFigures();
  const { measured } = useAmounts();
  return (text, facts) =>
    text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
      const fact = facts[name];
      if (!fact) return whole;
      const { unit, value } = fact;
      return unit === 'rate' || unit === 'ratio' ? figures[unit](value) : measured({ unit }, value);
    });
}
