import type { Unit } from '../evidence/figures';
import type { Reading } from '../evidence/reading';
import type { Scale } from '../scale';
import { barAxis } from './axis';
import type { Aim } from './bands';
import type { Quantity } from './quantity';

/** A quantity in its line of a panel. */
export interface Row extends Quantity {
  /** Where it is drawn, on the axis of the panel; `null` = nowhere. */
  readonly at: Reading | null;
  readonly look: 'bar' | 'mark';
  /** From where a mark is drawn as a distance, on the axis. */
  readonly from: number | null;
  /** The aim of the panel is about this. */
  readonly isHeld: boolean;
  /** Which place the learner gave it, from 1. */
  readonly place: number | null;
}

/** Quantities on one axis, one below the other. */
export interface Panel {
  readonly id: string;
  readonly axis: Scale;
  readonly aim: Aim | null;
  readonly rows: readonly Row[];
}

export interface PanelsDrawing {
  readonly form: 'panels';
  /** Never empty. */
  readonly panels: readonly Panel[];
}

/** `null` where there is no panel. */
export function panelsDrawing(...panels: readonly (Panel | null)[]): PanelsDrawing | null {
  const list = panels.filter((panel) => panel !== null);
  return list.length > 0 ? { form: 'panels', panels: list } : null;
}

/** Bars for what is measured, one panel for each unit: those of different units never share an axis. */
export function panelsOf(quantities: readonly Quantity[]): readonly Panel[] {
  const units = [...new Set(quantities.map(({ unit }) => unit))];
  return units.map((unit) => barPanel(unit, quantities.filter((quantity) => quantity.unit === unit).map(barOf)));
}

export function barPanel(unit: Unit, rows: readonly Row[]): Panel {
  const readings = rows.flatMap(({ at }) => (at ? [at] : []));
  const axis = barAxis(
    unit,
    readings.flatMap(({ value, low, high }) => (low > 0 ? [value, low, high] : [value, high])),
  );
  return { id: unit, axis, aim: null, rows };
}

export const barOf = (quantity: Quantity): Row => ({
  ...quantity,
  at: quantity.reading,
  look: 'bar',
  from: null,
  isHeld: false,
  place: null,
});

export const markOf = (quantity: Quantity, isHeld: boolean): Row => ({ ...barOf(quantity), look: 'mark', isHeld });
