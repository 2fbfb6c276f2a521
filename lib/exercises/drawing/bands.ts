import type { Interval } from '../../measure/interval';
import type { Tolerance } from '../grading/tolerance';

/** Where a prediction stands, and around it what counts as right and as partly right: it does where the measured interval reaches into the band. */
export interface Aim {
  readonly value: number;
  readonly right: Interval;
  readonly partly: Interval;
}

/** @param value above 0 on a logarithmic scale */
export function aimAt(value: number, { right, partly }: Tolerance, kind: 'linear' | 'log'): Aim {
  const band = (by: number): Interval =>
    kind === 'log' ? { low: value / by, high: value * by } : { low: value - by, high: value + by };
  return { value, right: band(right), partly: band(partly) };
}

/** The same aim in another measure: all of it times `factor`. */
export function scaledAim({ value, right, partly }: Aim, factor: number): Aim {
  const scaled = ({ low, high }: Interval) => ({ low: low * factor, high: high * factor });
  return { value: value * factor, right: scaled(right), partly: scaled(partly) };
}
