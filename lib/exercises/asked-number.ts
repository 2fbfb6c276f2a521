import type { Evidence } from './evidence/evidence';
import type { Reading } from './evidence/reading';
import type { AnyExercise, Ask } from './exercise';
import { type Tolerance, toleranceOf } from './grading/tolerance';
import type { Kind, KindShape } from './kinds/kind';
import { kindOf } from './kinds/kind-of';
import type { Prediction } from './prediction';
import type { Scale } from './scale';

/** Of any kind: what is asked, predicted and so is of one kind in each exercise, and is not looked into here. */
const numberIn = ({ kind }: Pick<Ask, 'kind'>) => (kindOf(kind) as unknown as Kind<KindShape>).number;

/** The scale of the number that an exercise asks for; `null` = it asks for none. */
export const scaleOf = (ask: Pick<Ask, 'kind' | 'input'>): Scale | null => numberIn(ask)?.scale(ask.input) ?? null;

/** The number of a prediction, `null` where it says that there is none; `undefined` = no number was asked for. */
export const predictedOf = (ask: Pick<Ask, 'kind'>, prediction: Prediction): number | null | undefined =>
  ask.kind === prediction.kind ? numberIn(ask)?.of(prediction) : undefined;

/** The number that was measured, `null` = there is none; `undefined` = it is not known, or no number was asked for. */
export function measuredOf({ ask, key }: AnyExercise, evidence: Evidence): Reading | null | undefined {
  const number = numberIn(ask);
  const truth = number && key.truth(evidence);
  return truth ? number.measured(truth) : undefined;
}

/** The scale of the number that is asked for, and how near it must be; `null` = none is. */
export function numberOf({
  ask,
  key,
}: {
  readonly ask: Pick<Ask, 'kind' | 'input'>;
  readonly key: Pick<AnyExercise['key'], 'tolerance'>;
}): { readonly scale: Scale; readonly tolerance: Tolerance } | null {
  const scale = scaleOf(ask);
  return scale && { scale, tolerance: toleranceOf(scale, key.tolerance) };
}
