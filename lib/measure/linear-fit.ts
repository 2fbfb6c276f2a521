import type { Interval } from './interval';
import { studentT975 } from './student-t';

export interface FitPoint {
  readonly x: number;
  /** More than 0. */
  readonly y: number;
}

export interface Coefficient extends Interval {
  readonly value: number;
}

/** y = slope * x + intercept, with 95 % intervals. */
export interface LineFit {
  readonly slope: Coefficient;
  readonly intercept: Coefficient;
  /** intercept / slope: where the fixed and the variable cost are equal. `null` where either cannot be told from 0. */
  readonly knee: Coefficient | null;
  /** In the order of the points: (y - fitted) / fitted. */
  readonly residualShares: readonly number[];
  /** The largest of them, without its sign. */
  readonly worstResidualShare: number;
}

/**
 * A line through points whose errors grow with their size, as those of durations do: least squares with the weights 1 / y^2,
 * so that 5 % off counts the same at 1 ms as at 1 s (Press et al., Numerical Recipes, 15.2; the size of the errors is
 * taken from the residuals, their intervals from Student's t with n - 2 degrees of freedom). The interval of the knee is
 * that of its logarithm, by the delta method.
 *
 * @returns `null` of fewer than three points, or when all share one x
 */
export function fitLine(points: readonly FitPoint[]): LineFit | null {
  if (points.length < 3) return null;
  let [w1, wx, wy, wxx, wxy] = [0, 0, 0, 0, 0];
  for (const { x, y } of points) {
    const weight = 1 / (y * y);
    w1 += weight;
    wx += weight * x;
    wy += weight * y;
    wxx += weight * x * x;
    wxy += weight * x * y;
  }
  const determinant = w1 * wxx - wx * wx;
  // Rounding leaves a trace of what should be 0.
  if (!(determinant > 1e-12 * w1 * wxx)) return null;
  const slope = (w1 * wxy - wx * wy) / determinant;
  const intercept = (wxx * wy - wx * wxy) / determinant;
  const freedom = points.length - 2;
  const scatter = points.reduce((sum, { x, y }) => sum + ((y - slope * x - intercept) / y) ** 2, 0) / freedom;
  const slopeVariance = (scatter * w1) / determinant;
  const interceptVariance = (scatter * wxx) / determinant;
  const covariance = (-scatter * wx) / determinant;
  const t = studentT975(freedom);
  const around = (value: number, variance: number): Coefficient => {
    const reach = t * Math.sqrt(variance);
    return { value, low: value - reach, high: value + reach };
  };
  const residualShares = points.map(({ x, y }) => y / (slope * x + intercept) - 1);
  const fit = { slope: around(slope, slopeVariance), intercept: around(intercept, interceptVariance) };
  return {
    ...fit,
    knee: kneeOf(fit, {
      reach:
        t *
        Math.sqrt(
          slopeVariance / slope ** 2 + interceptVariance / intercept ** 2 - (2 * covariance) / (slope * intercept),
        ),
    }),
    residualShares,
    worstResidualShare: Math.max(...residualShares.map(Math.abs)),
  };
}

/** @param reach of the logarithm */
function kneeOf(
  { slope, intercept }: Pick<LineFit, 'slope' | 'intercept'>,
  { reach }: { reach: number },
): Coefficient | null {
  if (!(slope.low > 0 && intercept.low > 0)) return null;
  const value = intercept.value / slope.value;
  return { value, low: value * Math.exp(-reach), high: value * Math.exp(reach) };
}
