import type { ModeId } from '../../modes';
import type { FigureId, Unit } from '../evidence/figures';
import type { Reading } from '../evidence/reading';
import { figureIn, type Term } from '../term';

/** Something that is measured and drawn. */
export interface Quantity {
  readonly id: string;
  readonly words: string;
  readonly lane: ModeId | null;
  readonly unit: Unit;
  /** An accuracy: it is told to a tenth of a percent. */
  readonly isAccuracy: boolean;
  /** Time was added on purpose that no machine or network took. */
  readonly emulated: boolean;
  /** `null` = not measured yet, or not at all. */
  readonly reading: Reading | null;
}

/** The interval of a share ends at the whole. */
export function withinWhole(unit: Unit, reading: Reading | null): Reading | null {
  if (!reading || unit !== 'share' || reading.high <= 1) return reading;
  return { ...reading, high: Math.max(1, reading.value) };
}

/** The id of the quantity that a figure of a leg is drawn as. */
export const quantityId = (leg: number, figure: FigureId) => `${leg}.${figure}`;

/** The quantity that a term is, among those that are drawn; `undefined` = it is worked out, or is not drawn. */
export function drawnAs(watched: readonly Quantity[], term: Term | null): Quantity | undefined {
  const place = term === null ? null : figureIn(term);
  return place ? watched.find(({ id }) => id === quantityId(place.leg, place.figure)) : undefined;
}
