import { distanceFrom, factorFrom } from '../evidence/reading';
import type { Ask, Key, Tolerance } from '../exercise';
import type { Inputs, KindId, PredictionOf } from '../kinds';
import { type Grade, gradeDistance, gradeScore, TOLERANCES } from './grade';
import { gradeOrder } from './grade-order';
import { gradeRecall } from './grade-recall';
import type { Truth, Truths } from './truth';

/** What a grade is made from. */
interface Given<K extends KindId> {
  readonly input: Inputs[K];
  readonly prediction: PredictionOf<K>;
  readonly truth: Truth<K>;
  readonly tolerance: Tolerance | undefined;
  /** Whether the reason given is sound. */
  readonly sound: boolean;
}

/** A choice counts for so much, the reason it is defended with for the rest; the same for a flaw and its remedy. */
const SHARE_OF_CHOICE = 0.7;

/** How a prediction compares with what is so. Pure; the same for the same input. */
export function gradePrediction<K extends KindId>(
  ask: Pick<Ask<K>, 'kind' | 'input'>,
  key: Pick<Key<K>, 'reasons' | 'tolerance'>,
  given: { readonly prediction: PredictionOf<K>; readonly reason: string; readonly truth: Truth<K> },
): Grade {
  const { prediction, truth } = given;
  const sound = key.reasons[given.reason]?.sound ?? false;
  return GRADERS[ask.kind]({ input: ask.input, prediction, truth, tolerance: key.tolerance, sound });
}

const GRADERS: { readonly [K in KindId]: (given: Given<K>) => Grade } = {
  order: ({ prediction, truth }) => gradeOrder(prediction.order, truth.by),
  ratio: ({ prediction, truth, tolerance = TOLERANCES.factor }) =>
    gradeDistance('times', factorFrom(prediction.ratio, truth.ratio), tolerance),
  crossover: ({ input, prediction: { at }, truth, tolerance }) =>
    gradeCrossover(at, truth, toleranceOf(input.x, tolerance), input.x.kind),
  choose({ prediction, truth, sound }) {
    const credit = truth.credits[prediction.choice] ?? 0;
    // A sound reason for a choice that does not do defends nothing.
    return gradeScore(credit === 0 ? 0 : SHARE_OF_CHOICE * credit + (sound ? 1 - SHARE_OF_CHOICE : 0), {
      choice: credit === 1,
      reason: sound,
    });
  },
  load: ({ prediction, truth, tolerance = TOLERANCES.factor }) =>
    gradeDistance('times', factorFrom(prediction.perSecond, truth.best), tolerance),
  flaw({ prediction, truth }) {
    const parts = { flaw: prediction.flaw === truth.flaw, remedy: truth.remedies.includes(prediction.remedy) };
    return gradeScore(
      parts.flaw ? (parts.remedy ? 1 : SHARE_OF_CHOICE) : parts.remedy ? 1 - SHARE_OF_CHOICE : 0,
      parts,
    );
  },
  recall: ({ prediction, truth }) => gradeRecall(prediction.answers, truth.accepted),
  sort({ prediction, truth }) {
    const parts = Object.fromEntries(
      Object.entries(truth.accepted).map(([id, groups]) => [id, groups.includes(prediction.places[id] ?? '')]),
    );
    return gradeScore(shareOf(parts), parts);
  },
  numeric: ({ input, prediction, truth, tolerance }) =>
    input.scale.kind === 'log'
      ? gradeDistance('times', factorFrom(prediction.value, truth.value), toleranceOf(input.scale, tolerance))
      : gradeDistance('by', distanceFrom(prediction.value, truth.value), toleranceOf(input.scale, tolerance)),
};

/** On a linear scale a tenth of it is right, a quarter partly. */
export function toleranceOf(
  { kind, least, most }: { readonly kind: 'linear' | 'log'; readonly least: number; readonly most: number },
  tolerance: Tolerance | undefined,
): Tolerance {
  if (tolerance) return tolerance;
  return kind === 'log' ? TOLERANCES.factor : { right: (most - least) / 10, partly: (most - least) / 4 };
}

function gradeCrossover(
  at: number | null,
  truth: Truths['crossover'],
  tolerance: Tolerance,
  kind: 'linear' | 'log',
): Grade {
  if (at === null || truth.at === null) return gradeScore(at === truth.at ? 1 : 0);
  return kind === 'log'
    ? gradeDistance('times', factorFrom(at, truth.at), tolerance)
    : gradeDistance('by', distanceFrom(at, truth.at), tolerance);
}

function shareOf(parts: Readonly<Record<string, boolean>>): number {
  const all = Object.values(parts);
  return all.length === 0 ? 0 : all.filter(Boolean).length / all.length;
}
