import { useFormatter, useTranslations } from 'next-intl';
import { viewOf } from '@/components/exercises/kinds/view-of';
import { useAmounts } from '@/components/exercises/use-amounts';
import { numberOf, predictedOf } from '@/lib/exercises/asked-number';
import type { Unit } from '@/lib/exercises/evidence/figures';
import type { AnyExercise, Exercise } from '@/lib/exercises/exercise';
import type { Prediction } from '@/lib/exercises/prediction';

interface PredictionWords {
  /** The prediction by itself: "40×", "Edge, Online, Batch". */
  readonly given: string;
  /** What the picture shows of it, for the line under the title. */
  readonly note: string;
  /** What the figure asked for is called where it is not one of those watched. */
  readonly asked: string;
  /** Words for a number that there is none of; empty where that is no answer. */
  readonly never: string;
  /** The number, in its unit; a value of `null` = there is none. `null` = the prediction is no number. */
  readonly number: { readonly unit: Unit; readonly value: number | null } | null;
}

/** What the learner said, in words. @param prediction of the exercise's own kind */
export function usePredictionWords(exercise: AnyExercise, prediction: Prediction): PredictionWords {
  const t = useTranslations('predictionChart');
  const format = useFormatter();
  const amounts = useAmounts();
  const words = { t, amounts, format };
  const { ask, key } = exercise as Exercise;
  const view = viewOf(ask.kind);
  const near = numberOf({ ask, key });
  const value = predictedOf(ask, prediction);
  const never = view.never?.(ask.input) ?? '';
  const nearWords = () => {
    if (!near) return '';
    const { right, partly } = near.tolerance;
    if (near.scale.kind === 'log') return t('note.log', { right, partly });
    return t('note.linear', {
      right: amounts.measured(near.scale, right),
      partly: amounts.measured(near.scale, partly),
    });
  };
  const given =
    near && value !== undefined
      ? value === null
        ? never
        : amounts.predicted(near.scale.unit, value)
      : (view.told?.(ask.input, prediction, words) ?? '');
  return {
    given,
    note: view.note(exercise as Exercise, prediction, words, nearWords()),
    asked: view.asked?.(ask.input, words) ?? '',
    never,
    number: near && value !== undefined ? { unit: near.scale.unit, value } : null,
  };
}
