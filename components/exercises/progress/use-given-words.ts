import { useFormatter, useTranslations } from 'next-intl';
import { useAmounts } from '@/components/exercises/chart/use-amounts';
import type { Prediction } from '@/lib/exercises/kinds';
import type { OfferedExercise } from '@/lib/exercises/progress/offered';

/** What was predicted, in words; of options that are no longer there, their ids. */
export function useGivenWords(): (prediction: Prediction, exercise: OfferedExercise | null) => string {
  const t = useTranslations('progress.history');
  const format = useFormatter();
  const amounts = useAmounts();
  return (prediction, exercise) => {
    const name = (id: string) => exercise?.names[id] ?? id;
    switch (prediction.kind) {
      case 'ratio':
        return amounts.predicted('ratio', prediction.ratio);
      case 'load':
        return amounts.predicted('rate', prediction.perSecond);
      case 'numeric':
        return amounts.predicted(exercise?.unit ?? 'count', prediction.value);
      case 'crossover':
        return prediction.at === null ? t('never') : amounts.predicted(exercise?.unit ?? 'count', prediction.at);
      case 'order':
        return format.list(prediction.order.map(name), { type: 'unit' });
      case 'choose':
        return name(prediction.choice);
      case 'flaw':
        return t('flaw', { flaw: name(prediction.flaw), remedy: name(prediction.remedy) });
      case 'recall':
        return format.list(Object.values(prediction.answers), { type: 'unit' });
      case 'sort': {
        const groups = [...new Set(Object.values(prediction.places))];
        return groups
          .map((group) => {
            const items = Object.keys(prediction.places).filter((item) => prediction.places[item] === group);
            return t('inGroup', { group: name(group), items: format.list(items.map(name), { type: 'unit' }) });
          })
          .join('; ');
      }
    }
  };
}
