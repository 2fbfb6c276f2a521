import { roundAbove, roundBelow, spacedTicks } from '../../chart/ticks';
import type { Interval } from '../../measure/interval';
import type { Unit } from '../evidence/figures';
import { positionOf, type Scale, ticksOf } from '../scale';

/** From this factor between the longest and the shortest on, bars from 0 would hide the shortest. */
const SPREAD = 30;
/** An axis shows at least so many times its beginning. */
const LEAST_SPAN = 4;
const STEPS = 5;

/** The shortest logarithmic axis from one round value (1, 2 or 5 times a power of ten) to another that holds all values. @param values above 0 */
export function logAxis(unit: Unit, values: readonly number[]): Scale {
  const low = Math.min(...values);
  const high = Math.max(...values, low * LEAST_SPAN);
  return { unit, kind: 'log', least: roundBelow(low), most: roundAbove(high) };
}

/** A linear axis from 0, or from a round value below where some are negative, to the first round value that none exceeds; a share never goes past the whole. */
export function linearAxis(unit: Unit, values: readonly number[]): Scale {
  const high = Math.max(0, ...values);
  const low = Math.min(0, ...values);
  if (unit === 'share' && low === 0 && high > 0.5 && high <= 1) return { unit, kind: 'linear', least: 0, most: 1 };
  const step = roundAbove((high - low) / STEPS || 1 / STEPS);
  const out = (value: number) =>
    Number((step * Math.sign(value) * Math.ceil(Math.abs(value) / step - 1e-9)).toPrecision(12));
  return { unit, kind: 'linear', least: out(low), most: high === 0 && low === 0 ? 1 : out(high) };
}

/** For bars: logarithmic where the values lie far apart, else from 0. */
export function barAxis(unit: Unit, values: readonly number[]): Scale {
  const low = Math.min(...values);
  // The shortest bar must still be one.
  return low > 0 && Math.max(...values) >= SPREAD * low
    ? logAxis(unit, [low / 2, ...values])
    : linearAxis(unit, values);
}

/** A scale made longer, where it must be, to hold what was measured. */
export function stretched(scale: Scale, values: readonly number[]): Scale {
  const held = scale.kind === 'log' ? values.filter((value) => value > 0) : values;
  if (held.every((value) => value >= scale.least && value <= scale.most)) return scale;
  const all = [scale.least, scale.most, ...held];
  const { least, most } = scale.kind === 'log' ? logAxis(scale.unit, all) : linearAxis(scale.unit, all);
  return { ...scale, least: Math.min(least, scale.least), most: Math.max(most, scale.most) };
}

/** The part of an interval that an axis shows; `null` where it shows none. */
export function shownOf({ least, most }: Scale, { low, high }: Interval): Interval | null {
  if (high < least || low > most) return null;
  return { low: Math.max(low, least), high: Math.min(high, most) };
}

/**
 * The values to be written along an axis, ascending, at least one. A logarithmic axis has its ones, twos and fives, or
 * its powers of ten where these stand too close; and of either every second, third and so on.
 * @param room that a label takes, as a share of the axis: no two are nearer to one another
 */
export function labelsOf(axis: Scale, room: number): readonly number[] {
  const all = ticksOf(axis).filter(({ labelled }) => axis.kind === 'log' || labelled);
  return spacedTicks(
    all.map(({ value }) => value),
    axis.kind,
    (value) => positionOf(axis, value),
    room,
  );
}
