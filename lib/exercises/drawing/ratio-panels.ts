import type { Evidence } from '../evidence/evidence';
import type { Reading } from '../evidence/reading';
import type { Exercise } from '../exercise';
import { TOLERANCES } from '../grading/grade';
import type { PredictionOf, Scale } from '../kinds';
import { logAxis } from './axis';
import { aimAt, scaledAim } from './bands';
import { markOf, type Panel, panelsOf, type Row } from './panel';
import { askedOf, pairOf } from './told-by-examples';
import { type Quantity, watchedOf } from './watched';

/** Of the row that shows the ratio itself. */
const RATIO_ROW = 'ratio';

/** The mark of what is below the line never stands at the edge. */
const AROUND_BASE = [0.9, 1.1];

/**
 * A ratio as a distance on a logarithmic axis: from the quantity below the line to the one above it. The prediction
 * stands where the upper one would be if the learner were right. Until the lower one is measured the axis counts in
 * multiples of it, and afterwards in its unit: nothing on it moves.
 */
export function ratioPanels(
  exercise: Exercise<'ratio'>,
  { ratio }: PredictionOf<'ratio'>,
  evidence: Evidence,
): readonly Panel[] {
  const watched = watchedOf(exercise, evidence);
  const truth = exercise.key.truth(evidence)?.ratio ?? null;
  const aim = aimAt(ratio, exercise.key.tolerance ?? TOLERANCES.factor, 'log');
  const pair = pairOf(exercise);
  const asked = pair ? null : askedOf(exercise);
  const itself: Quantity = {
    id: RATIO_ROW,
    words: '',
    lane: null,
    unit: 'ratio',
    isAccuracy: false,
    emulated: false,
    reading: truth,
  };
  const base = watched.find(({ id }) => id === pair?.below);
  if (!pair || !base) {
    const shown = watched.find(({ id }) => id === asked) ?? itself;
    const row = markOf({ ...shown, reading: truth ?? shown.reading }, true);
    const axis = axisAround('ratio', [aim.partly.low, aim.partly.high, 1], row.at ? [row.at] : []);
    return [{ id: RATIO_ROW, axis, aim, rows: [row] }, ...panelsOf(watched.filter(({ id }) => id !== asked))];
  }
  const baseValue = base.reading && base.reading.value > 0 ? base.reading.value : null;
  const factor = baseValue ?? 1;
  const near = watched.filter(({ unit }) => unit === base.unit);
  // The one above first, as in a fraction, and the others in between.
  const ranks = [
    pair.above,
    ...near.map(({ id }) => id).filter((id) => id !== pair.above && id !== pair.below),
    pair.below,
  ];
  const rows: readonly Row[] = [
    ...ranks.flatMap((id) => {
      const quantity = near.find((each) => each.id === id);
      if (!quantity) return [];
      const row = markOf(quantity, id === pair.above);
      return [baseValue === null || (quantity.reading?.value ?? 0) <= 0 ? { ...row, at: null } : row];
    }),
    {
      ...markOf(itself, true),
      at: truth && baseValue !== null ? times(truth, baseValue) : null,
      from: baseValue,
    },
  ];
  const marks = rows.flatMap(({ at }) => (at ? [times(at, 1 / factor)] : []));
  const relative = axisAround('ratio', [...AROUND_BASE, aim.partly.low, aim.partly.high], marks);
  const axis: Scale =
    baseValue === null
      ? relative
      : { ...relative, unit: base.unit, least: relative.least * factor, most: relative.most * factor };
  const panel: Panel = { id: RATIO_ROW, axis, aim: scaledAim(aim, factor), rows };
  return [panel, ...panelsOf(watched.filter(({ unit }) => unit !== base.unit))];
}

/** A logarithmic axis for values above 0 and whatever of the readings is. */
function axisAround(unit: Scale['unit'], values: readonly number[], readings: readonly Reading[]): Scale {
  const shown = readings.flatMap(({ value, low, high }) => [value, low, high]).filter((value) => value > 0);
  return logAxis(unit, [...values, ...shown]);
}

const times = ({ value, low, high }: Reading, factor: number): Reading => ({
  value: value * factor,
  low: low * factor,
  high: high * factor,
});
