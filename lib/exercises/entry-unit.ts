import type { Unit } from './evidence/figures';
import type { Scale } from './scale';

/** What a number is typed in; words under `prediction.unit`. */
export type EntryUnitId =
  | 'milliseconds'
  | 'seconds'
  | 'perSecond'
  | 'times'
  | 'percent'
  | 'count'
  | 'bytes'
  | 'kilobytes'
  | 'megabytes'
  | 'joules'
  | 'dollars';

export interface EntryUnit {
  readonly id: EntryUnitId;
  /** How much of the scale's own unit one of these is. */
  readonly factor: number;
}

const ENTRY_UNITS: Readonly<Record<Unit, readonly [EntryUnit, ...EntryUnit[]]>> = {
  duration: [
    { id: 'milliseconds', factor: 1 },
    { id: 'seconds', factor: 1000 },
  ],
  rate: [{ id: 'perSecond', factor: 1 }],
  ratio: [{ id: 'times', factor: 1 }],
  share: [{ id: 'percent', factor: 0.01 }],
  count: [{ id: 'count', factor: 1 }],
  bytes: [
    { id: 'bytes', factor: 1 },
    { id: 'kilobytes', factor: 1000 },
    { id: 'megabytes', factor: 1_000_000 },
  ],
  joules: [{ id: 'joules', factor: 1 }],
  money: [{ id: 'dollars', factor: 1 }],
};

/** The largest unit in which no number of the scale is awkward: its least is a tenth or more, and a linear one's most is 5 or more. */
export function entryUnitOf({ unit, kind, least, most }: Scale): EntryUnit {
  const [smallest, ...larger] = ENTRY_UNITS[unit];
  const fits = ({ factor }: EntryUnit) => (kind === 'log' ? least >= factor / 10 : most >= factor * 5);
  return larger.findLast(fits) ?? smallest;
}

/** A value as it is typed, without what rounding left behind. */
export function enteredOf(value: number, { factor }: EntryUnit): number {
  return Number((value / factor).toPrecision(12));
}

/** What was typed, in the scale's own unit. */
export function valueOfEntry(entered: number, { factor }: EntryUnit): number {
  return Number((entered * factor).toPrecision(12));
}
