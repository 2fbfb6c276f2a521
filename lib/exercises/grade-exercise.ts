import type { Evidence } from './evidence/evidence';
import type { AnyExercise, Facts } from './exercise';
import type { Grade } from './grading/grade';
import { gradePrediction } from './grading/grade-prediction';
import { fitsInput, type Prediction } from './kinds';

/** A graded answer, with which of the exercise's explanations it gets and the figures that one speaks of. */
export interface Graded {
  readonly grade: Grade;
  readonly outcome: string;
  readonly facts: Facts;
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
  // The parts of one exercise are of one kind: `defineExercise` has seen to it, and `fitsInput` sees to the prediction.
  if (!truth || !fitsInput(ask.kind, ask.input, prediction)) return null;
  const grade = gradePrediction(ask as never, key as never, { prediction, reason, truth } as never);
  return { grade, outcome: key.outcome(grade, prediction as never, truth as never), facts: key.facts(evidence) };
}
