import { useTranslations } from 'next-intl';
import type { Evidence } from '@/lib/exercises/evidence/evidence';
import type { AnyExercise, Exercise } from '@/lib/exercises/exercise';
import { useAmounts } from './use-amounts';
import { textOf } from './use-prediction-words';

/** A longer finding would not fit a title. */
const MOST_LETTERS = 40;

interface FoundWords {
  /** The number that was asked for, as it was measured; `null` = not known, or no number was asked for. */
  readonly number: string | null;
  /** The finding as a title; `null` = there is none to be told. */
  readonly title: string | null;
}

/** What the evidence says is so, in words. @param given the prediction in words */
export function useFoundWords(exercise: AnyExercise, evidence: Evidence, given: string): FoundWords {
  const t = useTranslations('predictionChart');
  const amounts = useAmounts();
  const numbered = (number: string | null): FoundWords => ({
    number,
    title: number && t('found.number', { measured: number, given }),
  });
  switch (exercise.ask.kind) {
    case 'ratio': {
      const truth = (exercise as Exercise<'ratio'>).key.truth(evidence);
      return numbered(truth && amounts.measured({ unit: 'ratio' }, truth.ratio.value));
    }
    case 'numeric': {
      const { ask, key } = exercise as Exercise<'numeric'>;
      const truth = key.truth(evidence);
      return numbered(truth && amounts.measured(ask.input.scale, truth.value.value));
    }
    case 'crossover': {
      const { ask, key } = exercise as Exercise<'crossover'>;
      const truth = key.truth(evidence);
      return numbered(truth && (truth.at ? amounts.measured(ask.input.x, truth.at.value) : ask.input.never));
    }
    case 'load': {
      const truth = (exercise as Exercise<'load'>).key.truth(evidence);
      if (!truth) return numbered(null);
      const { value, low, high } = truth.best;
      const inWords = (rate: number) => amounts.measured({ unit: 'rate' }, rate);
      return numbered(
        low < high ? t('range', { low: amounts.tick('rate', low), high: inWords(high) }) : inWords(value),
      );
    }
    case 'order': {
      const { ask, key } = exercise as Exercise<'order'>;
      const by = key.truth(evidence)?.by;
      if (!by) return { number: null, title: null };
      const sorted = Object.entries(by).sort(([, a], [, b]) => a.value - b.value);
      const items = sorted.map(([id]) => textOf(ask.input.items, id)).join(', ');
      return { number: null, title: items.length > MOST_LETTERS ? null : t('found.order', { items }) };
    }
    case 'choose': {
      const { ask, key } = exercise as Exercise<'choose'>;
      const credits = Object.entries(key.truth(evidence)?.credits ?? {});
      const best = credits.filter(([, credit]) => credit === 1).map(([id]) => textOf(ask.input.options, id));
      const [only] = best;
      return {
        number: null,
        title: best.length === 1 && only && only.length <= MOST_LETTERS ? t('found.choose', { best: only }) : null,
      };
    }
    default:
      return { number: null, title: null };
  }
}
