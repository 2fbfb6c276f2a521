import { z } from 'zod';
import { type Interval, plainEstimate } from '../../measure/interval';
import type { PercentileResult } from '../../measure/percentile';

/** A measured figure and its 95 % interval, in the unit of the figure. */
export const reading = z
  .strictObject({ value: z.number(), low: z.number(), high: z.number() })
  .refine(({ value, low, high }) => low <= value && value <= high, 'the interval must hold the value');
export type Reading = z.infer<typeof reading>;

/** Whether a computed reading can be kept: some division may have been by 0. */
export const isReading = (computed: Reading) => reading.safeParse(computed).success;

/** Of a figure that was counted once and has no interval of its own: two such differ from `PLAIN_FACTOR` on (SPEC 6.2). */
export function plainReading(value: number): Reading {
  const { low, high } = plainEstimate(Math.abs(value));
  return value >= 0 ? { value, low, high } : { value, low: -high, high: -low };
}

export function withInterval(value: number, interval: Interval | null): Reading {
  if (!interval) return plainReading(value);
  return { value, low: Math.min(value, interval.low), high: Math.max(value, interval.high) };
}

/** `null` where too few answers earned the percentile (SPEC 2.2). ms */
export function readingOf(percentile: PercentileResult): Reading | null {
  if (percentile.state === 'locked') return null;
  return withInterval(percentile.valueMs, percentile);
}

/** a / b, with the widest interval that both leave open; `null` where b may be 0. Both at least 0. */
export function ratioOf(a: Reading | null, b: Reading | null): Reading | null {
  if (!a || !b || b.low <= 0) return null;
  return { value: a.value / b.value, low: a.low / b.high, high: a.high / b.low };
}

/** How far a value above 0 is from an interval, as a factor; 1 = within. */
export function factorFrom(value: number, { low, high }: Interval): number {
  return Math.max(1, value / high, low / value);
}

/** How far a value is from an interval, in its unit; 0 = within. */
export function distanceFrom(value: number, { low, high }: Interval): number {
  return Math.max(0, value - high, low - value);
}
