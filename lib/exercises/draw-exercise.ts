import type { Drawing } from './drawing/form';
import type { Evidence } from './evidence/evidence';
import type { AnyExercise } from './exercise';
import { kindOf } from './kinds/kind-of';
import type { Prediction } from './prediction';
import { watchedOf } from './watched';

/** @returns `null` where there is nothing to draw, or the prediction is of another kind than the exercise. */
export function drawingOf(exercise: AnyExercise, prediction: Prediction, evidence: Evidence): Drawing | null {
  const { ask, key } = exercise;
  if (ask.legs.length === 0 || ask.kind !== prediction.kind) return null;
  return kindOf(ask.kind).drawing({
    input: ask.input,
    legs: ask.legs,
    prediction,
    rule: key.rule,
    truth: key.truth(evidence),
    tolerance: key.tolerance,
    watched: watchedOf(exercise, evidence),
    evidence,
  } as never); // the parts of one exercise are of one kind
}
