import { useFormatter, useTranslations } from 'next-intl';
import { pairOf } from '@/lib/exercises/drawing/told-by-examples';
import type { Unit } from '@/lib/exercises/evidence/figures';
import type { AnyExercise, Ask, Exercise } from '@/lib/exercises/exercise';
import { TOLERANCES } from '@/lib/exercises/grading/grade';
import { toleranceOf } from '@/lib/exercises/grading/grade-prediction';
import type { Option, Prediction } from '@/lib/exercises/kinds';
import { useAmounts } from './use-amounts';

interface PredictionWords {
  /** The prediction by itself: "40×", "Edge, Online, Batch". */
  readonly given: string;
  /** What the picture shows of it, for the line under the title. */
  readonly note: string;
}

/** A number that was predicted, in its unit; a value of `null` = the curves never cross. `null` = the prediction is no number. */
export function predictedNumber(
  ask: Ask,
  prediction: Prediction,
): { readonly unit: Unit; readonly value: number | null } | null {
  switch (prediction.kind) {
    case 'ratio':
      return { unit: 'ratio', value: prediction.ratio };
    case 'load':
      return { unit: 'rate', value: prediction.perSecond };
    case 'numeric':
      return { unit: (ask as Ask<'numeric'>).input.scale.unit, value: prediction.value };
    case 'crossover':
      return { unit: (ask as Ask<'crossover'>).input.x.unit, value: prediction.at };
    default:
      return null;
  }
}

/** What the learner said, in words. */
export function usePredictionWords(exercise: AnyExercise, prediction: Prediction): PredictionWords {
  const { ask, key } = exercise;
  const t = useTranslations('predictionChart.note');
  const format = useFormatter();
  const amounts = useAmounts();
  const factors = ({ right, partly } = key.tolerance ?? TOLERANCES.factor) => t('log', { right, partly });
  const list = (texts: readonly string[]) => texts.join(', ');
  const number = predictedNumber(ask, prediction);
  const amount = number?.value == null ? '' : amounts.predicted(number.unit, number.value);
  const scaled = (scale: {
    readonly unit: Unit;
    readonly kind: 'linear' | 'log';
    readonly least: number;
    readonly most: number;
  }) => {
    const tolerance = toleranceOf(scale, key.tolerance);
    if (scale.kind === 'log') return factors(tolerance);
    return t('linear', {
      right: amounts.measured(scale, tolerance.right),
      partly: amounts.measured(scale, tolerance.partly),
    });
  };
  switch (prediction.kind) {
    case 'ratio': {
      const { above } = (ask as Ask<'ratio'>).input;
      return {
        given: amount,
        note: pairOf(exercise as Exercise<'ratio'>) ? `${t('ratio', { above })} ${factors()}` : factors(),
      };
    }
    case 'numeric':
      return { given: amount, note: scaled((ask as Ask<'numeric'>).input.scale) };
    case 'load':
      return { given: amount, note: `${t('load')} ${factors()}` };
    case 'crossover': {
      const { x, never } = (ask as Ask<'crossover'>).input;
      return { given: prediction.at === null ? never : amount, note: prediction.at === null ? '' : scaled(x) };
    }
    case 'order': {
      const { items, first, last } = (ask as Ask<'order'>).input;
      return { given: list(prediction.order.map((id) => textOf(items, id))), note: t('order', { first, last }) };
    }
    case 'choose': {
      const choice = textOf((ask as Ask<'choose'>).input.options, prediction.choice);
      return { given: choice, note: t('choose', { choice }) };
    }
    case 'flaw': {
      const { flaws, remedies } = (ask as Ask<'flaw'>).input;
      const [flaw, remedy] = [textOf(flaws, prediction.flaw), textOf(remedies, prediction.remedy)];
      return { given: flaw, note: t('flaw', { flaw, remedy }) };
    }
    case 'sort': {
      const { groups, items } = (ask as Ask<'sort'>).input;
      const sorted = groups.flatMap(({ id, text }) => {
        const its = items.filter((item) => prediction.places[item.id] === id);
        return its.length === 0
          ? []
          : [
              t('group', {
                group: text,
                items: format.list(
                  its.map((item) => t('item', { item: item.text })),
                  { type: 'unit' },
                ),
              }),
            ];
      });
      return { given: sorted.join(t('separator')), note: t('sort', { groups: sorted.join(t('separator')) }) };
    }
    case 'recall':
      return { given: '', note: '' };
  }
}

export const textOf = (options: readonly Option[], id: string) =>
  options.find((option) => option.id === id)?.text ?? id;
