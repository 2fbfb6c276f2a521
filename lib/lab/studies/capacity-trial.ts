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

/** Whether a rate was met: p99 earned and within the limit, hardly any failure, and a generator that kept its schedule. */
export function judgeTrial(
  { latenciesMs, failedCount, lateCount, sentCount }: LoadTrial,
  limitMs: number,
): TrialVerdict {
  if (sentCount === 0 || failedCount > MOST_FAILED_SHARE * sentCount) return 'failures';
  const p99 = percentileOf(latenciesMs, 0.99);
  if (p99.state === 'locked') return 'failures';
  if (p99.valueMs > limitMs) return 'too-slow';
  return lateCount > MOST_LATE_SHARE * sentCount ? 'generator-late' : 'met';
}
