import { CAPACITY_PRECISION } from '../../experiment/capacity-search';
import {
  medianOfSorted,
  nearestRank,
  type PercentileResult,
  percentileOf,
  samplesNeeded,
} from '../../measure/percentile';
import { MOST_LATE_SHARE } from '../../measure/rules';
import { beyondP99, hasFailed, isSlow, isTooSlow, type LoadTrial } from '../lane/load-trial';
import { isDisturbed, type RateTrial, type TrialVerdict } from './capacity-result';

/** A rate is held at least so long, and long enough for a p99 with some failures. ms */
const LEAST_TRIAL_MS = 1500;
const LEAST_ANSWERS = Math.ceil(samplesNeeded(0.99) * 1.06);

/** How many items a trial at a rate takes. */
export function trialCount(perSecond: number): number {
  return Math.max(LEAST_ANSWERS, Math.ceil((perSecond * LEAST_TRIAL_MS) / 1000));
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

/**
 * What the p99 of a trial that was ended early would at least have been: so many answers were slower already.
 * @returns ms, `null` where too few answers came to say
 */
export function p99AtLeastMs({ latenciesMs, plannedCount }: LoadTrial): number | null {
  return latenciesMs[latenciesMs.length - 1 - beyondP99(plannedCount)] ?? null;
}

/** Locked of a trial that was ended early, however many answers it had: they are not all that it was to be made of. */
function p99Of({ latenciesMs, sentCount, plannedCount }: LoadTrial): PercentileResult {
  if (sentCount < plannedCount) return { state: 'locked', have: latenciesMs.length, need: plannedCount };
  return percentileOf(latenciesMs, 0.99);
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
  const p99 = p99Of(seen);
  return {
    met: verdict === 'met',
    disturbed: isDisturbed(verdict),
    verdict,
    perSecond,
    purpose,
    p99,
    p99AtLeastMs: p99.state === 'earned' ? p99.valueMs : p99AtLeastMs(seen),
    p50Ms: medianOfSorted(latenciesMs),
    sentCount,
    failedCount,
    lateCount,
    worstLateMs,
    elapsedMs,
  };
}
