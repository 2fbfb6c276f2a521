import { FIELD_IDS, type FieldOf, MOST_ITEMS_OF_LANE, SETUP_FIELDS } from './setup-fields';

/** Kinds of number a set-up holds, each with its smallest and largest value. */
export type LimitedField = FieldOf<'number'>;

const LIMITED = FIELD_IDS.filter((id): id is LimitedField => SETUP_FIELDS[id].kind === 'number');

export const SETUP_LIMITS = {
  ...(Object.fromEntries(LIMITED.map((id) => [id, SETUP_FIELDS[id].limits])) as {
    readonly [Id in LimitedField]: { readonly min: number; readonly max: number };
  }),
  /**
   * How long the arrivals of one lane may last. What comes all at once, or when its users are ready, has no schedule: it lasts as long as
   * the lane takes for its items, and who stops it keeps what was measured.
   */
  scheduleMs: 10 * 60_000,
  /** Gaps of a recorded trace: how many, and how long each. */
  traceGaps: 400,
  traceGapMs: 60_000,
} as const;

export function isWithin(field: LimitedField, value: number): boolean {
  const { min, max } = SETUP_LIMITS[field];
  return Number.isFinite(value) && value >= min && value <= max;
}

interface Arriving {
  readonly count: number;
  readonly durationMs: number | null;
  readonly pattern: string;
  readonly perSecond: number;
  readonly loop: string;
  readonly traceMs: readonly number[];
}

interface Schedule extends Arriving {
  readonly repeats: number;
}

/** Whether time ends the arrivals; what is all there at once ends by its count. */
export function endsByTime({ durationMs, pattern, loop }: Pick<Arriving, 'durationMs' | 'pattern' | 'loop'>): boolean {
  return durationMs !== null && (loop === 'closed' || pattern !== 'at-once');
}

/** How many items arrive on average in a run that ends by time; 0 where the count ends it or only the run can tell. */
export function arrivalsInTime(setup: Arriving): number {
  const { durationMs, pattern, perSecond, loop, traceMs } = setup;
  if (durationMs === null || loop === 'closed' || !endsByTime(setup)) return 0;
  if (pattern !== 'trace') return (durationMs * perSecond) / 1000;
  const wholeMs = traceMs.reduce((sum, gapMs) => sum + gapMs, 0);
  return wholeMs > 0 ? (durationMs / wholeMs) * traceMs.length : 0;
}

/** The most items of a lane in each repeat. */
export const mostItems = ({ repeats }: Pick<Schedule, 'repeats'>): number => Math.floor(MOST_ITEMS_OF_LANE / repeats);

/** By chance more may come than on average: a run that ends by time keeps this far from the most items there may be. */
const mostInTime = (setup: Pick<Schedule, 'repeats'>): number => mostItems(setup) * 0.95;

/** How many items there are in each repeat, or on average will be; 0 where only the run can tell. */
export function itemsOf(setup: Schedule): number {
  return endsByTime(setup) ? arrivalsInTime(setup) : setup.count;
}

/** How long the arrivals of one lane last on average, ms; 0 where only the run can tell. */
export function scheduleMs(setup: Arriving): number {
  const { count, durationMs, pattern, perSecond, loop, traceMs } = setup;
  if (durationMs !== null && endsByTime(setup)) return durationMs;
  if (loop === 'closed' || pattern === 'at-once') return 0;
  if (pattern === 'trace') {
    const wholeMs = traceMs.reduce((sum, gapMs) => sum + gapMs, 0);
    return traceMs.length === 0 ? 0 : (count / traceMs.length) * wholeMs;
  }
  return (count / perSecond) * 1000;
}

/** Whether a schedule keeps to the longest time and the most items there may be. */
export function isFeasible(setup: Schedule): boolean {
  return scheduleMs(setup) <= SETUP_LIMITS.scheduleMs && itemsOf(setup) <= mostOf(setup);
}

/** The most that `itemsOf` may be. */
export const mostOf = (setup: Schedule): number => (endsByTime(setup) ? mostInTime(setup) : mostItems(setup));
