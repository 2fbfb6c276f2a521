import type { Reading } from '../evidence/reading';
import type { Tolerance } from '../grading/tolerance';
import type { Scale } from '../scale';
import { pairIn, type Term } from '../term';
import { logAxis } from './axis';
import { aimAt, scaledAim } from './bands';
import { markOf, type Panel, panelsOf, type Row } from './panel';
import { drawnAs, type Quantity } from './quantity';

/** Of the row that shows the ratio itself. */
const RATIO_ROW = 'ratio';

/** The mark of what is below the line never stands at the edge. */
const AROUND_BASE = [0.9, 1.1];

interface PredictedRatio {
  readonly ratio: number;
  readonly truth: Reading | null;
  /** What the ratio is of; `null` = the exercise works it out by itself. */
  readonly rule: Term | null;
  readonly tolerance: Tolerance;
  readonly watched: readonly Quantity[];
}

/**
 * A ratio as a distance on a logarithmic axis: from the quantity below the line to the one above it. The prediction
 * stands where the upper one would be if the learner were right. Until the lower one is measured the axis counts in
 * multiples of it, and afterwards in its unit: nothing on it moves.
 */
export function ratioPanels({ ratio, truth, rule, tolerance, watched }: PredictedRatio): readonly Panel[] {
  const aim = aimAt(ratio, tolerance, 'log');
  const { above, below: base } = drawnPair(watched, rule) ?? {};
  const itself: Quantity = {
    id: RATIO_ROW,
    words: '',
    lane: null,
    unit: 'ratio',
    isAccuracy: false,
    emulated: false,
    reading: truth,
  };
  if (!above || !base) {
    const asked = drawnAs(watched, rule);
    const shown = asked ?? itself;
    const row = markOf({ ...shown, reading: truth ?? shown.reading }, true);
    const axis = axisAround('ratio', [aim.partly.low, aim.partly.high, 1], row.at ? [row.at] : []);
    return [{ id: RATIO_ROW, axis, aim, rows: [row] }, ...panelsOf(watched.filter((each) => each !== asked))];
  }
  const baseValue = base.reading && base.reading.value > 0 ? base.reading.value : null;
  const factor = baseValue ?? 1;
  const near = watched.filter(({ unit }) => unit === base.unit);
  // The one above first, as in a fraction, and the others in between.
  const ranks = [above, ...near.filter((each) => each !== above && each !== base), base];
  const rows: readonly Row[] = [
    ...ranks.map((quantity) => {
      const row = markOf(quantity, quantity === above);
      return baseValue === null || (quantity.reading?.value ?? 0) <= 0 ? { ...row, at: null } : row;
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

/** The two quantities that a ratio is of; `null` = it is of others, or they are not drawn. */
export function drawnPair(watched: readonly Quantity[], rule: Term | null) {
  const pair = pairIn(rule);
  const above = drawnAs(watched, pair?.above ?? null);
  const below = drawnAs(watched, pair?.below ?? null);
  return above && below ? { above, below } : null;
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
