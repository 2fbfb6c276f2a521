import { z } from 'zod';
import { type Inputs, KINDS, type KindId, type PredictionOf } from './kinds';
import { kindOf } from './kinds/kind-of';

export type Prediction = { readonly [K in KindId]: PredictionOf<K> }[KindId];

/** What a learner may commit, by kind; whether it fits an exercise's input is `fitsInput`. */
export const prediction: z.ZodType<Prediction> = z.union(Object.values(KINDS).map((kind) => kind.prediction));

/** Whether a prediction is a whole answer to what was asked: of the same kind, about its options, within its scale. */
export function fitsInput<K extends KindId>(
  kind: K,
  input: Inputs[K],
  given: Prediction,
): given is PredictionOf<K> & Prediction {
  return given.kind === kind && kindOf(kind).fits(input, given as PredictionOf<K>); // the kinds are equal
}
