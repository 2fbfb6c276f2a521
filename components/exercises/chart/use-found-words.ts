import { useFormatter, useTranslations } from 'next-intl';
import { viewOf } from '@/components/exercises/kinds/view-of';
import { useAmounts } from '@/components/exercises/use-amounts';
import { measuredOf, scaleOf } from '@/lib/exercises/asked-number';
import type { Evidence } from '@/lib/exercises/evidence/evidence';
import type { AnyExercise, Exercise } from '@/lib/exercises/exercise';

interface FoundWords {
  /** The number that was asked for, as it was measured; `null` = not known, or no number was asked for. */
  readonly number: string | null;
  /** The finding as a title; `null` = there is none to be told. */
  readonly title: string | null;
}

/** What the evidence says is so, in words. @param given the prediction in words */
export function useFoundWords(exercise: AnyExercise, evidence: Evidence, given: string): FoundWords {
  const t = useTranslations('predictionChart');
  const format = useFormatter();
  const amounts = useAmounts();
  const words = { t, amounts, format };
  const { ask, key } = exercise as Exercise;
  const view = viewOf(ask.kind);
  const scale = scaleOf(ask);
  if (scale) {
    const reading = measuredOf(exercise, evidence);
    if (reading === undefined) return { number: null, title: null };
    const number =
      reading === null
        ? (view.never?.(ask.input) ?? '')
        : (view.measured?.(reading, words) ?? amounts.measured(scale, reading.value));
    return { number, title: t('found.number', { measured: number, given }) };
  }
  const truth = key.truth(evidence);
  return { number: null, title: (truth && view.finding?.(ask.input, truth, words)) ?? null };
}
