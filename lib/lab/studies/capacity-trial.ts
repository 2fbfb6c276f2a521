import { CAPACITY_PRECISION } from '../../experiment/capacity-search';
import { nearestRank, percentileOf, samplesNeeded } from '../../measure/percentile';
import { LATE_AFTER_MS, MOST_FAILED_SHARE, MOST_LATE_SHARE } from '../../measure/rules';
import { isDisturbed, type RateTrial, type TrialVerdict } from './capacity-result';

/** An item is late in a trial when it left 5 ms after it was due (SPEC 5.3), or so much of the limit. */
const LATE_SHARE_OF_LIMIT = 0.25;
/** A rate is held at least so long, and long enough for a p99 with some failures. ms */
const LEAST_TRIAL_MS = 1500;
const LEAST_ANSWERS = Math.ceil(samplesNeeded(0.99) * 1.06);

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

/** How many items a trial at a rate takes. */
export function trialCount(perSecond: number): number {
  return Math.max(LEAST_ANSWERS, Math.ceil((perSecond * LEAST_TRIAL_MS) / 1000));
}

/** Of so many items, how many lie beyond the p99 (its rank is the nearest, SPEC 2.1). */
const beyondP99 = (count: number) => count - Math.ceil(0.99 * count - 1e-9);

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

/**
 * Whether a rate was met, and if not, why. Lateness of the generator is judged first (SPEC 8.1, 8.7): counted from its
 * scheduled arrival, an item only seems slower for it, so a p99 within the limit is met; but a lane is too slow only
 * where its p99 breaks the limit without all that the generator may have caused.
 */
export function judgeTrial(trial: LoadTrial, limitMs: number): TrialVerdict {
  const { latenciesMs, lagMs, elapsedMs, lateCount, sentCount } = trial;
  if (hasFailed(trial)) return lateCount > MOST_LATE_SHARE * sentCount ? 'generator-late' : 'failures';
  if (isTooSlow(trial, limitMs)) return 'too-slow';
  // The rate itself was never sent, if the generator ended so far behind.
  if (isSlow(trial, limitMs) || lagMs > (CAPACITY_PRECISION - 1) * elapsedMs) return 'generator-late';
  const p99 = percentileOf(latenciesMs, 0.99);
  if (p99.state === 'locked') return 'failures';
  if (p99.valueMs <= limitMs) return 'met';
  return nearestRank(trial.ownLatenciesMs, 0.99) > limitMs ? 'too-slow' : 'generator-late';
}

const hasFailed = ({ failedCount, plannedCount }: LoadTrial) => failedCount > MOST_FAILED_SHARE * plannedCount;

/** Whoever did it. */
const isSlow = ({ latenciesMs, plannedCount }: LoadTrial, limitMs: number) =>
  countAbove(latenciesMs, limitMs) > beyondP99(plannedCount);
const isTooSlow = ({ ownLatenciesMs, plannedCount }: LoadTrial, limitMs: number) =>
  countAbove(ownLatenciesMs, limitMs) > beyondP99(plannedCount);

function countAbove(ascending: Float64Array, limit: number): number {
  const first = ascending.findIndex((value) => value > limit);
  return first < 0 ? 0 : ascending.length - first;
}

/**
 * What the p99 of a trial that was ended early would at least have been: so many answers were slower already.
 * @returns ms, `null` where too few answers came to say
 */
export function p99AtLeastMs({ latenciesMs, plannedCount }: LoadTrial): number | null {
  return latenciesMs[latenciesMs.length - 1 - beyondP99(plannedCount)] ?? null;
}

/** @param of `slept`: the device stood still meanwhile, so what was not met was not asked either */
export function rateTrialOf(
  seen: LoadTrial,
  of: Pick<RateTrial, 'perSecond' | 'purpose'> & { readonly limitMs: number; readonly slept: boolean },
): RateTrial {
  const { perSecond, purpose, limitMs, slept } = of;
  const { latenciesMs, sentCount, failedCount, lateCount, worstLateMs, elapsedMs } = seen;
  const judged = judgeTrial(seen, limitMs);
  const verdict = slept && judged !== 'met' ? 'device-slept' : judged;
  const p99 = percentileOf(latenciesMs, 0.99);
  return {
    met: verdict === 'met',
    disturbed: isDisturbed(verdict),
    verdict,
    perSecond,
    purpose,
    p99,
    p99AtLeastMs: p99.state === 'earned' ? p99.valueMs : p99AtLeastMs(seen),
    p50Ms: latenciesMs[Math.floor(latenciesMs.length / 2)] ?? null,
    sentCount,
    failedCount,
    lateCount,
    worstLateMs,
    elapsedMs,
  };
}
