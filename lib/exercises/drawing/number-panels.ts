import type { Reading } from '../evidence/reading';
import type { Tolerance } from '../grading/tolerance';
import type { Scale } from '../scale';
import type { Term } from '../term';
import { stretched } from './axis';
import { aimAt } from './bands';
import { markOf, type Panel, panelsOf, type Row } from './panel';
import { drawnAs, type Quantity, withinWhole } from './quantity';

/** Of the row of a number that is worked out from what is watched. */
const NUMBER_ROW = 'number';

interface PredictedNumber {
  readonly scale: Scale;
  readonly label: string;
  readonly value: number;
  readonly truth: Reading | null;
  /** What the number is; `null` = the exercise works it out by itself. */
  readonly rule: Term | null;
  readonly tolerance: Tolerance;
  readonly watched: readonly Quantity[];
}

/** The number asked for as a mark on the scale it was predicted on, and other figures of the same unit below it. */
export function numberPanels({
  scale,
  label,
  value,
  truth,
  rule,
  tolerance,
  watched,
}: PredictedNumber): readonly Panel[] {
  const reading = withinWhole(scale.unit, truth);
  const shown = drawnAs(watched, rule);
  const asked: Quantity = shown
    ? { ...shown, reading: reading ?? shown.reading }
    : {
        id: NUMBER_ROW,
        words: label,
        lane: null,
        unit: scale.unit,
        isAccuracy: false,
        emulated: false,
        reading,
      };
  const others = watched.filter((each) => each !== shown && each.unit === scale.unit);
  const rows: readonly Row[] = [markOf(asked, true), ...others.map((each) => markOf(each, false))];
  const readings = rows.flatMap(({ at }) => (at ? [at.value, at.low, at.high] : []));
  const panel: Panel = {
    id: NUMBER_ROW,
    axis: stretched(scale, [value, ...readings]),
    aim: aimAt(value, tolerance, scale.kind),
    // What is not above 0 has no place on a logarithmic axis.
    rows: rows.map((row) => (scale.kind === 'log' && (row.at?.value ?? 1) <= 0 ? { ...row, at: null } : row)),
  };
  return [panel, ...panelsOf(watched.filter(({ unit }) => unit !== scale.unit))];
}
