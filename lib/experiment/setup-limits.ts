/** What a browser tab can sensibly hold; the batch API takes more. */
export const SETUP_LIMITS = {
  count: { min: 1, max: 100_000 },
  perSecond: { min: 0.1, max: 5_000 },
  intervalMs: { min: 250, max: 60_000 },
  seed: { min: 0, max: 4_294_967_295 },
  /** How long the arrivals of one lane may last. */
  scheduleMs: 10 * 60_000,
} as const;

/** Kinds of number a set-up holds, each with its smallest and largest value. */
export type LimitedField = 'count' | 'perSecond' | 'intervalMs' | 'seed';

export function isWithin(field: LimitedField, value: number): boolean {
  const { min, max } = SETUP_LIMITS[field];
  return Number.isFinite(value) && value >= min && value <= max;
}

/** How long the arrivals of one lane last on average, ms. */
export function scheduleMs({
  count,
  pattern,
  perSecond,
}: {
  count: number;
  pattern: string;
  perSecond: number;
}): number {
  return pattern === 'at-once' ? 0 : (count / perSecond) * 1000;
}
