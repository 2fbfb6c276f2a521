import type { Unit } from '../evidence/figures';
import type { Reading } from '../evidence/reading';
import type { Option } from '../option';
import type { Scale } from '../scale';

/** A curve to be crossed: y for ascending x. */
export type Curve = readonly { readonly x: number; readonly y: number }[];

/** What curves are drawn on. */
export interface CurvesInput {
  readonly x: Scale & { readonly label: string };
  readonly y: { readonly unit: Unit; readonly label: string; readonly kind: Scale['kind'] };
  readonly curves: readonly Option[];
  /** Words for "they do not cross in this range". */
  readonly never: string;
}

/** Curves as they were measured. */
export interface MeasuredCurves {
  /** `null` = they do not cross in the range. */
  readonly at: Reading | null;
  readonly curves: Readonly<Record<string, Curve>>;
}
