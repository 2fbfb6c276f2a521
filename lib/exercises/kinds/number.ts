import { distanceFrom, factorFrom, type Reading } from '../evidence/reading';
import { type Grade, gradeDistance } from '../grading/grade';
import { type Tolerance, toleranceOf } from '../grading/tolerance';
import type { Scale } from '../scale';

/** Which explanation a prediction gets by the side it missed on: "right", "high" and "low" unless said otherwise. */
export interface Sides {
  readonly right?: string;
  readonly high?: string;
  readonly low?: string;
}

/** Which explanation is due for a number, as an exercise declares it. */
export interface NumberOutcome extends Sides {
  /** Where less than a number was measured, another explanation, or others by side; the least number first. */
  readonly under?: readonly (readonly [measured: number, outcome: string | Sides])[];
  /** Of the predictions that are too low, those that are `upTo` a number, or `below` it. */
  readonly tooLow?: { readonly outcome: string } & ({ readonly upTo: number } | { readonly below: number });
}

export const isWithin = ({ least, most }: Pick<Scale, 'least' | 'most'>, value: number) =>
  value >= least && value <= most;

/** A number against what was measured: by the factor between them on a logarithmic scale, by their distance on a linear one. */
export function gradeNumber(scale: Scale, value: number, measured: Reading, tolerance: Tolerance | undefined): Grade {
  const near = toleranceOf(scale, tolerance);
  return scale.kind === 'log'
    ? gradeDistance('times', factorFrom(value, measured), near)
    : gradeDistance('by', distanceFrom(value, measured), near);
}

export function numberOutcome(rule: NumberOutcome = {}, value: number, measured: Reading, { verdict }: Grade): string {
  const [, other] = rule.under?.find(([limit]) => measured.value < limit) ?? [];
  if (typeof other === 'string') return other;
  const sides = other ?? rule;
  if (verdict === 'right') return sides.right ?? 'right';
  if (value > measured.value) return sides.high ?? 'high';
  const { tooLow } = other ? {} : rule;
  const isFar = tooLow && ('upTo' in tooLow ? value <= tooLow.upTo : value < tooLow.below);
  return isFar ? tooLow.outcome : (sides.low ?? 'low');
}
