import type { Evidence } from './evidence/evidence';
import type { AnyExercise, Ask, Facts, Key } from './exercise';
import type { Grade } from './grading/grade';
import type { KindId, PredictionOf, Truth } from './kinds';
import { kindOf } from './kinds/kind-of';
import { fitsInput, type Prediction } from './prediction';

/** A graded answer, with which of the exercise's explanations it gets and the figures that one speaks of. */
export interface Graded {
  readonly grade: Grade;
  readonly outcome: string;
  readonly facts: Facts;
}

/** How a prediction compares with what is so. Pure; the same for the same input. */
export function gradePrediction<K extends KindId>(
  { kind, input }: Pick<Ask<K>, 'kind' | 'input'>,
  { reasons, tolerance }: Pick<Key<K>, 'reasons' | 'tolerance'>,
  given: { readonly prediction: PredictionOf<K>; readonly reason: string; readonly truth: Truth<K> },
): Grade {
  const { prediction, reason, truth } = given;
  return kindOf(kind).grade({ input, prediction, truth, tolerance, sound: reasons[reason]?.sound ?? false });
}

/**
 * Grades what was committed against what was measured. Pure.
 * @returns `null` where the evidence lacks a figure, or the prediction is no answer to this exercise
 */
export function gradeExercise(
  { ask, key }: AnyExercise,
  prediction: Prediction,
  reason: string,
  evidence: Evidence,
): Graded | null {
  const truth = key.truth(evidence);
  if (!truth || !fitsInput(ask.kind, ask.input, prediction)) return null;
  // The parts of one exercise are of one kind, and `fitsInput` has seen to the prediction.
  const grade = gradePrediction(ask as never, key as never, { prediction, reason, truth } as never);
  return { grade, outcome: key.outcome(grade, prediction as never, truth as never), facts: key.facts(evidence) };
}
