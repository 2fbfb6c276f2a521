import { z } from 'zod';
import type { Ask } from './exercise';
import { type DraftOf, KINDS, type KindId, type PredictionOf } from './kinds';
import { kindOf } from './kinds/kind-of';
import { fitsInput, type Prediction, prediction } from './prediction';

export type PredictionDraft = { readonly [K in KindId]: DraftOf<K> }[KindId];

/**
 * A prediction that may be half made, as it is kept while the learner works on it: `null` where nothing was placed or
 * chosen yet. Numbers may be outside the scale while they are being typed.
 */
export const predictionDraft: z.ZodType<PredictionDraft> = z.union(Object.values(KINDS).map((kind) => kind.draft));

type Asked<K extends KindId> = Pick<Ask<K>, 'kind' | 'input'>;

/** The prediction a draft has become, or `null` while something is missing or outside its scale. */
export function predictionOf<K extends KindId>(ask: Asked<K>, draft: PredictionDraft | null): PredictionOf<K> | null {
  const made = draftFor(ask, draft);
  const { whole: wholeOf = (same: unknown) => same } = kindOf(ask.kind);
  const whole = prediction.safeParse(wholeOf(made));
  return whole.success && fitsInput(ask.kind, ask.input, whole.data) ? whole.data : null;
}

/** A draft of what is asked: empty where the one given is of another kind, and without options that are not there (any more). */
export function draftFor<K extends KindId>(ask: Asked<K>, draft: PredictionDraft | null): DraftOf<K> {
  const { empty, prune } = kindOf(ask.kind);
  return prune(ask.input, draft?.kind === ask.kind ? (draft as DraftOf<K>) : empty); // the kinds are equal
}

/** A committed prediction in the shape its form shows. */
export function draftOfPrediction(made: Prediction): PredictionDraft {
  const { draftOf } = kindOf(made.kind);
  return (draftOf ? draftOf(made as never) : made) as PredictionDraft; // of the same kind
}
