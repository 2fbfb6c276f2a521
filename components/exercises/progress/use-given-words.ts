import { useFormatter, useTranslations } from 'next-intl';
import { viewOf } from '@/components/exercises/kinds/view-of';
import { useAmounts } from '@/components/exercises/use-amounts';
import type { Kind, KindShape } from '@/lib/exercises/kinds/kind';
import { kindOf } from '@/lib/exercises/kinds/kind-of';
import type { Prediction } from '@/lib/exercises/prediction';
import type { OfferedExercise } from '@/lib/exercises/progress/offered';

/** What was predicted, in words; of options that are no longer there, their ids. */
export function useGivenWords(): (prediction: Prediction, exercise: OfferedExercise | null) => string {
  const t = useTranslations('progress.history');
  const format = useFormatter();
  const amounts = useAmounts();
  return (prediction, exercise) => {
    // Of whatever kind: it is of the same as the prediction.
    const { number } = kindOf(prediction.kind) as unknown as Kind<KindShape>;
    const value = number?.of(prediction);
    if (number && value !== undefined)
      return value === null ? t('never') : amounts.predicted(number.unit ?? exercise?.unit ?? 'count', value);
    const name = (id: string) => exercise?.names[id] ?? id;
    return viewOf(prediction.kind).history?.(prediction as never, { t, format, name }) ?? '';
  };
}
