import { numberOf } from '../asked-number';
import type { AnyExercise } from '../exercise';
import type { Tolerance } from '../grading/tolerance';
import type { Scale } from '../scale';

/** How near a number must be: a factor, an amount in the unit of its scale, or points of a percentage. */
type KeyTolerance =
  | ({ readonly kind: 'times' | 'points' } & Tolerance)
  | ({ readonly kind: 'by'; readonly unit: Scale['unit'] } & Tolerance);

/** As the exercise is graded; `null` where no number is predicted. */
export function keyTolerance(exercise: Pick<AnyExercise, 'ask' | 'key'>): KeyTolerance | null {
  const asked = numberOf(exercise);
  if (!asked) return null;
  const { scale, tolerance } = asked;
  const { right, partly } = tolerance;
  if (scale.kind === 'log') return { kind: 'times', right, partly };
  // Ten per cent of a share would be taken for a tenth of it.
  if (scale.unit === 'share') return { kind: 'points', right: 100 * right, partly: 100 * partly };
  return { kind: 'by', unit: scale.unit, right, partly };
}
