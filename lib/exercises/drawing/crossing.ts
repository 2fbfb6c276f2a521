import type { ModeId } from '../../modes';
import type { Reading } from '../evidence/reading';
import type { Tolerance } from '../grading/tolerance';
import type { Scale } from '../scale';
import { linearAxis, logAxis, stretched } from './axis';
import { type Aim, aimAt } from './bands';
import type { Curve, CurvesInput, MeasuredCurves } from './curve';

export interface DrawnCurve {
  readonly id: string;
  readonly words: string;
  readonly lane: ModeId | null;
  readonly points: Curve;
}

/** Two curves, where they cross, and where the learner thought they would. */
export interface Crossing {
  readonly form: 'crossing';
  readonly x: Scale;
  readonly y: Scale;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly curves: readonly DrawnCurve[];
  /** `null` = the learner says they never cross. */
  readonly aim: Aim | null;
  /** `null` = not known, or they do not cross. */
  readonly at: (Reading & { readonly y: number }) | null;
  readonly isMeasured: boolean;
}

/** @param predicted `null` = never @param truth `null` while the evidence does not say */
export function crossingOf(
  { x, y, curves }: CurvesInput,
  predicted: number | null,
  truth: MeasuredCurves | null,
  tolerance: Tolerance,
): Crossing {
  const drawn = curves.map(({ id, text, lane }) => ({
    id,
    words: text,
    lane: lane ?? null,
    points: (truth?.curves[id] ?? []).filter(
      (point) => (x.kind === 'linear' || point.x > 0) && (y.kind === 'linear' || point.y > 0),
    ),
  }));
  const points = drawn.flatMap((curve) => curve.points);
  const at = truth?.at ?? null;
  const heights = at ? drawn.flatMap((curve) => heightAt(curve.points, at.value, x.kind, y.kind) ?? []) : [];
  const { unit, least, most, kind } = x;
  const ys = points.map((point) => point.y);
  return {
    form: 'crossing',
    xLabel: x.label,
    yLabel: y.label,
    x: stretched({ unit, least, most, kind }, [
      ...points.map((point) => point.x),
      ...(predicted === null ? [] : [predicted]),
      ...(at ? [at.value] : []),
    ]),
    y: y.kind === 'log' ? logAxis(y.unit, ys.length > 0 ? ys : [1, 1000]) : linearAxis(y.unit, ys),
    curves: drawn,
    aim: predicted === null ? null : aimAt(predicted, tolerance, kind),
    at: at && heights.length > 0 ? { ...at, y: meanOf(heights, y.kind) } : null,
    isMeasured: truth !== null,
  };
}

type AxisKind = Scale['kind'];
const forward = (value: number, kind: AxisKind) => (kind === 'log' ? Math.log(value) : value);
const back = (value: number, kind: AxisKind) => (kind === 'log' ? Math.exp(value) : value);

/** The height of a curve at x, on the straight line between its neighbours as it is drawn; `null` beyond its ends. */
export function heightAt(points: Curve, x: number, xKind: AxisKind, yKind: AxisKind): number | null {
  for (const [index, to] of points.entries()) {
    const from = points[index - 1];
    if (to.x === x) return to.y;
    if (!from || from.x > x || to.x < x) continue;
    const share = (forward(x, xKind) - forward(from.x, xKind)) / (forward(to.x, xKind) - forward(from.x, xKind));
    return back(forward(from.y, yKind) + share * (forward(to.y, yKind) - forward(from.y, yKind)), yKind);
  }
  return null;
}

function meanOf(values: readonly number[], kind: AxisKind): number {
  return back(values.reduce((sum, value) => sum + forward(value, kind), 0) / values.length, kind);
}
