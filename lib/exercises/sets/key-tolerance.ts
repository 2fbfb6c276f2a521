import type { AnyExercise, Tolerance } from '../exercise';
import { TOLERANCES } from '../grading/grade';
import { toleranceOf } from '../grading/grade-prediction';
import type { Scale } from '../kinds';

/** How near a number must be: a factor, an amount in the unit of its scale, or points of a percentage. */
type KeyTolerance =
  | ({ readonly kind: 'times' | 'points' } & Tolerance)
  | ({ readonly kind: 'by'; readonly unit: Scale['unit'] } & Tolerance);

/** As the exercise is graded; `null` where no number is predicted. */
export function keyTolerance({ ask, key }: Pick<AnyExercise, 'ask' | 'key'>): KeyTolerance | null {
  switch (ask.kind) {
    case 'ratio':
    case 'load':
      return { kind: 'times', ...(key.tolerance ?? TOLERANCES.factor) };
    case 'numeric':
      return onScale(ask.input.scale, key.tolerance);
    case 'crossover':
      return onScale(ask.input.x, key.tolerance);
    default:
      return null;
  }
}

function onScale(scale: Scale, own: Tolerance | undefined): KeyTolerance {
  const { right, partly } = toleranceOf(scale, own);
  if (scale.kind === 'log') return { kind: 'times', right, partly };
  // Ten per cent of a share would be taken for a tenth of it.
  if (scale.unit === 'share') return { kind: 'points', right: 100 * right, partly: 100 * partly };
  return { kind: 'by', unit: scale.unit, right, partly };
}
