import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { viewOf } from '@/components/exercises/kinds/view-of';
import { useAmounts } from '@/components/exercises/use-amounts';
import { predictedOf, scaleOf } from '@/lib/exercises/asked-number';
import { unitOf } from '@/lib/exercises/evidence/figures';
import type { Example } from '@/lib/exercises/example';
import type { AnyExercise, Exercise } from '@/lib/exercises/exercise';

/** An example of a right answer, in words. */
interface ExampleWords {
  readonly name: string;
  /** What was predicted. */
  readonly answer: string;
  /** What was measured; empty where nothing is. */
  readonly figures: string;
}

/** The first of the examples of an exercise that is right; `null` where there is none. */
export function useAnswerWords(): (exercise: AnyExercise, examples: readonly Example[]) => ExampleWords | null {
  const t = useTranslations('sets.print');
  const figures = useFigures();
  const { measured: asMeasured, predicted: value } = useAmounts();
  const answerOf = ({ ask, key }: Exercise, { prediction }: Example) => {
    const number = predictedOf(ask, prediction);
    const unit = scaleOf(ask)?.unit;
    if (unit && number !== undefined) return number === null ? t('crossNever') : value(unit, number);
    if (ask.kind !== prediction.kind) return '';
    const truth = ask.legs.length > 0 ? null : key.truth([]);
    return viewOf(ask.kind).answer?.(ask.input, prediction, { t, figures }, truth) ?? '';
  };
  return (exercise, examples) => {
    const example = examples.find(({ verdict }) => verdict === 'right');
    if (!example) return null;
    const watched = exercise.key.watch.flatMap(({ leg, figure, words }) => {
      const measured = example.evidence[leg]?.[figure];
      if (measured === undefined) return [];
      const amount = typeof measured === 'number' ? measured : measured.value;
      return [`${words} ${asMeasured({ unit: unitOf(figure) }, amount)}`];
    });
    return { name: example.name, answer: answerOf(exercise as Exercise, example), figures: watched.join('; ') };
  };
}
