import { percentileOf, samplesNeeded } from '../../measure/percentile';
import type { TrialVerdict } from './capacity-result';
import type { LoadTrial } from './study-messages';

/** A rate with more failed items is not met (SPEC 5.2), nor one at which more items left late (SPEC 5.3). */
const MOST_FAILED_SHARE = 0.01;
const MOST_LATE_SHARE = 0.1;
/** A rate is held at least so long, and long enough for a p99 with some failures. ms */
const LEAST_TRIAL_MS = 1500;
const LEAST_ANSWERS = Math.ceil(samplesNeeded(0.99) * 1.06);

/** How many items a trial at a rate takes. */
export function trialCount(perSecond: number): number {
  return Math.max(LEAST_ANSWERS, Math.ceil((perSecond * LEAST_TRIAL_MS) / 1000));
}

/** Of so many items, how many lie beyond the p99 (its rank is the nearest, SPEC 2.1). */
const beyondP99 = (count: number) => count - Math.ceil(0.99 * count - 1e-9);

/** Whether a rate cannot be met any more, whatever the items still to come do. */
export function isLost(seen: Pick<LoadTrial, 'slowCount' | 'failedCount' | 'plannedCount'>): boolean {
  const { slowCount, failedCount, plannedCount } = seen;
  return slowCount > beyondP99(plannedCount) || failedCount > MOST_FAILED_SHARE * plannedCount;
}

/** Whether a rate was met: p99 earned and within the limit, hardly any failure, and a generator that kept its schedule. */
export function judgeTrial(trial: LoadTrial, limitMs: number): TrialVerdict {
  const { latenciesMs, slowCount, failedCount, lateCount, sentCount, plannedCount } = trial;
  if (failedCount > MOST_FAILED_SHARE * plannedCount) return 'failures';
  if (slowCount > beyondP99(plannedCount)) return 'too-slow';
  const p99 = percentileOf(latenciesMs, 0.99);
  if (p99.state === 'locked') return 'failures';
  if (p99.valueMs > limitMs) return 'too-slow';
  return lateCount > MOST_LATE_SHARE * sentCount ? 'generator-late' : 'met';
}

/**
 * What the p99 of a trial that was ended early would at least have been: so many answers were slower already.
 * @returns ms, `null` where too few answers came to say
 */
export function p99AtLeastMs({ latenciesMs, plannedCount }: LoadTrial): number | null {
  return latenciesMs[latenciesMs.length - 1 - beyondP99(plannedCount)] ?? null;
}
