import { useTranslations } from 'next-intl';
import { useAmounts } from '@/components/exercises/chart/use-amounts';
import { type FigureId, unitOf } from '@/lib/exercises/evidence/figures';
import type { AnyExercise } from '@/lib/exercises/exercise';

/** An example of a right answer, in words. */
interface ExampleWords {
  readonly name: string;
  /** What was predicted. */
  readonly answer: string;
  /** What was measured; empty where nothing is. */
  readonly figures: string;
}

/** The first example of an exercise that is right; `null` where there is none. */
export function useAnswerWords(): (exercise: AnyExercise) => ExampleWords | null {
  const t = useTranslations('sets.print');
  const { measured: asMeasured, predicted: value } = useAmounts();
  return (exercise) => {
    const example = exercise.examples.find(({ verdict }) => verdict === 'right');
    if (!example) return null;
    const watched = exercise.key.watch.flatMap(({ leg, figure, words }) => {
      const measured = example.evidence[leg]?.[figure];
      if (measured === undefined) return [];
      const amount = typeof measured === 'number' ? measured : measured.value;
      // A figure that is watched is one there is.
      return [`${words} ${asMeasured({ unit: unitOf(figure as FigureId) }, amount)}`];
    });
    return { name: example.name, answer: answerOf(exercise, example), figures: watched.join('; ') };
  };

  function answerOf(exercise: AnyExercise, { prediction }: AnyExercise['examples'][number]): string {
    const { ask } = exercise;
    const truth = exercise.key.truth([]);
    const accepted = ask.kind === 'recall' && truth && 'accepted' in truth ? truth.accepted : null;
    const text = (options: readonly { readonly id: string; readonly text: string }[], id: string | undefined) =>
      options.find((option) => option.id === id)?.text ?? '';
    switch (ask.kind) {
      case 'order':
        return prediction.kind === 'order' ? prediction.order.map((id) => text(ask.input.items, id)).join(' → ') : '';
      case 'ratio':
        return prediction.kind === 'ratio' ? value('ratio', prediction.ratio) : '';
      case 'crossover':
        if (prediction.kind !== 'crossover') return '';
        return prediction.at === null ? t('crossNever') : value(ask.input.x.unit, prediction.at);
      case 'choose':
        return prediction.kind === 'choose' ? text(ask.input.options, prediction.choice) : '';
      case 'load':
        return prediction.kind === 'load' ? value('rate', prediction.perSecond) : '';
      case 'flaw':
        return prediction.kind === 'flaw'
          ? `${text(ask.input.flaws, prediction.flaw)} ${text(ask.input.remedies, prediction.remedy)}`
          : '';
      case 'recall':
        // As it is spelt, and not as an example has it that is let pass.
        return ask.input.blanks.map(({ id }) => accepted?.[id]?.[0] ?? '').join('; ');
      case 'sort':
        return prediction.kind === 'sort'
          ? ask.input.items
              .map(({ id, text: item }) => `${item}: ${text(ask.input.groups, prediction.places[id])}`)
              .join('; ')
          : '';
      case 'numeric':
        return prediction.kind === 'numeric' ? value(ask.input.scale.unit, prediction.value) : '';
    }
  }
}
