import type { Evidence } from '../evidence/evidence';
import type { Exercise } from '../exercise';
import { toleranceOf } from '../grading/grade-prediction';
import type { PredictionOf } from '../kinds';
import { stretched } from './axis';
import { aimAt } from './bands';
import { markOf, type Panel, panelsOf, type Row } from './panel';
import { askedOf } from './told-by-examples';
import { type Quantity, watchedOf, withinWhole } from './watched';

/** Of the row of a number that is worked out from what is watched. */
const NUMBER_ROW = 'number';

/** The number asked for as a mark on the scale it was predicted on, and other figures of the same unit below it. */
export function numberPanels(
  exercise: Exercise<'numeric'>,
  { value }: PredictionOf<'numeric'>,
  evidence: Evidence,
): readonly Panel[] {
  const { scale, label } = exercise.ask.input;
  const watched = watchedOf(exercise, evidence);
  const truth = withinWhole(scale.unit, exercise.key.truth(evidence)?.value ?? null);
  const askedId = askedOf(exercise);
  const shown = watched.find(({ id }) => id === askedId);
  const asked: Quantity = shown
    ? { ...shown, reading: truth ?? shown.reading }
    : {
        id: NUMBER_ROW,
        words: label,
        lane: null,
        unit: scale.unit,
        isAccuracy: false,
        emulated: false,
        reading: truth,
      };
  const others = watched.filter(({ id, unit }) => id !== askedId && unit === scale.unit);
  const rows: readonly Row[] = [markOf(asked, true), ...others.map((each) => markOf(each, false))];
  const readings = rows.flatMap(({ at }) => (at ? [at.value, at.low, at.high] : []));
  const panel: Panel = {
    id: NUMBER_ROW,
    axis: stretched(scale, [value, ...readings]),
    aim: aimAt(value, toleranceOf(scale, exercise.key.tolerance), scale.kind),
    // What is not above 0 has no place on a logarithmic axis.
    rows: rows.map((row) => (scale.kind === 'log' && (row.at?.value ?? 1) <= 0 ? { ...row, at: null } : row)),
  };
  return [panel, ...panelsOf(watched.filter(({ unit }) => unit !== scale.unit))];
}
