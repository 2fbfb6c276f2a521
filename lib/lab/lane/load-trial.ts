import { LATE_AFTER_MS, MOST_FAILED_SHARE } from '../../measure/rules';

/** An item is late in a trial when it left 5 ms after it was due (SPEC 5.3), or so much of the limit. */
const LATE_SHARE_OF_LIMIT = 0.25;

/** One item of a trial, on the generator's clock. ms */
export interface TrialItem {
  /** When it was due. */
  readonly arrivedAtMs: number;
  readonly startedAtMs: number;
  readonly finishedAtMs: number;
  readonly completed: boolean;
}

/** What a verdict needs of a trial. */
export interface LoadTrial {
  /** Of the completed items, from their scheduled arrival; ascending. */
  readonly latenciesMs: Float64Array;
  /** The same with all taken off that the generator may have caused (`ownLatencies`); ascending. */
  readonly ownLatenciesMs: Float64Array;
  readonly failedCount: number;
  readonly lateCount: number;
  /** The latest that any item left after it was due, ms. */
  readonly worstLateMs: number;
  /** How far behind the generator was when it sent the last item, ms. */
  readonly lagMs: number;
  readonly sentCount: number;
  /** More than were sent when the trial was ended early, because the verdict was certain. */
  readonly plannedCount: number;
  readonly elapsedMs: number;
}

/** Of so many items, how many lie beyond the p99 (its rank is the nearest, SPEC 2.1). */
export const beyondP99 = (count: number) => count - Math.ceil(0.99 * count - 1e-9);

/** @param failedMore items that got no answer and left no trace */
export function trialOf(
  items: readonly TrialItem[],
  of: {
    readonly plannedCount: number;
    readonly elapsedMs: number;
    readonly limitMs: number;
    readonly failedMore?: number;
  },
): LoadTrial {
  const { plannedCount, elapsedMs, limitMs, failedMore = 0 } = of;
  const lateFromMs = Math.min(LATE_AFTER_MS, LATE_SHARE_OF_LIMIT * limitMs);
  const completed = items.filter((item) => item.completed);
  const lastSent = items.reduce<TrialItem | null>(
    (last, item) => (last && last.arrivedAtMs >= item.arrivedAtMs ? last : item),
    null,
  );
  return {
    latenciesMs: Float64Array.from(completed, ({ arrivedAtMs, finishedAtMs }) => finishedAtMs - arrivedAtMs).sort(),
    ownLatenciesMs: ownLatencies(items, lateFromMs).sort(),
    failedCount: items.length - completed.length + failedMore,
    lateCount: items.filter((item) => lateMs(item) > lateFromMs).length,
    worstLateMs: items.reduce((worst, item) => Math.max(worst, lateMs(item)), 0),
    lagMs: lastSent ? Math.max(0, lateMs(lastSent)) : 0,
    sentCount: items.length + failedMore,
    plannedCount,
    elapsedMs,
  };
}

const lateMs = ({ arrivedAtMs, startedAtMs }: TrialItem) => startedAtMs - arrivedAtMs;

/**
 * What the lane at least took for each completed item, had all items been sent when they were due. Items that are sent up to
 * L later than they were due are answered up to L later, in a lane that works through a queue; and what a late item
 * does to those behind it is over when the lane has nothing left to do. So the largest lateness since then is taken off.
 */
function ownLatencies(items: readonly TrialItem[], lateFromMs: number): Float64Array {
  const own: number[] = [];
  let busyUntilMs = Number.NEGATIVE_INFINITY;
  let latenessMs = 0;
  for (const item of items.toSorted((a, b) => a.startedAtMs - b.startedAtMs)) {
    if (item.startedAtMs >= busyUntilMs) latenessMs = 0;
    busyUntilMs = Math.max(busyUntilMs, item.finishedAtMs);
    if (lateMs(item) > lateFromMs) latenessMs = Math.max(latenessMs, lateMs(item));
    if (item.completed) own.push(item.finishedAtMs - item.arrivedAtMs - latenessMs);
  }
  return Float64Array.from(own);
}

/**
 * Whether it is certain that the rate is not met, whatever the items still to come do: by the lane's doing, or because the
 * generator is further behind than the limit and would only fall back more.
 */
export function isLost(trial: LoadTrial, limitMs: number): boolean {
  return hasFailed(trial) || isTooSlow(trial, limitMs) || (trial.lagMs > limitMs && isSlow(trial, limitMs));
}

/** Whether more items failed than may in a rate that is met. */
export const hasFailed = ({ failedCount, plannedCount }: LoadTrial) => failedCount > MOST_FAILED_SHARE * plannedCount;

/** Whether the p99 breaks the limit, by the lane's doing or the generator's. */
export const isSlow = ({ latenciesMs, plannedCount }: LoadTrial, limitMs: number) =>
  countAbove(latenciesMs, limitMs) > beyondP99(plannedCount);
/** Whether it does without all that the generator may have caused. */
export const isTooSlow = ({ ownLatenciesMs, plannedCount }: LoadTrial, limitMs: number) =>
  countAbove(ownLatenciesMs, limitMs) > beyondP99(plannedCount);

function countAbove(ascending: Float64Array, limit: number): number {
  const first = ascending.findIndex((value) => value > limit);
  return first < 0 ? 0 : ascending.length - first;
}
